package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.CascadeRecord;
import org.itsm4j.spi.CascadeStore.Pending;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/** A cascade that is not over as a row. It has a version of its own, as nobody writes its ticket who carries on with it. */
@Entity(name = "ItsmCascade")
@Table(name = "itsm_cascade")
@IdClass(CascadeKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class CascadeRow {
    @Id
    @Column(name = "tenant", updatable = false)
    private String tenant;

    @Id
    @Column(name = "ticket_kind", updatable = false)
    private String ticketKind;

    @Id
    @Column(name = "ticket_id", updatable = false)
    private UUID ticketId;

    @Id
    @Column(name = "cascade_rule", updatable = false)
    private String rule;

    @Version
    @Column(name = "lock_version")
    private long lockVersion;

    @Column(name = "started_at")
    private long startedAt;

    @Column(name = "total")
    private int total;

    @Column(name = "followed")
    private int followed;

    @Column(name = "failed")
    private int failed;

    @Column(name = "last_at")
    private @Nullable Long lastAt;

    /** As text: not every provider can write a UUID that is null. */
    @Column(name = "last_id")
    private @Nullable String lastId;

    CascadeRow() {}

    CascadeRow(Tenant tenant, CascadeRecord cascade) {
        this.tenant = tenant.name();
        ticketKind = cascade.progress().ticket().kind().name();
        ticketId = cascade.progress().ticket().id().value();
        rule = cascade.progress().rule();
        write(cascade);
    }

    static CascadeKey key(Tenant tenant, CascadeRecord cascade) {
        return new CascadeKey(tenant, cascade.progress());
    }

    final void write(CascadeRecord cascade) {
        CascadeProgress progress = cascade.progress();
        startedAt = Micros.of(progress.startedAt());
        total = progress.total();
        followed = progress.followed();
        failed = progress.failed();
        lastAt = cascade.lastAt().map(Micros::of).orElse(null);
        lastId = cascade.last().map(last -> last.id().toString()).orElse(null);
    }

    CascadeRecord read() {
        TicketRef ticket = new TicketRef(TicketKind.valueOf(ticketKind), new TicketId(ticketId));
        return new CascadeRecord(
                new CascadeProgress(ticket, rule, Micros.instant(startedAt), total, followed, failed), last());
    }

    private Optional<Cursor> last() {
        return lastAt == null || lastId == null
                ? Optional.empty()
                : Optional.of(new Cursor(Micros.instant(lastAt), TicketId.of(lastId)));
    }

    Pending pending() {
        return new Pending(new Tenant(tenant), read());
    }
}
