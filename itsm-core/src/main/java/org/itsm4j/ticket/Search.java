package org.itsm4j.ticket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;

/**
 * What to list: conditions that all must hold, one field to sort by, a page. Immutable; each method returns a new one.
 * Fields, operators and directions are enums and values are bound, so no text is ever part of a query.
 *
 * @param <F> the practice's fields
 */
public final class Search<F extends Enum<F> & Field<?>> {
    private final List<Condition<F>> conditions;
    private final F sortedBy;
    private final Direction direction;
    private final int limit;
    private final Optional<Cursor> after;

    private Search(List<Condition<F>> conditions, F sortedBy, Direction direction, int limit, Optional<Cursor> after) {
        this.conditions = List.copyOf(conditions);
        this.sortedBy = sortedBy;
        this.direction = direction;
        this.limit = limit;
        this.after = after;
        if (!sortedBy.isSortable()) {
            throw new InvalidInputException(
                    "Search",
                    "sortedBy",
                    sortedBy + " cannot be sorted by; can be: "
                            + Arrays.stream(sortedBy.getDeclaringClass().getEnumConstants())
                                    .filter(Field::isSortable)
                                    .toList());
        }
        if (limit < 1 || limit > Limits.PAGE_CAP) {
            throw new InvalidInputException("Search", "limit", "1 to " + Limits.PAGE_CAP + ", got " + limit);
        }
        after.map(Cursor::sortValue)
                .filter(value -> !sortedBy.type().isInstance(value))
                .ifPresent(value -> {
                    throw new InvalidInputException("Search", "after", "a cursor of a search sorted by " + sortedBy);
                });
    }

    /**
     * @param field a sortable field
     * @param direction which way
     * @param <F> the practice's fields
     * @return everything, sorted so, 50 a page; equal values follow their ids
     * @throws InvalidInputException if the field cannot be sorted by
     */
    public static <F extends Enum<F> & Field<?>> Search<F> sortedBy(F field, Direction direction) {
        return new Search<>(List.of(), field, direction, Limits.PAGE_DEFAULT, Optional.empty());
    }

    /**
     * @param field a field
     * @param operator how to compare
     * @param values with what, of the field's type; {@link Operator#IN} takes up to {@link Limits#VALUES}
     * @return this search, narrowed
     * @throws InvalidInputException if operator, values and field do not fit, or there are more than 20 conditions
     */
    public Search<F> where(F field, Operator operator, Object... values) {
        Limits.require("Search", "conditions", conditions.size() + 1, Limits.CONDITIONS);
        return and(List.of(new Condition<>(field, operator, Arrays.asList(values))));
    }

    /**
     * @param further conditions that must hold too, beyond those a caller may give
     * @return this search, narrowed
     */
    public Search<F> and(List<Condition<F>> further) {
        List<Condition<F>> more = new ArrayList<>(conditions);
        more.addAll(further);
        return new Search<>(more, sortedBy, direction, limit, after);
    }

    /**
     * @param size 1 to 1,000
     * @return this search, with pages of that size
     * @throws InvalidInputException if it is out of range
     */
    public Search<F> limit(int size) {
        return new Search<>(conditions, sortedBy, direction, size, after);
    }

    /**
     * @param cursor where the page before ended
     * @return this search, from there on
     * @throws InvalidInputException if the cursor belongs to a search sorted by another field
     */
    public Search<F> after(Cursor cursor) {
        return new Search<>(conditions, sortedBy, direction, limit, Optional.of(cursor));
    }

    /**
     * @param cursor the text of a cursor
     * @return this search, from there on
     * @throws InvalidInputException if it is no cursor of this search
     */
    public Search<F> after(String cursor) {
        return after(Cursor.of(cursor, sortedBy));
    }

    /** @return what must hold */
    public List<Condition<F>> conditions() {
        return conditions;
    }

    /** @return the field sorted by */
    public F sortedBy() {
        return sortedBy;
    }

    /** @return which way it is sorted */
    public Direction direction() {
        return direction;
    }

    /** @return the size of a page */
    public int limit() {
        return limit;
    }

    /** @return where the page starts; empty for the first */
    public Optional<Cursor> after() {
        return after;
    }
}
