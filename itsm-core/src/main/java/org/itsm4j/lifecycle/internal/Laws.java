package org.itsm4j.lifecycle.internal;

import java.util.List;
import java.util.function.Function;
import org.itsm4j.lifecycle.Contract;

/**
 * The laws that diagrams of a practice are compared with: the contract itself, or what it is for some of its tickets.
 *
 * @param all each of them; at least one
 * @param of which of them a ticket is under, for good
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 */
public record Laws<T, S extends Enum<S>, A extends Enum<A>>(List<Contract<S, A>> all, Function<T, Contract<S, A>> of) {
    /** Copies the list. */
    public Laws {
        all = List.copyOf(all);
    }

    /**
     * @param contract a contract
     * @param <T> the ticket
     * @param <S> its states
     * @param <A> its actions
     * @return one law, for all tickets
     */
    public static <T, S extends Enum<S>, A extends Enum<A>> Laws<T, S, A> one(Contract<S, A> contract) {
        return new Laws<>(List.of(contract), ticket -> contract);
    }
}
