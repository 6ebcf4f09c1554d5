package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.UnreadableEntryException;
import org.itsm4j.ticket.RequestMark;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.jspecify.annotations.Nullable;

/** A timeline entry as a row; written once. */
@Entity(name = "ItsmTimeline")
@Table(name = "itsm_timeline")
@IdClass(TimelineKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class TimelineRow {
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
    @Column(name = "entry_sequence", updatable = false)
    private long sequence;

    @Column(name = "happened_at", updatable = false)
    private long happenedAt;

    @Column(name = "actor", updatable = false)
    private String actor;

    @Column(name = "by_system", updatable = false)
    private boolean bySystem;

    @Column(name = "action_label", updatable = false)
    private String action;

    @Column(name = "visibility", updatable = false)
    private String visibility;

    @Column(name = "entry_text", updatable = false)
    private String text;

    @Column(name = "changes", updatable = false)
    private String changes;

    @Column(name = "about_kind", updatable = false)
    private @Nullable String aboutKind;

    /** As text, see {@link IncidentRow}. */
    @Column(name = "about_id", updatable = false)
    private @Nullable String aboutId;

    @Column(name = "request_id", updatable = false)
    private @Nullable String requestId;

    @Column(name = "request_fingerprint", updatable = false)
    private @Nullable String requestFingerprint;

    @Column(name = "entry_hash", updatable = false)
    private String hash;

    TimelineRow() {}

    TimelineRow(Tenant tenant, TicketRef ticket, TimelineEntry entry) {
        this.tenant = tenant.name();
        ticketKind = ticket.kind().name();
        ticketId = ticket.id().value();
        sequence = entry.sequence();
        happenedAt = Micros.of(entry.at());
        actor = entry.actor();
        bySystem = entry.system();
        action = entry.action();
        visibility = entry.visibility().name();
        text = entry.text();
        changes = Changes.write(entry.changes());
        aboutKind = entry.about().map(about -> about.kind().name()).orElse(null);
        aboutId = entry.about().map(about -> about.id().toString()).orElse(null);
        requestId = entry.request().map(RequestMark::id).orElse(null);
        requestFingerprint = entry.request().map(RequestMark::fingerprint).orElse(null);
        hash = entry.hash();
    }

    TicketRef ticket() {
        return new TicketRef(TicketKind.valueOf(ticketKind), new TicketId(ticketId));
    }

    /**
     * @throws UnreadableEntryException if it holds what the library never writes
     */
    TimelineEntry read() {
        try {
            return entry();
        } catch (RuntimeException e) {
            throw new UnreadableEntryException(sequence, e);
        }
    }

    private TimelineEntry entry() {
        return new TimelineEntry(
                sequence,
                Micros.instant(happenedAt),
                actor,
                bySystem,
                action,
                Visibility.valueOf(visibility),
                text,
                Changes.read(changes),
                about(),
                request(),
                hash);
    }

    private Optional<TicketRef> about() {
        requireBoth(aboutKind, aboutId);
        return aboutKind == null || aboutId == null
                ? Optional.empty()
                : Optional.of(new TicketRef(TicketKind.valueOf(aboutKind), TicketId.of(aboutId)));
    }

    private Optional<RequestMark> request() {
        requireBoth(requestId, requestFingerprint);
        return requestId == null || requestFingerprint == null
                ? Optional.empty()
                : Optional.of(new RequestMark(requestId, requestFingerprint));
    }

    private static void requireBoth(@Nullable String one, @Nullable String other) {
        if ((one == null) != (other == null)) {
            throw new IllegalStateException("half of what is written together");
        }
    }
}
