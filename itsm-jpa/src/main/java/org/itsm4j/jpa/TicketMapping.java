package org.itsm4j.jpa;

import java.util.List;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketKind;

/**
 * How the tickets of one practice are rows.
 *
 * @param <T> the ticket
 * @param <F> its fields
 * @param <R> its row
 */
interface TicketMapping<T extends Ticket<T>, F extends Enum<F> & Field<T>, R extends TicketRow> {
    /** That of the kind. */
    static TicketMapping<?, ?, ?> of(TicketKind kind, List<TicketMapping<?, ?, ?>> all) {
        return all.stream()
                .filter(mapping -> mapping.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There are no tables for " + kind));
    }

    TicketKind kind();

    Class<R> row();

    R newRow();

    void write(T ticket, R row);

    T read(R row);

    /** @return the attribute of the row, dotted where it is in an embeddable */
    String attribute(F field);
}
