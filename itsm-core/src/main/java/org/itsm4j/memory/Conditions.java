package org.itsm4j.memory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.itsm4j.ticket.Condition;

/** Evaluates the conditions of a search on a value. */
final class Conditions {
    private Conditions() {}

    static boolean holds(Condition<?> condition, Optional<?> value) {
        List<Object> given = condition.values();
        return switch (condition.operator()) {
            case IS_PRESENT -> value.isPresent();
            case IS_ABSENT -> value.isEmpty();
            case EQUALS -> value.filter(given.get(0)::equals).isPresent();
            case NOT_EQUALS -> value.filter(it -> !it.equals(given.get(0))).isPresent();
            case IN -> value.filter(given::contains).isPresent();
            case LESS_THAN -> value.filter(it -> compare(it, given.get(0)) < 0).isPresent();
            case AT_LEAST -> value.filter(it -> compare(it, given.get(0)) >= 0).isPresent();
            case CONTAINS ->
                value.filter(it -> lower(it).contains(lower(given.get(0)))).isPresent();
            case STARTS_WITH ->
                value.filter(it -> it.toString().startsWith(given.get(0).toString()))
                        .isPresent();
        };
    }

    private static String lower(Object text) {
        return text.toString().toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the condition has checked the types
    private static int compare(Object one, Object other) {
        return ((Comparable) one).compareTo(other);
    }
}
