package org.itsm4j.jpa;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Ticket;

/** Turns the conditions of a search into a where clause. */
final class Conditions<T extends Ticket<T>, F extends Enum<F> & Field<T>> {
    private final Where where;
    private final TicketMapping<T, F, ?> mapping;

    Conditions(Where where, TicketMapping<T, F, ?> mapping) {
        this.where = where;
        this.mapping = mapping;
    }

    /** @return whether anything can match; if not, no statement is needed */
    boolean all(List<Condition<F>> conditions) {
        return conditions.stream().allMatch(this::add);
    }

    private boolean add(Condition<F> condition) {
        String attribute = mapping.attribute(condition.field());
        switch (condition.operator()) {
            case IS_PRESENT -> where.present(attribute);
            case IS_ABSENT -> where.absent(attribute);
            case CONTAINS -> where.contains(attribute, (String) value(condition));
            case STARTS_WITH -> where.startsWith(attribute, (String) value(condition));
            case EQUALS, IN -> {
                return anyOf(attribute, condition.values());
            }
            case NOT_EQUALS -> differs(attribute, value(condition));
            case LESS_THAN, AT_LEAST -> {
                return ranged(attribute, condition);
            }
        }
        return true;
    }

    private boolean anyOf(String attribute, List<?> values) {
        List<?> columns = values.stream()
                .filter(Columns::holds)
                .map(Columns::of)
                .distinct()
                .toList();
        if (columns.isEmpty()) {
            return false;
        }
        where.anyOf(attribute, columns);
        return true;
    }

    private void differs(String attribute, Object value) {
        if (Columns.holds(value)) {
            where.notEqual(attribute, Columns.of(value));
        } else {
            where.present(attribute);
        }
    }

    private boolean ranged(String attribute, Condition<F> condition) {
        boolean less = condition.operator() == Operator.LESS_THAN;
        Object value = value(condition);
        if (value instanceof Enum<?> limit) {
            // names do not sort by rank
            return anyOf(
                    attribute,
                    Arrays.stream(condition.field().type().getEnumConstants())
                            .filter(each -> ((Enum<?>) each).ordinal() < limit.ordinal() == less)
                            .toList());
        }
        Comparable<?> column = value instanceof Instant instant ? Micros.ceiling(instant) : Columns.of(value);
        if (less) {
            where.less(attribute, column);
        } else {
            where.atLeast(attribute, column);
        }
        return true;
    }

    private static Object value(Condition<?> condition) {
        return condition.values().get(0);
    }
}
