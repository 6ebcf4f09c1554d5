package org.itsm4j.ticket;

import java.util.Objects;
import org.itsm4j.security.Tenant;

/**
 * Something happened to a ticket: what listeners and event sinks are told.
 *
 * @param tenant whose ticket it is
 * @param ticket which one
 * @param number what people call it
 * @param state its state after
 * @param entry what the timeline says
 */
public record TicketEvent(Tenant tenant, TicketRef ticket, TicketNumber number, String state, TimelineEntry entry) {
    /** Refuses absent parts. */
    public TicketEvent {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(entry, "entry");
    }
}
