package org.itsm4j.problem;

import java.util.Objects;
import org.itsm4j.ticket.Hold;

/**
 * What a problem waits for, and where it goes on then.
 *
 * @param hold what it waits for
 * @param before the state it was in
 */
public record HeldProblem(Hold hold, ProblemState before) {
    /** Refuses null. */
    public HeldProblem {
        Objects.requireNonNull(hold, "hold");
        Objects.requireNonNull(before, "before");
    }
}
