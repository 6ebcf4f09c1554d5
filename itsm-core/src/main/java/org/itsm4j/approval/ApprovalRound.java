package org.itsm4j.approval;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A round of approval as it is kept for good: what was voted on one content. Edits begin another one.
 *
 * @param round its number, from 1
 * @param policy the name of the policy
 * @param openedAt when it was put to the vote
 * @param outcome how it was decided; pending if it is open, or was taken back or replaced before it was decided
 * @param closedAt when it was decided, if it was
 * @param votes all votes in the order in which they were given, with those that were superseded
 */
public record ApprovalRound(
        int round,
        String policy,
        Instant openedAt,
        ApprovalOutcome outcome,
        Optional<Instant> closedAt,
        List<Vote> votes) {
    /** Copies the votes. */
    public ApprovalRound {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(closedAt, "closedAt");
        votes = List.copyOf(Objects.requireNonNull(votes, "votes"));
    }

    /** Counts, no names. */
    @Override
    public String toString() {
        return "ApprovalRound[" + round + ", " + outcome + ", " + votes.size() + " votes]";
    }
}
