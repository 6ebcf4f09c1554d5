package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.itsm4j.problem.ProblemMilestones;
import org.jspecify.annotations.Nullable;

/** The columns of {@link ProblemMilestones}. */
@Embeddable
class ProblemMilestoneColumns {
    @Column(name = "logged_at")
    private long loggedAt;

    @Column(name = "assessed_at")
    private @Nullable Long assessedAt;

    @Column(name = "investigated_at")
    private @Nullable Long investigatedAt;

    @Column(name = "fix_planned_at")
    private @Nullable Long fixPlannedAt;

    @Column(name = "resolved_at")
    private @Nullable Long resolvedAt;

    @Column(name = "closed_at")
    private @Nullable Long closedAt;

    @Column(name = "reopened_at")
    private @Nullable Long reopenedAt;

    @Column(name = "reopen_count")
    private int reopenCount;

    ProblemMilestoneColumns() {}

    ProblemMilestoneColumns(ProblemMilestones milestones) {
        loggedAt = Micros.of(milestones.loggedAt());
        assessedAt = Micros.of(milestones.assessedAt());
        investigatedAt = Micros.of(milestones.investigatedAt());
        fixPlannedAt = Micros.of(milestones.fixPlannedAt());
        resolvedAt = Micros.of(milestones.resolvedAt());
        closedAt = Micros.of(milestones.closedAt());
        reopenedAt = Micros.of(milestones.reopenedAt());
        reopenCount = milestones.reopenCount();
    }

    ProblemMilestones read() {
        return new ProblemMilestones(
                Micros.instant(loggedAt),
                Micros.optional(assessedAt),
                Micros.optional(investigatedAt),
                Micros.optional(fixPlannedAt),
                Micros.optional(resolvedAt),
                Micros.optional(closedAt),
                Micros.optional(reopenedAt),
                reopenCount);
    }
}
