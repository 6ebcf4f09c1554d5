package org.itsm4j.incident;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Text;

/**
 * How an incident was resolved.
 *
 * @param code in one word
 * @param text in sentences; the requester reads it
 * @param cause the configuration item that caused it, if known
 * @param workaround what to do if it comes back
 * @param knownError the known error it was
 */
public record Resolution(
        @NotNull ResolutionCode code,
        @NotNull @Text(max = Limits.TEXT) String text,
        Optional<@Text(max = Limits.NAME) String> cause,
        Optional<@Text(max = Limits.TEXT) String> workaround,
        Optional<@Valid Reference> knownError) {

    /** Refuses null where nothing is said by empty. */
    public Resolution {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(workaround, "workaround");
        Objects.requireNonNull(knownError, "knownError");
    }

    /**
     * @param text what was done
     * @return a resolution: the fault is gone
     */
    public static Resolution fixed(String text) {
        return of(ResolutionCode.FIXED, text);
    }

    /**
     * @param text what was done, and how to go on
     * @return a resolution: work goes on by another way
     */
    public static Resolution workaround(String text) {
        return of(ResolutionCode.WORKAROUND, text);
    }

    /**
     * @param code in one word
     * @param text in sentences
     * @return a resolution
     */
    public static Resolution of(ResolutionCode code, String text) {
        return new Resolution(code, text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param configurationItem what caused it
     * @return this resolution with its cause
     */
    public Resolution causedBy(String configurationItem) {
        return new Resolution(
                code,
                text,
                Optional.of(Objects.requireNonNull(configurationItem, "configurationItem")),
                workaround,
                knownError);
    }

    /**
     * @param steps what to do if it comes back
     * @return this resolution with a workaround
     */
    public Resolution withWorkaround(String steps) {
        return new Resolution(code, text, cause, Optional.of(Objects.requireNonNull(steps, "steps")), knownError);
    }

    /**
     * @param reference the known error
     * @return this resolution with it
     */
    public Resolution ofKnownError(Reference reference) {
        return new Resolution(
                code, text, cause, workaround, Optional.of(Objects.requireNonNull(reference, "reference")));
    }
}
