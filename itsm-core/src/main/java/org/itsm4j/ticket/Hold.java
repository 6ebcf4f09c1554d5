package org.itsm4j.ticket;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A ticket waits for something.
 *
 * @param reason why
 * @param note what exactly; internal, the requester does not see it
 * @param waitsFor the change, problem or other thing it waits for; must be there for CHANGE and PROBLEM
 * @param followUpAt when to resume by itself
 */
public record Hold(
        @NotNull @Valid HoldReason reason,
        @NotNull @Text(max = Limits.REASON) String note,
        Optional<@Valid Reference> waitsFor,
        Optional<Instant> followUpAt) {

    /** Refuses null where nothing is said by empty. */
    public Hold {
        Objects.requireNonNull(waitsFor, "waitsFor");
        Objects.requireNonNull(followUpAt, "followUpAt");
    }

    /**
     * @param reason why
     * @param note what exactly
     * @return a hold until somebody resumes it
     */
    public static Hold because(HoldReason reason, String note) {
        return new Hold(reason, note, Optional.empty(), Optional.empty());
    }

    /**
     * @param reference the change, problem or other thing: {@code change:} or {@code problem:} with the number or id of a ticket that is
     *     kept here means that ticket, by which it then goes on; anything else is of another system, and somebody resumes it
     * @return this hold, waiting for that; refused as {@code waitsFor} if that ticket is over
     */
    public Hold waitingFor(Reference reference) {
        return new Hold(reason, note, Optional.of(Objects.requireNonNull(reference, "reference")), followUpAt);
    }

    /**
     * @param instant a moment after the command's, within 10 years of it
     * @return this hold, ending by itself then
     */
    public Hold until(Instant instant) {
        return new Hold(reason, note, waitsFor, Optional.of(Objects.requireNonNull(instant, "instant")));
    }
}
