package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * Says what the cause of a problem is. There is a workaround, or it is said that there is none: {@link #causedBy} says so,
 * {@link #workaround} changes that.
 *
 * @param symptom how the fault is noticed, in the words of those who report it
 * @param rootCause why it happens
 * @param evidence what shows that; 1 to 50 items
 * @param workaround what helps until it is fixed; empty: there is none
 */
public record KnownErrorDeclaration(
        @NotNull @Text(max = Limits.REASON) String symptom,
        @NotNull @Text(max = Limits.REASON) String rootCause,

        @NotNull @Size(min = 1, max = 50, message = "1 to 50 items")
        List<@NotNull @Text(max = Limits.REASON) String> evidence,

        @NotNull Optional<@Valid @Text(max = Limits.TEXT) String> workaround) {

    /** Copies the evidence; refuses null where nothing is said by empty. */
    public KnownErrorDeclaration {
        evidence = List.copyOf(Objects.requireNonNull(evidence, "evidence"));
        Objects.requireNonNull(workaround, "workaround");
    }

    /**
     * @param symptom how the fault is noticed
     * @param rootCause why it happens
     * @param evidence what shows that
     * @return a declaration without a workaround
     */
    public static KnownErrorDeclaration causedBy(String symptom, String rootCause, String evidence) {
        return new KnownErrorDeclaration(
                symptom, rootCause, List.of(Objects.requireNonNull(evidence, "evidence")), Optional.empty());
    }

    /**
     * @param more what else shows that
     * @return this declaration with it
     */
    public KnownErrorDeclaration evidence(String more) {
        List<String> all = new ArrayList<>(evidence);
        all.add(Objects.requireNonNull(more, "more"));
        return new KnownErrorDeclaration(symptom, rootCause, all, workaround);
    }

    /**
     * @param text what helps until it is fixed
     * @return this declaration with it
     */
    public KnownErrorDeclaration workaround(String text) {
        return new KnownErrorDeclaration(
                symptom, rootCause, evidence, Optional.of(Objects.requireNonNull(text, "text")));
    }
}
