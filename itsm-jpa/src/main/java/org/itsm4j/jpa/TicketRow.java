package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of all tickets share. Columns hold texts, numbers and UUIDs only: enums by name, instants as {@link
 * Micros}. That is what every provider and every database binds, compares and sorts alike.
 */
@MappedSuperclass
@IdClass(TicketKey.class)
@SuppressWarnings("NullAway.Init")
abstract class TicketRow {
    @Id
    @Column(name = "tenant")
    private String tenant;

    @Id
    @Column(name = "id")
    private UUID id;

    /** The provider's own count. The ticket's version is {@link #headSequence}; providers start theirs differently. */
    @Version
    @Column(name = "lock_version")
    private long lockVersion;

    @Column(name = "ticket_number")
    private String number;

    @Column(name = "state")
    private String state;

    @Column(name = "stage_id")
    private String stageId;

    @Column(name = "stage_name")
    private String stageName;

    @Column(name = "workflow_token")
    private @Nullable String token;

    @Column(name = "workflow_definition")
    private String definition;

    @Column(name = "head_sequence")
    private long headSequence;

    @Column(name = "head_hash")
    private String headHash;

    @Column(name = "head_at")
    private long headAt;

    /** Apart from {@link #headAt}, and not changed with it by a sweep, as this one is in an index. */
    @Column(name = "updated_at")
    private long updatedAt;

    @Column(name = "wake_at")
    private @Nullable Long wakeAt;

    @Column(name = "requester")
    private @Nullable String requester;

    @Column(name = "group_name")
    private @Nullable String group;

    @Column(name = "agent")
    private @Nullable String agent;

    /** As one text, so that a ticket costs one statement; absent if it has none. */
    @Column(name = "custom_values")
    private @Nullable String custom;

    @Column(name = "sla_version")
    private int serviceLevels;

    final void writeShared(Ticket<?> ticket) {
        tenant = ticket.tenant().name();
        id = ticket.id().value();
        number = ticket.number().value();
        state = ticket.state().name();
        stageId = ticket.place().stage().id();
        stageName = ticket.place().stage().name();
        token = ticket.place().token().orElse(null);
        definition = ticket.place().definition();
        head(ticket.head());
        wakeAt = Micros.of(ticket.wakeAt());
        requester = ticket.requester().orElse(null);
        group = ticket.group().orElse(null);
        agent = ticket.agent().orElse(null);
        serviceLevels = ticket.serviceLevels();
        custom = ticket.custom().isEmpty() ? null : ticket.custom().text();
    }

    final long version() {
        return headSequence;
    }

    final Tenant tenant() {
        return new Tenant(tenant);
    }

    final TicketId id() {
        return new TicketId(id);
    }

    final TicketNumber number() {
        return new TicketNumber(number);
    }

    final String state() {
        return state;
    }

    final Place place() {
        return new Place(new Stage(stageId, stageName), Optional.ofNullable(token), definition);
    }

    final Head head() {
        return new Head(headSequence, headHash, Micros.instant(headAt), Micros.instant(updatedAt));
    }

    /** Moves the end of the timeline; nothing else changes. */
    final void head(Head head) {
        headSequence = head.sequence();
        headHash = head.hash();
        headAt = Micros.of(head.at());
        updatedAt = Micros.of(head.changedAt());
    }

    final int serviceLevels() {
        return serviceLevels;
    }

    final CustomValues custom() {
        return custom == null ? CustomValues.none() : CustomValues.parse(custom);
    }

    final Optional<String> requester() {
        return Optional.ofNullable(requester);
    }

    final Optional<Assignment> assignment() {
        return Optional.ofNullable(group).map(name -> new Assignment(name, Optional.ofNullable(agent)));
    }
}
