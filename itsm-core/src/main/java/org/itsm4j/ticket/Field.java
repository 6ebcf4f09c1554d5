package org.itsm4j.ticket;

import java.util.Optional;

/**
 * A field that can be searched, sorted by and audited. Each practice has an enum of these, so that no field name ever
 * comes from a text.
 *
 * @param <T> the ticket
 */
public interface Field<T> {
    /** @return the constant's name */
    String name();

    /** @return the type of its values: String, an enum, Instant, Integer, Boolean or TicketId */
    Class<?> type();

    /**
     * @param ticket a ticket
     * @return its value there
     */
    Optional<?> of(T ticket);

    /** @return whether pages can be sorted by it; such a field always has a value */
    boolean isSortable();

    /** @return whether its changes are written on the timeline */
    boolean isAudited();
}
