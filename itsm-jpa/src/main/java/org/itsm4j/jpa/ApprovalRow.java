package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ApprovalRecord;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/** A round of approval as a row. The version of its ticket is its own: who writes it has written the ticket. */
@Entity(name = "ItsmApproval")
@Table(name = "itsm_approval")
@IdClass(ApprovalKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class ApprovalRow {
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
    @Column(name = "approval_round", updatable = false)
    private int round;

    @Column(name = "policy_name", updatable = false)
    private String policy;

    @Column(name = "ballot_json", updatable = false)
    private String ballot;

    @Column(name = "content_hash")
    private String content;

    @Column(name = "opened_at", updatable = false)
    private long openedAt;

    @Column(name = "outcome")
    private String outcome;

    @Column(name = "closed_stage")
    private @Nullable String stage;

    @Column(name = "closed_at")
    private @Nullable Long closedAt;

    ApprovalRow() {}

    ApprovalRow(Tenant tenant, ApprovalRecord approval) {
        this.tenant = tenant.name();
        ticketKind = approval.ticket().kind().name();
        ticketId = approval.ticket().id().value();
        round = approval.round();
        policy = approval.policy();
        ballot = approval.ballot();
        openedAt = Micros.of(approval.openedAt());
        write(approval);
    }

    static ApprovalKey key(Tenant tenant, ApprovalRecord approval) {
        return new ApprovalKey(
                tenant.name(),
                approval.ticket().kind().name(),
                approval.ticket().id().value(),
                approval.round());
    }

    /** What changes in the life of a round. */
    final void write(ApprovalRecord approval) {
        content = approval.content();
        outcome = approval.outcome().name();
        stage = approval.stage().orElse(null);
        closedAt = Micros.of(approval.closedAt());
    }

    ApprovalRecord read() {
        return new ApprovalRecord(
                new TicketRef(TicketKind.valueOf(ticketKind), new TicketId(ticketId)),
                round,
                policy,
                ballot,
                content,
                Micros.instant(openedAt),
                ApprovalOutcome.valueOf(outcome),
                Optional.ofNullable(stage),
                Micros.optional(closedAt));
    }
}
