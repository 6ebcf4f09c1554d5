package org.itsm4j.problem;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A fault whose cause is known. Kept with its problem, whose topic says by which service, configuration item and category
 * it is found.
 *
 * @param symptom how the fault is noticed
 * @param rootCause why it happens
 * @param evidence what shows that; at least one item
 * @param workaround what helps until it is fixed; empty: it was said that there is none
 * @param status how it stands
 * @param publishedAt when it was declared, to the microsecond
 */
public record KnownError(
        String symptom,
        String rootCause,
        List<String> evidence,
        Optional<String> workaround,
        KnownErrorStatus status,
        Instant publishedAt) {
    /** Copies the evidence; refuses null. */
    public KnownError {
        Objects.requireNonNull(symptom, "symptom");
        Objects.requireNonNull(rootCause, "rootCause");
        evidence = List.copyOf(Objects.requireNonNull(evidence, "evidence"));
        Objects.requireNonNull(workaround, "workaround");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(publishedAt, "publishedAt");
    }

    static KnownError of(KnownErrorDeclaration said, Instant now) {
        return new KnownError(
                said.symptom(), said.rootCause(), said.evidence(), said.workaround(), KnownErrorStatus.OPEN, now);
    }

    KnownError standing(KnownErrorStatus now) {
        return new KnownError(symptom, rootCause, evidence, workaround, now, publishedAt);
    }

    KnownError workaround(Optional<String> text) {
        return new KnownError(symptom, rootCause, evidence, text, status, publishedAt);
    }
}
