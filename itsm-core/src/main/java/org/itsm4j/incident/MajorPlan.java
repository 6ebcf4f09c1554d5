package org.itsm4j.incident;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * How a major incident will be handled; what accepting one needs.
 *
 * @param businessImpact what it means for the business
 * @param notes why it was accepted
 * @param commander who leads
 * @param communications who tells everybody, if not the commander
 * @param scribe who writes down, if not the commander
 * @param sitrepEvery how often the situation is reported; 1 minute to 30 days, in whole seconds
 * @param assignment who gets the incident now, if somebody else than has it
 */
public record MajorPlan(
        @NotNull @Text(max = Limits.REASON) String businessImpact,
        @NotNull @Text(max = Limits.REASON) String notes,
        @NotNull @Text(max = Limits.NAME) String commander,
        Optional<@Text(max = Limits.NAME) String> communications,
        Optional<@Text(max = Limits.NAME) String> scribe,
        Optional<Duration> sitrepEvery,
        Optional<@Valid Assignment> assignment) {

    /** Refuses null where nothing is said by empty. */
    public MajorPlan {
        Objects.requireNonNull(communications, "communications");
        Objects.requireNonNull(scribe, "scribe");
        Objects.requireNonNull(sitrepEvery, "sitrepEvery");
        Objects.requireNonNull(assignment, "assignment");
    }

    /**
     * @param businessImpact what it means for the business
     * @param notes why it was accepted
     * @param commander who leads
     * @return a plan with no more than that
     */
    public static MajorPlan led(String businessImpact, String notes, String commander) {
        return new MajorPlan(
                businessImpact,
                notes,
                commander,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @param person who tells everybody
     * @return this plan with them
     */
    public MajorPlan communications(String person) {
        return new MajorPlan(
                businessImpact,
                notes,
                commander,
                Optional.of(Objects.requireNonNull(person, "person")),
                scribe,
                sitrepEvery,
                assignment);
    }

    /**
     * @param person who writes down
     * @return this plan with them
     */
    public MajorPlan scribe(String person) {
        return new MajorPlan(
                businessImpact,
                notes,
                commander,
                communications,
                Optional.of(Objects.requireNonNull(person, "person")),
                sitrepEvery,
                assignment);
    }

    /**
     * @param cadence how often the situation is reported; 1 minute to 30 days, in whole seconds
     * @return this plan with that cadence
     */
    public MajorPlan sitrepEvery(Duration cadence) {
        return new MajorPlan(
                businessImpact,
                notes,
                commander,
                communications,
                scribe,
                Optional.of(Objects.requireNonNull(cadence, "cadence")),
                assignment);
    }

    /**
     * @param to who gets the incident now
     * @return this plan with that assignment
     */
    public MajorPlan assignedTo(Assignment to) {
        return new MajorPlan(
                businessImpact,
                notes,
                commander,
                communications,
                scribe,
                sitrepEvery,
                Optional.of(Objects.requireNonNull(to, "to")));
    }
}
