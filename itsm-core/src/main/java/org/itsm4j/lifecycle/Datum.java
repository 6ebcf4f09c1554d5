package org.itsm4j.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Text;

/**
 * Something that a timer of a diagram says with the action it gives, such as the group it reassigns to.
 *
 * @param name how diagrams call it
 * @param isRequired whether the action needs it
 * @param max how long it may be, in UTF-16 characters
 * @param values what it may be, by name; empty if any text will do
 */
public record Datum(String name, boolean isRequired, int max, List<String> values) {
    /** Copies the values. */
    public Datum {
        Objects.requireNonNull(name, "name");
        values = List.copyOf(Objects.requireNonNull(values, "values"));
    }

    /**
     * @param name how diagrams call it
     * @param max how long it may be, in UTF-16 characters
     * @return a text that the action needs
     */
    public static Datum required(String name, int max) {
        return new Datum(name, true, max, List.of());
    }

    /**
     * @param name how diagrams call it
     * @param max how long it may be, in UTF-16 characters
     * @return a text that may be left out
     */
    public static Datum optional(String name, int max) {
        return new Datum(name, false, max, List.of());
    }

    /**
     * @param name how diagrams call it
     * @param type the enum of its values
     * @return a constant that the action needs, by its name
     */
    public static Datum required(String name, Class<? extends Enum<?>> type) {
        Objects.requireNonNull(type, "type");
        List<String> values =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return new Datum(
                name, true, values.stream().mapToInt(String::length).max().orElse(0), values);
    }

    /**
     * @param value what a diagram gives
     * @return why it cannot be that, without repeating it; empty if it can
     */
    public Optional<String> wrong(String value) {
        if (!values.isEmpty()) {
            return values.contains(value) ? Optional.empty() : Optional.of("must be one of " + values);
        }
        try {
            Text.Rule.require("Timer", name, value, max);
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(e.violations().get(0).message());
        }
    }
}
