package org.itsm4j.problem;

import java.util.Objects;

/**
 * A known error that may be behind an incident.
 *
 * @param problem the problem it belongs to; it has a known error
 * @param score how alike they are by the host's {@link org.itsm4j.spi.Matcher}, 1 to 100
 */
public record KnownErrorMatch(Problem problem, int score) {
    /** Refuses null. */
    public KnownErrorMatch {
        Objects.requireNonNull(problem, "problem");
    }

    /** @return the known error */
    public KnownError knownError() {
        return problem.knownError().orElseThrow();
    }
}
