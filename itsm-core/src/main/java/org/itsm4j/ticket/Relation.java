package org.itsm4j.ticket;

import java.util.Objects;

/**
 * A typed, directed relation: {@code from} is {@code type} {@code to}.
 *
 * @param from the first ticket
 * @param type how it stands to the second
 * @param to the second ticket
 */
public record Relation(TicketRef from, RelationType type, TicketRef to) {
    /** Refuses absent parts. */
    public Relation {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(to, "to");
    }

    /**
     * @param ticket one of the two
     * @return the relation's name seen from it
     */
    public String labelFor(TicketRef ticket) {
        return from.equals(ticket) ? type.label() : type.inverse();
    }
}
