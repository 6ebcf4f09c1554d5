package org.itsm4j.jpa;

import java.time.Instant;
import java.util.Arrays;
import org.itsm4j.ticket.TicketId;

/** Values of fields as values of columns. */
final class Columns {
    private Columns() {}

    static Comparable<?> of(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Instant instant) {
            return Micros.of(instant);
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof TicketId id) {
            return id.toString();
        }
        return (Comparable<?>) value;
    }

    /** Some columns cannot hold every value of their field's type: nothing equals what cannot be stored. */
    static boolean holds(Object value) {
        return !(value instanceof Instant instant) || Micros.isWhole(instant);
    }

    /** What a text of the database stands for in a field: itself, or a constant. */
    static Object constant(Class<?> type, String name) {
        if (type == String.class) {
            return name;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the database has a constant that " + type + " has not"));
    }
}
