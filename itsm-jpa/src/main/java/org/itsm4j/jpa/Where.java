package org.itsm4j.jpa;

import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A where clause in the making. Every value is bound as a parameter, and attributes are named by this package only, so
 * nothing that a caller gives becomes part of a statement.
 */
final class Where {
    private static final char ESCAPE = '!';
    private final CriteriaBuilder builder;
    private final Root<?> root;
    private final List<Predicate> predicates = new ArrayList<>();
    private final Map<ParameterExpression<?>, Object> bindings;

    Where(CriteriaBuilder builder, Root<?> root) {
        this(builder, root, new LinkedHashMap<>());
    }

    private Where(CriteriaBuilder builder, Root<?> root, Map<ParameterExpression<?>, Object> bindings) {
        this.builder = builder;
        this.root = root;
        this.bindings = bindings;
    }

    /** The where clause of a subquery; its values are bound with those of this one. */
    Where in(Root<?> inner) {
        return new Where(builder, inner, bindings);
    }

    <V> Path<V> path(String attribute) {
        int dot = attribute.indexOf('.');
        return dot < 0
                ? root.get(attribute)
                : root.get(attribute.substring(0, dot)).get(attribute.substring(dot + 1));
    }

    Where equal(String attribute, Object value) {
        return and(builder.equal(path(attribute), bound(value)));
    }

    Where notEqual(String attribute, Object value) {
        return and(builder.notEqual(path(attribute), bound(value)));
    }

    Where anyOf(String attribute, List<?> values) {
        if (values.size() == 1) {
            return equal(attribute, values.get(0));
        }
        List<Expression<?>> all = new ArrayList<>();
        values.forEach(value -> all.add(bound(value)));
        return and(path(attribute).in(all.toArray(new Expression<?>[0])));
    }

    Where anyOf(String attribute, Subquery<?> having) {
        return and(path(attribute).in(having));
    }

    Where less(String attribute, Comparable<?> value) {
        return and(comparison(attribute, value, builder::lessThan));
    }

    Where atMost(String attribute, Comparable<?> value) {
        return and(comparison(attribute, value, builder::lessThanOrEqualTo));
    }

    Where atLeast(String attribute, Comparable<?> value) {
        return and(comparison(attribute, value, builder::greaterThanOrEqualTo));
    }

    Where greater(String attribute, Comparable<?> value) {
        return and(comparison(attribute, value, builder::greaterThan));
    }

    Where greaterThanOther(String attribute, String other) {
        Expression<Long> left = path(attribute);
        Expression<Long> right = path(other);
        return and(builder.greaterThan(left, right));
    }

    /** Both sides are lowered by the database, so they are lowered alike. */
    Where contains(String attribute, String value) {
        Expression<String> pattern = builder.lower(bound("%" + escaped(value) + "%", String.class));
        return and(builder.like(builder.lower(path(attribute)), pattern, ESCAPE));
    }

    Where startsWith(String attribute, String value) {
        return and(builder.like(path(attribute), bound(escaped(value) + "%", String.class), ESCAPE));
    }

    Where present(String attribute) {
        return and(builder.isNotNull(path(attribute)));
    }

    Where absent(String attribute) {
        return and(builder.isNull(path(attribute)));
    }

    Where absentOrAtLeast(String attribute, Comparable<?> value) {
        return and(builder.or(
                builder.isNull(path(attribute)), comparison(attribute, value, builder::greaterThanOrEqualTo)));
    }

    /** Of clocks: that one of these groups has the ticket now. */
    Where heldBy(CriteriaQuery<?> query, Class<? extends TicketRow> tickets, List<String> groups) {
        Subquery<String> held = query.subquery(String.class);
        Root<? extends TicketRow> ticket = held.from(tickets);
        List<Predicate> all = new ArrayList<>(in(ticket).anyOf("group", groups).predicates);
        all.add(builder.equal(ticket.get("tenant"), path("tenant")));
        all.add(builder.equal(ticket.get("id"), path("ticketId")));
        return and(builder.exists(held.select(ticket.get("tenant")).where(all.toArray(new Predicate[0]))));
    }

    /**
     * What lies behind a key of two parts. Written as {@code a >= x and (a > x or b > y)}, which is the same as {@code a > x
     * or (a = x and b > y)}, but lets databases start an index scan at x.
     */
    Where behind(String first, Comparable<?> value, String second, Comparable<?> tie, boolean ascending) {
        if (ascending) {
            return atLeast(first, value)
                    .and(builder.or(
                            comparison(first, value, builder::greaterThan),
                            comparison(second, tie, builder::greaterThan)));
        }
        return atMost(first, value)
                .and(builder.or(
                        comparison(first, value, builder::lessThan), comparison(second, tie, builder::lessThan)));
    }

    /** As {@link #behind(String, Comparable, String, Comparable, boolean)}, upwards, for a key of any number of parts. */
    Where behind(List<String> attributes, List<? extends Comparable<?>> values) {
        int last = attributes.size() - 1;
        Predicate behind = comparison(attributes.get(last), values.get(last), builder::greaterThan);
        for (int i = last - 1; i >= 0; i--) {
            String attribute = attributes.get(i);
            Comparable<?> value = values.get(i);
            Predicate tie = i == 0 ? behind : builder.and(builder.equal(path(attribute), bound(value)), behind);
            behind = builder.or(comparison(attribute, value, builder::greaterThan), tie);
        }
        return atLeast(attributes.get(0), values.get(0)).and(behind);
    }

    Predicate[] predicates() {
        return predicates.toArray(new Predicate[0]);
    }

    <Q> TypedQuery<Q> bind(TypedQuery<Q> query) {
        bindings.forEach((parameter, value) -> set(query, parameter, value));
        return query;
    }

    @SuppressWarnings("unchecked")
    private static <P> void set(TypedQuery<?> query, ParameterExpression<P> parameter, Object value) {
        query.setParameter(parameter, (P) value);
    }

    private Where and(Predicate predicate) {
        predicates.add(predicate);
        return this;
    }

    private Expression<?> bound(Object value) {
        return bound(value, value.getClass());
    }

    private <P> Expression<P> bound(Object value, Class<P> type) {
        ParameterExpression<P> parameter = builder.parameter(type);
        bindings.put(parameter, value);
        return parameter;
    }

    private <C extends Comparable<? super C>> Predicate comparison(
            String attribute, Object value, Comparison<C> comparison) {
        @SuppressWarnings("unchecked")
        Class<C> type = (Class<C>) value.getClass();
        return comparison.of(path(attribute), bound(value, type));
    }

    private static String escaped(String value) {
        return value.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private interface Comparison<C extends Comparable<? super C>> {
        Predicate of(Expression<C> left, Expression<C> right);
    }
}
