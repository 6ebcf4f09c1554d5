package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Optional;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.internal.JsonWriter;
import org.itsm4j.problem.KnownError;
import org.itsm4j.problem.KnownErrorStatus;
import org.jspecify.annotations.Nullable;

/** The columns of a {@link KnownError}; all empty while there is none. */
@Embeddable
@SuppressWarnings("NullAway.Init")
class KnownErrorColumns {
    @Column(name = "known_error_status")
    private String status;

    @Column(name = "known_error_symptom")
    private String symptom;

    @Column(name = "known_error_cause")
    private String cause;

    /** A JSON array of texts. */
    @Column(name = "known_error_evidence")
    private String evidence;

    @Column(name = "known_error_workaround")
    private @Nullable String workaround;

    /** There whenever there is a known error; boxed, or the provider could not leave it empty. */
    @Column(name = "known_error_at")
    private @Nullable Long publishedAt;

    KnownErrorColumns() {}

    KnownErrorColumns(KnownError known) {
        status = known.status().name();
        symptom = known.symptom();
        cause = known.rootCause();
        evidence = JsonWriter.write(known.evidence());
        workaround = known.workaround().orElse(null);
        publishedAt = Micros.of(known.publishedAt());
    }

    KnownError read() {
        List<String> shown = ((List<?>) JsonReader.read(evidence))
                .stream().map(String.class::cast).toList();
        return new KnownError(
                symptom,
                cause,
                shown,
                Optional.ofNullable(workaround),
                KnownErrorStatus.valueOf(status),
                Micros.optional(publishedAt).orElseThrow());
    }
}
