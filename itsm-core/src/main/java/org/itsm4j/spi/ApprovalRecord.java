package org.itsm4j.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Decision;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.TicketRef;

/**
 * A round of approval as it is kept. It is known by its ticket and its number; its votes are kept beside it.
 *
 * @param ticket the ticket
 * @param round from 1
 * @param policy the policy's name; up to 100 characters
 * @param ballot policy, roster and persons in conflict as they were when it was opened, as {@link Ballot#toJson} writes them
 * @param content the hash of what is voted on now, 64 lower-case hexadecimal digits
 * @param openedAt when it was opened
 * @param outcome how it was decided; pending while it is open
 * @param stage the stage that has rejected, if one has
 * @param closedAt when it was decided, if it was
 */
public record ApprovalRecord(
        TicketRef ticket,
        int round,
        String policy,
        String ballot,
        String content,
        Instant openedAt,
        ApprovalOutcome outcome,
        Optional<String> stage,
        Optional<Instant> closedAt) {
    /**
     * @throws InvalidInputException if the round is not positive
     */
    public ApprovalRecord {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(ballot, "ballot");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(closedAt, "closedAt");
        if (round < 1) {
            throw new InvalidInputException("ApprovalRecord", "round", "1 or more, got " + round);
        }
    }

    /**
     * @param ticket a ticket
     * @param round the number of the round, from 1
     * @param ballot what is put to the vote
     * @return it, open
     * @throws InvalidInputException if the round is not positive
     */
    public static ApprovalRecord open(TicketRef ticket, int round, Ballot ballot) {
        Objects.requireNonNull(ballot, "ballot");
        return new ApprovalRecord(
                ticket,
                round,
                ballot.policy().name(),
                ballot.toJson(),
                ballot.content(),
                ballot.openedAt(),
                ApprovalOutcome.PENDING,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @return what is put to the vote, on the present content
     * @throws org.itsm4j.error.ConfigurationException if the text is not what {@link Ballot#toJson} has written
     */
    public Ballot read() {
        return Ballot.kept(ballot).on(content);
    }

    /**
     * @param changed the hash of what is voted on now
     * @return this round on that
     */
    public ApprovalRecord on(String changed) {
        return new ApprovalRecord(ticket, round, policy, ballot, changed, openedAt, outcome, stage, closedAt);
    }

    /**
     * @param decision how it was decided
     * @return this round with that; the stage is kept if it has rejected
     */
    public ApprovalRecord closed(Decision decision) {
        boolean rejected = Objects.requireNonNull(decision, "decision").outcome() == ApprovalOutcome.REJECTED;
        return new ApprovalRecord(
                ticket,
                round,
                policy,
                ballot,
                content,
                openedAt,
                decision.outcome(),
                rejected ? decision.stage() : Optional.empty(),
                decision.decidedAt());
    }

    /** Which round, and no contents: rounds end up in logs. */
    @Override
    public String toString() {
        return "round " + round + " of approval of " + ticket;
    }
}
