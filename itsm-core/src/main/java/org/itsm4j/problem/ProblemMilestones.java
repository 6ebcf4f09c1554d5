package org.itsm4j.problem;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When what happened to a problem. Instants, to the microsecond.
 *
 * @param loggedAt when it was logged
 * @param assessedAt when it was assessed
 * @param investigatedAt when the investigation first began: problem control
 * @param fixPlannedAt when it was first decided how to fix it: error control
 * @param resolvedAt when it was last resolved; empty while it is reopened
 * @param closedAt when it was last closed; empty while it is reopened
 * @param reopenedAt when it was reopened last
 * @param reopenCount how often it was reopened
 */
public record ProblemMilestones(
        Instant loggedAt,
        Optional<Instant> assessedAt,
        Optional<Instant> investigatedAt,
        Optional<Instant> fixPlannedAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> closedAt,
        Optional<Instant> reopenedAt,
        int reopenCount) {
    /** Refuses null. */
    public ProblemMilestones {
        Objects.requireNonNull(loggedAt, "loggedAt");
        Objects.requireNonNull(assessedAt, "assessedAt");
        Objects.requireNonNull(investigatedAt, "investigatedAt");
        Objects.requireNonNull(fixPlannedAt, "fixPlannedAt");
        Objects.requireNonNull(resolvedAt, "resolvedAt");
        Objects.requireNonNull(closedAt, "closedAt");
        Objects.requireNonNull(reopenedAt, "reopenedAt");
    }

    static ProblemMilestones logged(Instant at) {
        return new ProblemMilestones(
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    ProblemMilestones assessed(Instant at) {
        return new ProblemMilestones(
                loggedAt, Optional.of(at), investigatedAt, fixPlannedAt, resolvedAt, closedAt, reopenedAt, reopenCount);
    }

    ProblemMilestones investigated(Instant at) {
        Optional<Instant> first = investigatedAt.or(() -> Optional.of(at));
        return new ProblemMilestones(
                loggedAt, assessedAt, first, fixPlannedAt, resolvedAt, closedAt, reopenedAt, reopenCount);
    }

    ProblemMilestones fixPlanned(Instant at) {
        Optional<Instant> first = fixPlannedAt.or(() -> Optional.of(at));
        return new ProblemMilestones(
                loggedAt, assessedAt, investigatedAt, first, resolvedAt, closedAt, reopenedAt, reopenCount);
    }

    ProblemMilestones resolved(Instant at) {
        return new ProblemMilestones(
                loggedAt, assessedAt, investigatedAt, fixPlannedAt, Optional.of(at), closedAt, reopenedAt, reopenCount);
    }

    ProblemMilestones closed(Instant at) {
        return new ProblemMilestones(
                loggedAt,
                assessedAt,
                investigatedAt,
                fixPlannedAt,
                resolvedAt,
                Optional.of(at),
                reopenedAt,
                reopenCount);
    }

    ProblemMilestones reopened(Instant at) {
        return new ProblemMilestones(
                loggedAt,
                assessedAt,
                investigatedAt,
                fixPlannedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.of(at),
                reopenCount + 1);
    }
}
