package org.itsm4j.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Decision;
import org.itsm4j.approval.Presence;
import org.itsm4j.approval.Vote;

/**
 * What of a vote is looked at together.
 *
 * @param ballot what is put to the vote, for those who are in conflict now
 * @param votes the votes of its round, in their order
 * @param presence who stands in for whom, and who is away
 */
record Poll(Ballot ballot, List<Vote> votes, Presence presence) {
    Poll {
        votes = List.copyOf(votes);
    }

    Poll with(Vote vote) {
        List<Vote> more = new ArrayList<>(votes);
        more.add(vote);
        return new Poll(ballot, more, presence);
    }

    Poll in(Presence other) {
        return new Poll(ballot, votes, other);
    }

    /** The stage that is asked, or was last. */
    String stage(Instant now) {
        return decision(now).stage().orElse(ballot.policy().stages().get(0).name());
    }

    Decision decision(Instant now) {
        return ballot.decide(votes, presence, now);
    }

    /** As {@link #outcome}, with all that led to it. */
    Decision decision(Authorisation authorisation, Instant now) {
        Decision decision = decision(now);
        ApprovalOutcome outcome = outcome(Optional.of(this), authorisation, now);
        return outcome == decision.outcome()
                ? decision
                : decision.timedOutAt(authorisation.deadline().orElse(now));
    }

    /** How it stands; what is not approved in retrospect when its time is over, is rejected. */
    static ApprovalOutcome outcome(Optional<Poll> poll, Authorisation authorisation, Instant now) {
        ApprovalOutcome outcome = poll.map(it -> it.decision(now).outcome()).orElse(ApprovalOutcome.PENDING);
        return outcome == ApprovalOutcome.PENDING && authorisation.isLate(now) ? ApprovalOutcome.REJECTED : outcome;
    }

    /** When somebody has to look how it stands, because time decides: the earliest of its deadlines. */
    static Optional<Instant> nextAt(Optional<Poll> poll, Authorisation authorisation, Instant now) {
        return authorisation.isDeclined()
                ? Optional.empty()
                : Stream.of(poll.flatMap(it -> it.decision(now).deadline()), authorisation.deadline())
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
    }
}
