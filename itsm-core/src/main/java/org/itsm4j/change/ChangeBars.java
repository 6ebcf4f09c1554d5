package org.itsm4j.change;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Choice;
import org.itsm4j.approval.Presence;
import org.itsm4j.approval.Vote;
import org.itsm4j.approval.Voter;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.RuleViolationException;

/**
 * What is in the way of an action besides role, state and preconditions, before it is given: asked of the same methods that refuse the
 * command. Inside of a transaction.
 */
final class ChangeBars {
    private final ChangeDesk desk;

    ChangeBars(ChangeDesk desk) {
        this.desk = desk;
    }

    /** Empty if nothing is, as far as that can be said without what goes with the command. */
    Optional<String> why(Session session, Change change, ChangeAction action) {
        String person = session.actor().person();
        Instant now = desk.kernel().now();
        return switch (action) {
            case SUBMIT -> refusal(() -> desk.check(change, action, now));
            case BEGIN ->
                refusal(() -> {
                    desk.votes().requireUnconflicted(change, person, now);
                    desk.slots().requireFree(change, "begun", now);
                });
            case VOTE ->
                refusal(() -> desk.votes().requirePoll(change, now))
                        .or(() -> desk.polls().of(change).flatMap(poll -> noVote(session, change, poll, now)));
            case ASSESSED -> refusal(() -> desk.votes().requireAssessor(change, person));
            case WAIVE, IMPLEMENT_FIRST -> refusal(() -> desk.votes().requireOther(change, person));
            case REVISE, RETURN_TO_DRAFT -> refusal(() -> desk.votes().requireUndecided(change, now));
            case COMPLETE, CLAIM, COMPLETE_TASK ->
                change.state() == ChangeState.IMPLEMENTING
                        ? refusal(() -> desk.votes().requireNotAlone(change, person, now))
                        : Optional.empty();
            case REVIEW -> refusal(() -> ChangeWork.requireNoReview(change));
            default -> Optional.empty();
        };
    }

    private static Optional<String> refusal(Runnable asked) {
        try {
            asked.run();
            return Optional.empty();
        } catch (RuleViolationException | InvalidInputException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    /** Why the actor has no vote that would count: neither an own one, nor one of somebody whose delegations lead to them. */
    private Optional<String> noVote(Session session, Change change, Poll poll, Instant now) {
        Voter actor = Voter.of(session.actor());
        Presence presence = desk.polls().presenceOf(change, poll.ballot(), now);
        Optional<String> own = noVote(poll, presence, actor, actor, now);
        boolean standsIn =
                presence.delegations().stream().anyMatch(each -> each.to().equals(actor.person()));
        boolean forOthers = standsIn
                && poll.ballot().voters().stream()
                        .filter(person -> !person.equals(actor.person()))
                        .anyMatch(person -> noVote(poll, presence, actor, Voter.of(person), now)
                                .isEmpty());
        return forOthers ? Optional.empty() : own;
    }

    /** Of one who has voted another choice counts, of one in conflict only a rejection: any of them will do. */
    private static Optional<String> noVote(Poll poll, Presence presence, Voter actor, Voter principal, Instant now) {
        Ballot ballot = poll.ballot();
        Presence kept = presence.keeping(poll.votes(), ballot.conflicted());
        String stage = poll.stage(now);
        Optional<String> why = Optional.empty();
        for (Choice choice : Choice.values()) {
            Vote vote = new Vote(stage, principal, actor, Optional.empty(), choice, ballot.content(), now, "");
            why = refusal(() -> {
                ballot.cast(poll.votes(), kept, vote);
                presence.requireDelegate(ballot, vote);
            });
            if (why.isEmpty()) {
                return why;
            }
        }
        return why;
    }
}
