package org.itsm4j.spi;

import org.itsm4j.ticket.TicketEvent;

/**
 * Told of every event inside the command's transaction: what it writes to the host's database commits or rolls back with
 * the ticket. For everything else (mail, messages) use an after-commit listener. Must be thread-safe.
 */
@FunctionalInterface
public interface EventSink {
    /**
     * @param event what has happened, not yet committed
     * @throws RuntimeException to refuse the command; all of it is rolled back
     */
    void accept(TicketEvent event);
}
