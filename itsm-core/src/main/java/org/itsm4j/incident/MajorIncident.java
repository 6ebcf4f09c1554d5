package org.itsm4j.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The major-incident side of an incident.
 *
 * @param status whether it is one
 * @param businessImpact what it means for the business; empty before it was accepted
 * @param commander who leads
 * @param communications who tells everybody
 * @param scribe who writes down
 * @param sitrepEvery how often the situation is reported
 * @param nextSitrepAt when the next report is due
 * @param review the review afterwards
 */
public record MajorIncident(
        MajorStatus status,
        Optional<String> businessImpact,
        Optional<String> commander,
        Optional<String> communications,
        Optional<String> scribe,
        Optional<Duration> sitrepEvery,
        Optional<Instant> nextSitrepAt,
        Optional<String> review) {
    /** Nobody has proposed it. */
    public static final MajorIncident NONE = status(MajorStatus.NONE);

    /** Refuses null. */
    public MajorIncident {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(businessImpact, "businessImpact");
        Objects.requireNonNull(commander, "commander");
        Objects.requireNonNull(communications, "communications");
        Objects.requireNonNull(scribe, "scribe");
        Objects.requireNonNull(sitrepEvery, "sitrepEvery");
        Objects.requireNonNull(nextSitrepAt, "nextSitrepAt");
        Objects.requireNonNull(review, "review");
    }

    private static MajorIncident status(MajorStatus status) {
        return new MajorIncident(
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** @return whether it is, or was, one and so needs a review before it is closed */
    public boolean needsReview() {
        return wasAccepted() && review.isEmpty();
    }

    private boolean wasAccepted() {
        return businessImpact.isPresent();
    }

    MajorIncident proposed() {
        return with(MajorStatus.PROPOSED, nextSitrepAt, review);
    }

    /** One that was accepted before, and was proposed again in vain, still is one that has ended. */
    MajorIncident rejected() {
        return with(wasAccepted() ? MajorStatus.ENDED : MajorStatus.REJECTED, nextSitrepAt, review);
    }

    static MajorIncident accepted(MajorPlan plan, Instant now) {
        return new MajorIncident(
                MajorStatus.ACCEPTED,
                Optional.of(plan.businessImpact()),
                Optional.of(plan.commander()),
                plan.communications(),
                plan.scribe(),
                plan.sitrepEvery(),
                plan.sitrepEvery().map(now::plus),
                Optional.empty());
    }

    MajorIncident ended() {
        return with(MajorStatus.ENDED, Optional.empty(), review);
    }

    MajorIncident reported(Instant now) {
        return with(status, sitrepEvery.map(now::plus), review);
    }

    MajorIncident reviewed(String text) {
        return with(status, nextSitrepAt, Optional.of(text));
    }

    private MajorIncident with(MajorStatus newStatus, Optional<Instant> nextSitrep, Optional<String> newReview) {
        return new MajorIncident(
                newStatus, businessImpact, commander, communications, scribe, sitrepEvery, nextSitrep, newReview);
    }
}
