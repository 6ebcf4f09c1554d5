package org.itsm4j.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;

/** A ticket store that does as another; tests change what they need. */
class ForwardingTickets<T extends Ticket<T>, F extends Enum<F> & Field<T>> implements TicketStore<T, F> {
    private final TicketStore<T, F> other;

    ForwardingTickets(TicketStore<T, F> other) {
        this.other = other;
    }

    @Override
    public void add(T ticket) {
        other.add(ticket);
    }

    @Override
    public void replace(T before, T after) {
        other.replace(before, after);
    }

    @Override
    public Optional<T> find(Tenant tenant, TicketId id) {
        return other.find(tenant, id);
    }

    @Override
    public Optional<T> findByNumber(Tenant tenant, TicketNumber number) {
        return other.findByNumber(tenant, number);
    }

    @Override
    public Page<T, Cursor> search(Tenant tenant, Search<F> search) {
        return other.search(tenant, search);
    }

    @Override
    public Map<Object, Long> count(Tenant tenant, F by, List<Condition<F>> conditions) {
        return other.count(tenant, by, conditions);
    }

    @Override
    public List<T> due(Instant now, Optional<Cursor> after, int limit) {
        return other.due(now, after, limit);
    }
}
