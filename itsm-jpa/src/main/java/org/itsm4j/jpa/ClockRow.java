package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/** A clock as a row. The version of its ticket is its own: who writes a clock has written the ticket. */
@Entity(name = "ItsmClock")
@NamedQuery(
        name = ClockRow.CURRENT,
        query = "select c from ItsmClock c where c.tenant = :tenant and c.ticketKind = :kind and c.ticketId = :id"
                + " and c.current = 1 order by c.slot")
@Table(name = "itsm_clock")
@IdClass(ClockKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class ClockRow {
    static final String CURRENT = "ItsmClock.current";

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
    @Column(name = "clock_slot", updatable = false)
    private String slot;

    @Id
    @Column(name = "clock_cycle", updatable = false)
    private int cycle;

    /** 1 or 0, as all that is yes or no here; see {@link IncidentRow}. */
    @Column(name = "is_current")
    private int current;

    @Column(name = "sla_version")
    private int version;

    @Column(name = "policy_name")
    private String policy;

    @Column(name = "priority")
    private @Nullable String priority;

    @Column(name = "service")
    private @Nullable String service;

    @Column(name = "status")
    private String status;

    /** As the status says; a column of its own, so that an index can lead to open ones in the order of their due instant. */
    @Column(name = "is_open")
    private int open;

    @Column(name = "started_at")
    private long startedAt;

    @Column(name = "due_at")
    private @Nullable Long dueAt;

    @Column(name = "alarm_at")
    private @Nullable Long alarmAt;

    @Column(name = "stopped_at")
    private @Nullable Long stoppedAt;

    @Column(name = "is_breached")
    private int breached;

    @Column(name = "history")
    private String history;

    ClockRow() {}

    ClockRow(Tenant tenant, ClockRecord clock) {
        this.tenant = tenant.name();
        ticketKind = clock.ticket().kind().name();
        ticketId = clock.ticket().id().value();
        slot = clock.slot();
        cycle = clock.cycle();
        write(clock);
    }

    /** What changes in the life of a clock. */
    final void write(ClockRecord clock) {
        current = clock.current() ? 1 : 0;
        version = clock.version();
        policy = clock.policy();
        priority = clock.priority().map(Priority::name).orElse(null);
        service = clock.service().orElse(null);
        status = clock.status().name();
        open = clock.status() == ClockStatus.RUNNING || clock.status() == ClockStatus.PAUSED ? 1 : 0;
        startedAt = Micros.of(clock.startedAt());
        dueAt = Micros.of(clock.dueAt());
        alarmAt = Micros.of(clock.alarmAt());
        stoppedAt = Micros.of(clock.stoppedAt());
        breached = clock.breached() ? 1 : 0;
        history = clock.history();
    }

    Tenant tenant() {
        return new Tenant(tenant);
    }

    TicketRef ticket() {
        return new TicketRef(TicketKind.valueOf(ticketKind), new TicketId(ticketId));
    }

    ClockRecord read() {
        return new ClockRecord(
                ticket(),
                slot,
                cycle,
                current == 1,
                version,
                policy,
                Optional.ofNullable(priority).map(Priority::valueOf),
                Optional.ofNullable(service),
                ClockStatus.valueOf(status),
                Micros.instant(startedAt),
                Micros.optional(dueAt),
                Micros.optional(alarmAt),
                Micros.optional(stoppedAt),
                breached == 1,
                history);
    }
}
