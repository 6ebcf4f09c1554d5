package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.itsm4j.incident.Milestones;
import org.jspecify.annotations.Nullable;

/** The columns of {@link Milestones}. */
@Embeddable
class MilestoneColumns {
    @Column(name = "occurred_at")
    private @Nullable Long occurredAt;

    @Column(name = "detected_at")
    private @Nullable Long detectedAt;

    @Column(name = "logged_at")
    private long loggedAt;

    @Column(name = "assigned_at")
    private @Nullable Long assignedAt;

    @Column(name = "first_response_at")
    private @Nullable Long firstResponseAt;

    @Column(name = "resolved_at")
    private @Nullable Long resolvedAt;

    @Column(name = "closed_at")
    private @Nullable Long closedAt;

    @Column(name = "reopen_count")
    private int reopenCount;

    MilestoneColumns() {}

    MilestoneColumns(Milestones milestones) {
        occurredAt = Micros.of(milestones.occurredAt());
        detectedAt = Micros.of(milestones.detectedAt());
        loggedAt = Micros.of(milestones.loggedAt());
        assignedAt = Micros.of(milestones.assignedAt());
        firstResponseAt = Micros.of(milestones.firstResponseAt());
        resolvedAt = Micros.of(milestones.resolvedAt());
        closedAt = Micros.of(milestones.closedAt());
        reopenCount = milestones.reopenCount();
    }

    Milestones read() {
        return new Milestones(
                Micros.optional(occurredAt),
                Micros.optional(detectedAt),
                Micros.instant(loggedAt),
                Micros.optional(assignedAt),
                Micros.optional(firstResponseAt),
                Micros.optional(resolvedAt),
                Micros.optional(closedAt),
                reopenCount);
    }
}
