package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.Map;
import org.itsm4j.ticket.Ticket;

/**
 * What a practice does of itself, beside what all practices do.
 *
 * @param <T> the ticket
 * @param <A> its actions
 */
public interface Duties<T extends Ticket<T>, A extends Enum<A>> {
    /**
     * Does what a ticket itself has waited for until now, such as a follow-up; one thing at a time.
     *
     * @param system the system, for this version of the ticket only
     * @param ticket a ticket whose {@link Ticket#wakeAt()} has come
     * @param now the moment
     * @return whether there was anything; if not, a timer of the built-in workflow may be what is due
     */
    boolean wake(Session system, T ticket, Instant now);

    /**
     * Gives the command that a timer stands for, whose data the contract has found in order.
     *
     * @param system the system
     * @param ticket the ticket
     * @param action the action
     * @param data what the timer says with it
     * @throws IllegalArgumentException if it is no action that a timer can give
     */
    void give(Session system, T ticket, A action, Map<String, String> data);
}
