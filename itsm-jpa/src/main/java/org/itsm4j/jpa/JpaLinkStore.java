package org.itsm4j.jpa;

import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/** Links, a row each. */
final class JpaLinkStore implements LinkStore {
    private final JpaUnitOfWork unit;

    JpaLinkStore(JpaUnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public boolean add(Tenant tenant, Link link) {
        return unit.call(() -> "link " + link.ticket(), manager -> {
            if (manager.find(LinkRow.class, new LinkKey(tenant, link)) != null) {
                return false;
            }
            manager.persist(new LinkRow(tenant, link));
            manager.flush();
            return true;
        });
    }

    @Override
    public boolean remove(Tenant tenant, Link link) {
        return unit.call(() -> "unlink " + link.ticket(), manager -> {
            LinkRow row = manager.find(LinkRow.class, new LinkKey(tenant, link));
            if (row == null) {
                return false;
            }
            manager.remove(row);
            manager.flush();
            return true;
        });
    }

    @Override
    public List<Link> from(Tenant tenant, TicketRef ticket, String type, int limit) {
        return unit.call(() -> "list the links of type " + type + " of " + ticket, manager -> {
            Select<LinkRow> select = new Select<>(manager, LinkRow.class);
            select.where()
                    .equal("tenant", tenant.name())
                    .equal("ticketKind", ticket.kind().name())
                    .equal("ticketId", ticket.id().value())
                    .equal("type", type);
            select.order(true, "target");
            return links(select, limit);
        });
    }

    @Override
    public List<Link> to(Tenant tenant, String type, String target, Optional<TicketId> after, int limit) {
        return unit.call(() -> "list the links of type " + type + " to a target", manager -> {
            Select<LinkRow> select = new Select<>(manager, LinkRow.class);
            Where where = select.where()
                    .equal("tenant", tenant.name())
                    .equal("target", target)
                    .equal("type", type);
            after.ifPresent(last -> where.greater("ticketId", last.value()));
            select.order(true, "ticketId");
            return links(select, limit);
        });
    }

    private static List<Link> links(Select<LinkRow> select, int limit) {
        return select.list(limit).stream().map(LinkRow::read).toList();
    }
}
