package org.itsm4j.ticket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    private final List<CustomCondition> custom;
    private final F sortedBy;
    private final Direction direction;
    private final int limit;
    private final Optional<Cursor> after;

    private Search(
            List<Condition<F>> conditions,
            List<CustomCondition> custom,
            F sortedBy,
            Direction direction,
            int limit,
            Optional<Cursor> after) {
        this.conditions = List.copyOf(conditions);
        this.custom = List.copyOf(custom);
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
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(direction, "direction");
        return new Search<>(List.of(), List.of(), field, direction, Limits.PAGE_DEFAULT, Optional.empty());
    }

    /**
     * @param field a field
     * @param operator how to compare
     * @param values with what, of the field's type; {@link Operator#IN} takes up to {@link Limits#VALUES}
     * @return this search, narrowed
     * @throws InvalidInputException if operator, values and field do not fit, or there are more than 20 conditions
     */
    public Search<F> where(F field, Operator operator, Object... values) {
        Objects.requireNonNull(values, "values");
        requireRoom();
        return and(List.of(new Condition<>(field, operator, Arrays.asList(values))));
    }

    private void requireRoom() {
        Limits.require("Search", "conditions", conditions.size() + custom.size() + 1, Limits.CONDITIONS);
    }

    /**
     * @param field a custom field of these tickets
     * @param value the value that it must have, exactly; texts of up to {@link Limits#CUSTOM_SEARCHABLE} characters
     * @param <V> its type
     * @return this search, narrowed
     * @throws InvalidInputException if the field does not take such a value or it is too long, or there are more than 20
     *     conditions
     */
    public <V> Search<F> whereCustom(CustomField<V> field, V value) {
        Objects.requireNonNull(field, "field");
        requireRoom();
        List<CustomCondition> more = new ArrayList<>(custom);
        more.add(new CustomCondition(field.name(), field.write("Search", value)));
        return new Search<>(conditions, more, sortedBy, direction, limit, after);
    }

    /**
     * @param further conditions that must hold too, beyond those a caller may give
     * @return this search, narrowed
     */
    public Search<F> and(List<Condition<F>> further) {
        List<Condition<F>> more = new ArrayList<>(conditions);
        more.addAll(Objects.requireNonNull(further, "further"));
        return new Search<>(more, custom, sortedBy, direction, limit, after);
    }

    /**
     * @param size 1 to 1,000
     * @return this search, with pages of that size
     * @throws InvalidInputException if it is out of range
     */
    public Search<F> limit(int size) {
        return new Search<>(conditions, custom, sortedBy, direction, size, after);
    }

    /**
     * @param cursor where the page before ended
     * @return this search, from there on
     * @throws InvalidInputException if the cursor belongs to a search sorted by another field
     */
    public Search<F> after(Cursor cursor) {
        return new Search<>(
                conditions, custom, sortedBy, direction, limit, Optional.of(Objects.requireNonNull(cursor, "cursor")));
    }

    /**
     * @param cursor the text of a cursor
     * @return this search, from there on
     * @throws InvalidInputException if it is no cursor of this search
     */
    public Search<F> after(String cursor) {
        return after(Cursor.of(Objects.requireNonNull(cursor, "cursor"), sortedBy));
    }

    /** @return what must hold */
    public List<Condition<F>> conditions() {
        return conditions;
    }

    /** @return what must hold of custom fields */
    public List<CustomCondition> custom() {
        return custom;
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
