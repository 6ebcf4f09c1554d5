package org.itsm4j.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;

/**
 * One condition of a search.
 *
 * @param field the field
 * @param operator the comparison
 * @param values as many as the operator takes, of the field's type
 * @param <F> the practice's fields
 */
public record Condition<F extends Enum<F> & Field<?>>(F field, Operator operator, List<Object> values) {
    /**
     * @throws InvalidInputException if number or type of the values does not fit, or a text or instant is one that no
     *     store could compare with
     */
    public Condition {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(operator, "operator");
        values = List.copyOf(Objects.requireNonNull(values, "values"));
        int least = operator == Operator.IS_PRESENT || operator == Operator.IS_ABSENT ? 0 : 1;
        int most = operator == Operator.IN ? Limits.VALUES : least;
        if (values.size() < least || values.size() > most) {
            throw refused(
                    field,
                    operator + " takes " + (least == most ? "" : least + " to ") + most + " values, got "
                            + values.size());
        }
        boolean text = field.type() == String.class;
        boolean ordered = field.type() == Instant.class || field.type().isEnum() || field.type() == Integer.class;
        if ((operator == Operator.CONTAINS || operator == Operator.STARTS_WITH) && !text) {
            throw refused(field, operator + " is for text only");
        }
        if ((operator == Operator.LESS_THAN || operator == Operator.AT_LEAST) && !ordered) {
            throw refused(field, operator + " is for instants, numbers and ranks only");
        }
        for (Object value : values) {
            if (!field.type().isInstance(value)) {
                throw refused(
                        field,
                        "takes " + field.type().getSimpleName() + ", got "
                                + value.getClass().getSimpleName());
            }
            if (value instanceof String string) {
                Text.Rule.require("Search", field.name(), string, Limits.NAME);
            } else if (value instanceof Instant moment) {
                Limits.require("Search", field.name(), moment);
            }
        }
    }

    private static InvalidInputException refused(Enum<?> field, String message) {
        return new InvalidInputException("Search", field.name(), message);
    }
}
