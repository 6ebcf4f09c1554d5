package org.itsm4j.ticket;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param items at most as many as were asked for
 * @param next where the next page starts; empty if this is the last
 * @param <I> what is listed
 * @param <C> what says where a page starts
 */
public record Page<I, C>(List<I> items, Optional<C> next) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(Objects.requireNonNull(items, "items"));
        Objects.requireNonNull(next, "next");
    }

    /**
     * @param change what to make of each item
     * @param <R> the new items
     * @return the same page of other items
     */
    public <R> Page<R, C> map(Function<? super I, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
