package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.Optional;
import org.itsm4j.incident.MajorIncident;
import org.itsm4j.incident.MajorStatus;
import org.jspecify.annotations.Nullable;

/** The columns of a {@link MajorIncident}. */
@Embeddable
@SuppressWarnings("NullAway.Init")
class MajorColumns {
    @Column(name = "major_status")
    private String status;

    @Column(name = "major_business_impact")
    private @Nullable String businessImpact;

    @Column(name = "major_commander")
    private @Nullable String commander;

    @Column(name = "major_communications")
    private @Nullable String communications;

    @Column(name = "major_scribe")
    private @Nullable String scribe;

    /** In ISO 8601, such as {@code PT30M}: exact, and readable in SQL. */
    @Column(name = "major_sitrep_every")
    private @Nullable String sitrepEvery;

    @Column(name = "major_next_sitrep_at")
    private @Nullable Long nextSitrepAt;

    @Column(name = "major_review")
    private @Nullable String review;

    MajorColumns() {}

    MajorColumns(MajorIncident major) {
        status = major.status().name();
        businessImpact = major.businessImpact().orElse(null);
        commander = major.commander().orElse(null);
        communications = major.communications().orElse(null);
        scribe = major.scribe().orElse(null);
        sitrepEvery = major.sitrepEvery().map(Duration::toString).orElse(null);
        nextSitrepAt = Micros.of(major.nextSitrepAt());
        review = major.review().orElse(null);
    }

    MajorIncident read() {
        return new MajorIncident(
                MajorStatus.valueOf(status),
                Optional.ofNullable(businessImpact),
                Optional.ofNullable(commander),
                Optional.ofNullable(communications),
                Optional.ofNullable(scribe),
                Optional.ofNullable(sitrepEvery).map(Duration::parse),
                Micros.optional(nextSitrepAt),
                Optional.ofNullable(review));
    }
}
