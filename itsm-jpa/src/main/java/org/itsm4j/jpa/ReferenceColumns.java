package org.itsm4j.jpa;

import java.util.Optional;
import org.itsm4j.ticket.Reference;
import org.jspecify.annotations.Nullable;

/** A reference as two columns: both or none. */
final class ReferenceColumns {
    private ReferenceColumns() {}

    static Optional<Reference> read(@Nullable String type, @Nullable String key) {
        return type == null || key == null ? Optional.empty() : Optional.of(new Reference(type, key));
    }
}
