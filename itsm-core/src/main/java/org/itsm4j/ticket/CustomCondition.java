package org.itsm4j.ticket;

import java.util.Objects;
import org.itsm4j.error.InvalidInputException;

/**
 * A condition of a search on a custom field: that it has this value. Made by {@link Search#whereCustom}.
 *
 * @param field the name of the field
 * @param value the value as text, as in {@link CustomValues#texts}
 */
public record CustomCondition(String field, String value) {
    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if the value is one that no store could compare with, or longer than {@link
     *     Limits#CUSTOM_SEARCHABLE}
     */
    public CustomCondition {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(value, "value");
        Text.Rule.require("Search", field, value, Limits.CUSTOM_SEARCHABLE);
    }

    /**
     * @param values the values of a ticket
     * @return whether they meet it
     */
    public boolean isMetBy(CustomValues values) {
        return value.equals(values.texts().get(field));
    }
}
