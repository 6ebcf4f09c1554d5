package org.itsm4j.lifecycle;

/**
 * Something that happens by itself when a ticket has been in a state for a while.
 *
 * @param state the state
 * @param after the name of the fact, a Duration, that says for how long
 * @param action what then happens, as the system
 * @param <S> the states
 * @param <A> the actions
 */
public record Timer<S extends Enum<S>, A extends Enum<A>>(S state, String after, A action) {}
