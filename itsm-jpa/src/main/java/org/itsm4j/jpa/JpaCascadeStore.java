package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.CascadeRecord;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.TicketRef;

/** Cascades that are not over, a row each. */
final class JpaCascadeStore implements CascadeStore {
    private static final String[] ORDER = {"startedAt", "ticketId", "rule"};

    private final JpaUnitOfWork unit;

    JpaCascadeStore(JpaUnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void begin(Tenant tenant, CascadeRecord cascade) {
        unit.call(() -> "begin the " + cascade, manager -> {
            CascadeRow row = manager.find(CascadeRow.class, CascadeRow.key(tenant, cascade));
            if (row == null) {
                manager.persist(new CascadeRow(tenant, cascade));
            } else {
                row.write(cascade);
            }
            manager.flush();
            return true;
        });
    }

    @Override
    public void replace(Tenant tenant, CascadeRecord before, CascadeRecord after) {
        if (!CascadeRow.key(tenant, before).equals(CascadeRow.key(tenant, after))) {
            throw new IllegalArgumentException("The " + after + " is another one than the " + before);
        }
        unit.call(() -> "carry on with the " + before, manager -> {
            asRead(manager, tenant, before).write(after);
            manager.flush();
            return true;
        });
    }

    @Override
    public void end(Tenant tenant, CascadeRecord before) {
        unit.call(() -> "end the " + before, manager -> {
            manager.remove(asRead(manager, tenant, before));
            manager.flush();
            return true;
        });
    }

    private static CascadeRow asRead(EntityManager manager, Tenant tenant, CascadeRecord before) {
        CascadeRow row = manager.find(CascadeRow.class, CascadeRow.key(tenant, before));
        if (row == null || !row.read().equals(before)) {
            throw new StaleTicketException("The " + before + " was changed meanwhile");
        }
        return row;
    }

    @Override
    public List<CascadeRecord> of(Tenant tenant, TicketRef ticket) {
        return unit.call(() -> "list the cascades of " + ticket, manager -> {
            Select<CascadeRow> select = new Select<>(manager, CascadeRow.class);
            select.where()
                    .equal("tenant", tenant.name())
                    .equal("ticketKind", ticket.kind().name())
                    .equal("ticketId", ticket.id().value());
            return select.order(true, ORDER).all().stream()
                    .map(CascadeRow::read)
                    .toList();
        });
    }

    @Override
    public List<Pending> pending(int limit) {
        return unit.call(() -> "list the cascades that are not over", manager -> {
            Select<CascadeRow> select = new Select<>(manager, CascadeRow.class);
            return select.order(true, ORDER).list(limit).stream()
                    .map(CascadeRow::pending)
                    .toList();
        });
    }
}
