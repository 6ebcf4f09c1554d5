package org.itsm4j.ticket;

import java.util.Objects;

/**
 * A field that a command changed.
 *
 * @param field the field's label, such as {@code priority}
 * @param before its value, empty if it had none
 * @param after its value, empty if it has none
 */
public record FieldChange(String field, String before, String after) {
    /** Refuses absent parts. */
    public FieldChange {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
