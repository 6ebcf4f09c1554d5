package org.itsm4j.change;

import java.time.Instant;
import java.util.Objects;

/**
 * An emergency that is done before it is voted on.
 *
 * @param reason why it could not wait
 * @param deadline until when it has to be approved
 * @param ratified whether it was
 * @param declined whether it was voted down, or its time was over, and that still stands
 */
public record Retrospect(String reason, Instant deadline, boolean ratified, boolean declined) {
    /** Refuses absent parts. */
    public Retrospect {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(deadline, "deadline");
    }

    /** When and how, not why. */
    @Override
    public String toString() {
        return "Retrospect[until " + deadline + (ratified ? ", ratified" : declined ? ", declined" : "") + "]";
    }
}
