package org.itsm4j.spi;

import java.util.Objects;
import org.itsm4j.ticket.TicketRef;

/**
 * Something a ticket is tied to, as stores keep it.
 *
 * @param ticket the ticket
 * @param type {@code WATCHED_BY}, {@code REFERS_TO}, {@code FIXED_OUTSIDE}, {@code FOLLOWS_UP}, or the name of a {@link
 *     org.itsm4j.ticket.RelationType}; up to 40 characters
 * @param target a person, an outside reference, or another ticket as {@link TicketRef#toString()} writes it, with a number
 *     behind it where one part of it is meant; up to 300 characters
 */
public record Link(TicketRef ticket, String type, String target) {
    /** A person who watches the ticket. */
    public static final String WATCHED_BY = "WATCHED_BY";
    /** Something outside that the ticket points to. */
    public static final String REFERS_TO = "REFERS_TO";
    /** A change kept elsewhere that is to put the ticket right; the ticket points to it, too. */
    public static final String FIXED_OUTSIDE = "FIXED_OUTSIDE";

    /** One of the follow-ups of a review, which the ticket is for. */
    public static final String FOLLOWS_UP = "FOLLOWS_UP";

    /** Refuses absent parts. */
    public Link {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(target, "target");
    }
}
