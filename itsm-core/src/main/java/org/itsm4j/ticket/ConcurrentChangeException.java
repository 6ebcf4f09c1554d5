package org.itsm4j.ticket;

import java.util.Optional;
import org.itsm4j.error.ItsmException;

/**
 * Somebody else changed the ticket meanwhile. Nothing of the command has happened; look at the fresh ticket and decide
 * again.
 */
public final class ConcurrentChangeException extends ItsmException {
    private static final long serialVersionUID = 1L;
    private final transient TicketRef ticket;
    private final long expected;
    private final transient Optional<Ticket<?>> fresh;

    /**
     * @param ticket the ticket
     * @param expected the version the command was meant for; 0 if it was overtaken before it had read the ticket
     * @param fresh the ticket as it is now; empty inside a host's transaction, which cannot see it, and if the actor may not
     *     read it
     */
    public ConcurrentChangeException(TicketRef ticket, long expected, Optional<Ticket<?>> fresh) {
        super("The " + ticket + (expected == 0 ? " was not read yet" : " was at version " + expected)
                + " when somebody else changed it, and is "
                + fresh.map(now -> "at version " + now.version() + " in " + now.state())
                        .orElse("changed")
                + " now; read it again and decide");
        this.ticket = ticket;
        this.expected = expected;
        this.fresh = fresh;
    }

    /** @return the ticket both wanted to change */
    public TicketRef ticket() {
        return ticket;
    }

    /** @return the version the command was meant for; 0 if it was overtaken before it had read the ticket */
    public long expected() {
        return expected;
    }

    /**
     * @return the ticket as it is now; empty inside a host's transaction, which cannot see it, and if the actor may not read
     *     it, such as a child that was to be resolved along. If the database broke a deadlock, it may still be what the
     *     command saw: the winner has not committed yet.
     */
    public Optional<Ticket<?>> fresh() {
        return fresh;
    }
}
