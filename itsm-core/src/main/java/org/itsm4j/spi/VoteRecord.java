package org.itsm4j.spi;

import java.util.Objects;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Vote;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.TicketRef;

/**
 * A vote as it is kept. It is known by its ticket, its round and its sequence, and never changes.
 *
 * @param ticket the ticket
 * @param round the round, from 1
 * @param sequence its place among the votes of the round, 1 to 1,000
 * @param vote the vote
 */
public record VoteRecord(TicketRef ticket, int round, int sequence, Vote vote) {
    /**
     * @throws InvalidInputException if round or sequence is out of range
     */
    public VoteRecord {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(vote, "vote");
        if (round < 1) {
            throw new InvalidInputException("VoteRecord", "round", "1 or more, got " + round);
        }
        if (sequence < 1 || sequence > Ballot.VOTES) {
            throw new InvalidInputException("VoteRecord", "sequence", "1 to " + Ballot.VOTES + ", got " + sequence);
        }
    }

    /** Which vote, and no contents. */
    @Override
    public String toString() {
        return "vote " + sequence + " in round " + round + " of " + ticket;
    }
}
