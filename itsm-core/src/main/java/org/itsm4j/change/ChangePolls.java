package org.itsm4j.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.ApprovalRound;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Decision;
import org.itsm4j.approval.Presence;
import org.itsm4j.approval.Vote;
import org.itsm4j.lifecycle.internal.Presences;
import org.itsm4j.spi.ApprovalRecord;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.VoteRecord;
import org.itsm4j.ticket.Limits;

/** How the vote on a change stands, and whether the change may be done by it. */
final class ChangePolls {
    private final ChangeDesk desk;

    ChangePolls(ChangeDesk desk) {
        this.desk = desk;
    }

    private ApprovalStore store() {
        return desk.kernel().store().approvals();
    }

    /** The last round, for those who are in conflict now; empty if nothing is put to the vote. */
    Optional<Poll> of(Change change) {
        return of(change, change.conflicted());
    }

    private Optional<Poll> of(Change change, Set<String> conflicted) {
        if (!change.authorisation().voting()) {
            return Optional.empty();
        }
        return desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> store().latest(change.tenant(), change.ref())
                        .map(ApprovalRecord::read)
                        .map(ballot -> new Ballot(
                                ballot.policy(), ballot.roster(), ballot.content(), conflicted, ballot.openedAt()))
                        .map(ballot -> poll(change, ballot)));
    }

    /** The last rounds with their votes, the last one first. */
    List<ApprovalRound> rounds(Change change) {
        return store().rounds(change.tenant(), change.ref(), Limits.PAGE_DEFAULT).stream()
                .map(round -> new ApprovalRound(
                        round.round(),
                        round.policy(),
                        round.openedAt(),
                        round.outcome(),
                        round.closedAt(),
                        store().votes(change.tenant(), change.ref(), round.round()).stream()
                                .map(VoteRecord::vote)
                                .toList()))
                .toList();
    }

    private Poll poll(Change change, Ballot ballot) {
        List<Vote> votes = store()
                .votes(change.tenant(), change.ref(), change.authorisation().round())
                .stream()
                .map(VoteRecord::vote)
                .toList();
        Presence presence = presence(change, ballot, votes, desk.kernel().now());
        return new Poll(ballot, votes, presence.keeping(votes, ballot.conflicted()));
    }

    /** What the host says and what people have said here; read where the votes or the policy ask for it. */
    Presence presence(Change change, Ballot ballot, List<Vote> votes, Instant now) {
        Presence hosts = desk.settings(change).presence();
        if (!ballot.policy().excusesAbsent() && votes.stream().noneMatch(Vote::isByDelegate)) {
            return hosts;
        }
        return presenceOf(change, ballot, now);
    }

    /** What the host says and what people have said here, whether it is asked for or not. */
    Presence presenceOf(Change change, Ballot ballot, Instant now) {
        Presence hosts = desk.settings(change).presence();
        int levels = ballot.policy().delegationDepth() + 1; // one more, to say that it would be too long
        return hosts.and(Presences.of(store(), change.tenant(), ballot.voters(), levels, ballot.openedAt(), now));
    }

    ApprovalOutcome outcome(Change change, Instant at) {
        return Poll.outcome(of(change), change.authorisation(), at);
    }

    /** How the vote stands; empty if there is none. */
    Optional<Decision> decision(Change change, Instant at) {
        return of(change).map(poll -> poll.decision(change.authorisation(), at));
    }

    boolean isAuthorised(Change change, Instant at) {
        return isAuthorised(change, change.conflicted(), at);
    }

    /** By its template, by a vote on what it is now, or first while its time is not over. */
    boolean isAuthorised(Change change, Set<String> conflicted, Instant at) {
        Authorisation authorisation = change.authorisation();
        boolean byTemplate = authorisation
                .preauthorisedBy()
                .filter(person -> !conflicted.contains(person))
                .isPresent();
        if (byTemplate || authorisation.isPreauthorised()) {
            return byTemplate;
        }
        Optional<Poll> poll = of(change, conflicted);
        ApprovalOutcome outcome = Poll.outcome(poll, authorisation, at);
        boolean first = authorisation.isDue() && outcome == ApprovalOutcome.PENDING;
        return first
                || outcome == ApprovalOutcome.APPROVED
                        && poll.filter(it -> isOn(change, it)).isPresent();
    }

    /** Whether what was voted on is what would be done. */
    private static boolean isOn(Change change, Poll poll) {
        return change.plan()
                .map(plan -> ChangeContent.hash(change.authorisation().round(), plan, change.scope()))
                .filter(poll.ballot().content()::equals)
                .isPresent();
    }
}
