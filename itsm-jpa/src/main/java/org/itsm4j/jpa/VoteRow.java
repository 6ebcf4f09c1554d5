package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.approval.Choice;
import org.itsm4j.approval.Vote;
import org.itsm4j.approval.Voter;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.VoteRecord;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/** A vote as a row; written once. */
@Entity(name = "ItsmVote")
@Table(name = "itsm_vote")
@IdClass(VoteKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class VoteRow {
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

    @Id
    @Column(name = "vote_sequence", updatable = false)
    private int sequence;

    @Column(name = "stage_name", updatable = false)
    private String stage;

    @Column(name = "principal_account", updatable = false)
    private String principalAccount;

    @Column(name = "principal_person", updatable = false)
    private String principalPerson;

    @Column(name = "actor_account", updatable = false)
    private String actorAccount;

    @Column(name = "actor_person", updatable = false)
    private String actorPerson;

    @Column(name = "role_name", updatable = false)
    private @Nullable String role;

    @Column(name = "choice", updatable = false)
    private String choice;

    @Column(name = "content_hash", updatable = false)
    private String content;

    @Column(name = "given_at", updatable = false)
    private long at;

    @Column(name = "vote_comment", updatable = false)
    private String comment;

    VoteRow() {}

    VoteRow(Tenant tenant, VoteRecord given) {
        this.tenant = tenant.name();
        ticketKind = given.ticket().kind().name();
        ticketId = given.ticket().id().value();
        round = given.round();
        sequence = given.sequence();
        Vote vote = given.vote();
        stage = vote.stage();
        principalAccount = vote.principal().account();
        principalPerson = vote.principal().person();
        actorAccount = vote.actor().account();
        actorPerson = vote.actor().person();
        role = vote.role().orElse(null);
        choice = vote.choice().name();
        content = vote.content();
        at = Micros.of(vote.at());
        comment = vote.comment();
    }

    VoteRecord read() {
        return new VoteRecord(
                new TicketRef(TicketKind.valueOf(ticketKind), new TicketId(ticketId)),
                round,
                sequence,
                new Vote(
                        stage,
                        new Voter(principalAccount, principalPerson),
                        new Voter(actorAccount, actorPerson),
                        Optional.ofNullable(role),
                        Choice.valueOf(choice),
                        content,
                        Micros.instant(at),
                        comment));
    }
}
