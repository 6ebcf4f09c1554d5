package org.itsm4j.ticket;

import java.util.Objects;

/**
 * Names a ticket of any kind.
 *
 * @param kind its kind
 * @param id its identity
 */
public record TicketRef(TicketKind kind, TicketId id) {
    /** Refuses absent parts. */
    public TicketRef {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }

    @Override
    public String toString() {
        return kind.label() + " " + id;
    }
}
