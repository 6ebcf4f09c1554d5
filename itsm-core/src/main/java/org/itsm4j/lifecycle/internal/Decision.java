package org.itsm4j.lifecycle.internal;

/**
 * What a command makes of a ticket, once the contract has allowed it. It may be asked twice, and writes nothing itself: what is
 * beside the ticket by {@link Step#write}, what follows by {@link Step#then}.
 *
 * @param <T> the ticket
 */
@FunctionalInterface
public interface Decision<T> {
    /**
     * @param ticket the ticket as it is
     * @param step the command in the making
     * @return the ticket as it shall be, in the state the command leads to
     */
    T decide(T ticket, Step step);
}
