package org.itsm4j.lifecycle.internal;

import org.itsm4j.ticket.Ticket;

/** What one practice does when a ticket of another has come into another state. Thread-safe. */
@FunctionalInterface
public interface Sequel {
    /**
     * Called in the transaction of the command, when the ticket is written and what it lets follow itself has followed. Must not
     * change that ticket.
     *
     * @param session who gave the command
     * @param before the ticket before it
     * @param after the ticket after it, in another state
     * @param cascade how many tickets may follow
     */
    void moved(Session session, Ticket<?> before, Ticket<?> after, Cascade cascade);
}
