package org.itsm4j.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What must be true of a ticket, besides its state, for a row of a contract to be there.
 *
 * @param fact the name of a declared fact
 * @param values what it may be; at least one
 */
public record Precondition(String fact, List<Object> values) {
    /** Copies the values. */
    public Precondition {
        values = List.copyOf(Objects.requireNonNull(values, "values"));
    }

    /**
     * @param value the fact of a ticket; empty if it has none
     * @return whether it is as it must be
     */
    public boolean holds(Optional<?> value) {
        return value.filter(values::contains).isPresent();
    }

    /**
     * @param value the fact of a ticket
     * @return what is true, and what is needed
     */
    public String unmetBy(Optional<?> value) {
        return fact + " is " + value.map(Object::toString).orElse("not there") + "; needed: " + needed();
    }

    private String needed() {
        return values.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        return fact + " is " + needed();
    }
}
