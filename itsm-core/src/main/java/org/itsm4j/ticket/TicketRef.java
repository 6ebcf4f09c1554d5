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

    /**
     * @param text what {@link #toString()} has said
     * @return the ticket it names
     * @throws IllegalArgumentException if it names none
     */
    public static TicketRef parse(String text) {
        int space = Objects.requireNonNull(text, "text").indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("A kind and an id, with a space between");
        }
        return new TicketRef(TicketKind.of(text.substring(0, space)), TicketId.of(text.substring(space + 1)));
    }

    @Override
    public String toString() {
        return kind.label() + " " + id;
    }
}
