package org.itsm4j.jpa;

import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.TimelineStore;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;

/** Timelines: written once, read in order. */
final class JpaTimelineStore implements TimelineStore {
    private final JpaUnitOfWork unit;

    JpaTimelineStore(JpaUnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void append(Tenant tenant, TicketRef ticket, TimelineEntry entry) {
        unit.call(() -> "append entry " + entry.sequence() + " to the timeline of " + ticket, manager -> {
            TimelineRow row = new TimelineRow(tenant, ticket, entry);
            manager.persist(row);
            manager.flush();
            return row;
        });
        proveBy(tenant, ticket, entry);
    }

    /** Who asks later whether this transaction was committed looks for that entry. */
    void proveBy(Tenant tenant, TicketRef ticket, TimelineEntry entry) {
        unit.provenBy(() -> unit.required(() -> read(tenant, ticket, entry.sequence() - 1, 1, false).stream()
                .anyMatch(kept -> kept.hash().equals(entry.hash()))));
    }

    @Override
    public List<TimelineEntry> read(Tenant tenant, TicketRef ticket, long after, int limit, boolean publicOnly) {
        return unit.call(() -> "read the timeline of " + ticket, manager -> {
            Select<TimelineRow> select = new Select<>(manager, TimelineRow.class);
            Where where = select.where()
                    .equal("tenant", tenant.name())
                    .equal("ticketKind", ticket.kind().name())
                    .equal("ticketId", ticket.id().value())
                    .greater("sequence", after);
            if (publicOnly) {
                where.equal("visibility", Visibility.PUBLIC.name());
            }
            select.order(true, "sequence");
            return select.list(limit).stream().map(TimelineRow::read).toList();
        });
    }

    @Override
    public Optional<Marked> findRequest(Tenant tenant, String request) {
        return unit.call(() -> "find a request", manager -> {
            Select<TimelineRow> select = new Select<>(manager, TimelineRow.class);
            select.where().equal("tenant", tenant.name()).equal("requestId", request);
            return select.list(1).stream().findFirst().map(row -> new Marked(row.ticket(), row.read()));
        });
    }
}
