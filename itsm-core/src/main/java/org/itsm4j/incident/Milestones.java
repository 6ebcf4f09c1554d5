package org.itsm4j.incident;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When what happened to an incident. Instants, to the microsecond.
 *
 * @param occurredAt when it began, if that is known
 * @param detectedAt when it was noticed, if that is known
 * @param loggedAt when it was logged
 * @param assignedAt when it was first assigned
 * @param firstResponseAt when work on it first began: by a start, by staff who went on with it, or by its resolution
 * @param resolvedAt when it was last resolved; empty while it is reopened
 * @param closedAt when it was closed
 * @param reopenCount how often it was reopened
 */
public record Milestones(
        Optional<Instant> occurredAt,
        Optional<Instant> detectedAt,
        Instant loggedAt,
        Optional<Instant> assignedAt,
        Optional<Instant> firstResponseAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> closedAt,
        int reopenCount) {
    /** Refuses null. */
    public Milestones {
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(detectedAt, "detectedAt");
        Objects.requireNonNull(loggedAt, "loggedAt");
        Objects.requireNonNull(assignedAt, "assignedAt");
        Objects.requireNonNull(firstResponseAt, "firstResponseAt");
        Objects.requireNonNull(resolvedAt, "resolvedAt");
        Objects.requireNonNull(closedAt, "closedAt");
    }

    static Milestones logged(Optional<Instant> occurredAt, Optional<Instant> detectedAt, Instant at) {
        return new Milestones(
                occurredAt, detectedAt, at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    Milestones assigned(Instant at) {
        return with(assignedAt.or(() -> Optional.of(at)), firstResponseAt, resolvedAt, closedAt, reopenCount);
    }

    Milestones responded(Instant at) {
        return with(assignedAt, firstResponseAt.or(() -> Optional.of(at)), resolvedAt, closedAt, reopenCount);
    }

    Milestones resolved(Instant at) {
        return with(assignedAt, firstResponseAt, Optional.of(at), closedAt, reopenCount);
    }

    Milestones reopened() {
        return with(assignedAt, firstResponseAt, Optional.empty(), closedAt, reopenCount + 1);
    }

    Milestones closed(Instant at) {
        return with(assignedAt, firstResponseAt, resolvedAt, Optional.of(at), reopenCount);
    }

    private Milestones with(
            Optional<Instant> assigned,
            Optional<Instant> responded,
            Optional<Instant> resolved,
            Optional<Instant> closed,
            int reopened) {
        return new Milestones(occurredAt, detectedAt, loggedAt, assigned, responded, resolved, closed, reopened);
    }
}
