package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.ticket.Reference;
import org.jspecify.annotations.Nullable;

/** The columns of a {@link Resolution}; all empty while there is none. */
@Embeddable
@SuppressWarnings("NullAway.Init")
class ResolutionColumns {
    @Column(name = "resolution_code")
    private String code;

    @Column(name = "resolution_text")
    private String text;

    @Column(name = "resolution_cause")
    private @Nullable String cause;

    @Column(name = "resolution_workaround")
    private @Nullable String workaround;

    @Column(name = "known_error_type")
    private @Nullable String knownErrorType;

    @Column(name = "known_error_key")
    private @Nullable String knownErrorKey;

    ResolutionColumns() {}

    ResolutionColumns(Resolution resolution) {
        code = resolution.code().name();
        text = resolution.text();
        cause = resolution.cause().orElse(null);
        workaround = resolution.workaround().orElse(null);
        knownErrorType = resolution.knownError().map(Reference::type).orElse(null);
        knownErrorKey = resolution.knownError().map(Reference::key).orElse(null);
    }

    Resolution read() {
        return new Resolution(
                ResolutionCode.valueOf(code),
                text,
                Optional.ofNullable(cause),
                Optional.ofNullable(workaround),
                ReferenceColumns.read(knownErrorType, knownErrorKey));
    }
}
