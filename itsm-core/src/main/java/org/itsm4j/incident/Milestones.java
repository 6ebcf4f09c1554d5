package org.itsm4j.incident;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When what happened to an incident. Instants, to the microsecond.
 *
 * @param loggedAt when it was logged
 * @param assignedAt when it was first assigned
 * @param firstResponseAt when work on it first began: by a start, by staff who went on with it, or by its resolution
 * @param resolvedAt when it was last resolved; empty while it is reopened
 * @param closedAt when it was closed
 * @param reopenCount how often it was reopened
 */
public record Milestones(
        Instant loggedAt,
        Optional<Instant> assignedAt,
        Optional<Instant> firstResponseAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> closedAt,
        int reopenCount) {
    /** Refuses null. */
    public Milestones {
        Objects.requireNonNull(loggedAt, "loggedAt");
        Objects.requireNonNull(assignedAt, "assignedAt");
        Objects.requireNonNull(firstResponseAt, "firstResponseAt");
        Objects.requireNonNull(resolvedAt, "resolvedAt");
        Objects.requireNonNull(closedAt, "closedAt");
    }

    static Milestones logged(Instant at) {
        return new Milestones(at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    Milestones assigned(Instant at) {
        return new Milestones(
                loggedAt, assignedAt.or(() -> Optional.of(at)), firstResponseAt, resolvedAt, closedAt, reopenCount);
    }

    Milestones responded(Instant at) {
        return new Milestones(
                loggedAt, assignedAt, firstResponseAt.or(() -> Optional.of(at)), resolvedAt, closedAt, reopenCount);
    }

    Milestones resolved(Instant at) {
        return new Milestones(loggedAt, assignedAt, firstResponseAt, Optional.of(at), closedAt, reopenCount);
    }

    Milestones reopened() {
        return new Milestones(loggedAt, assignedAt, firstResponseAt, Optional.empty(), closedAt, reopenCount + 1);
    }

    Milestones closed(Instant at) {
        return new Milestones(loggedAt, assignedAt, firstResponseAt, resolvedAt, Optional.of(at), reopenCount);
    }
}
