package org.itsm4j.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Decision;
import org.itsm4j.approval.Presence;
import org.itsm4j.approval.Refusal;
import org.itsm4j.approval.Roster;
import org.itsm4j.approval.Vote;
import org.itsm4j.approval.Voter;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.spi.ApprovalRecord;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.VoteRecord;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;

/** How a change comes to be authorised: the vote, and what follows from it in the same transaction. */
final class ChangeVotes {

    private final ChangeDesk desk;

    ChangeVotes(ChangeDesk desk) {
        this.desk = desk;
    }

    Change assessed(Session session, TicketId id, Assessment assessment) {
        return desk.act(session, id, ChangeAction.ASSESSED, assessment, (change, step) -> {
            if (assessment.costBenefit().isBlank() && change.model() != ChangeModel.EMERGENCY) {
                throw new InvalidInputException("assessed", "costBenefit", "is required");
            }
            requireAssessor(change, session.actor().person());
            Change known = desk.risk().reckoned(change, assessment.criticality());
            String collisions = desk.slots().summary(known, step.now());
            step.say(assessment.costBenefit().isBlank() ? collisions : assessment.costBenefit() + "\n" + collisions);
            return opened(known.in(ChangeState.AUTHORIZING), step);
        });
    }

    /** Put to the vote as it is now: earlier votes are kept, and count no more. */
    Change opened(Change change, Step step) {
        ChangePlan plan = change.plan()
                .orElseThrow(() -> new InvalidInputException("vote", "plan", "is required; add it with revise"));
        ChangeSettings rules = desk.settings(change);
        RiskTier tier = change.risk().map(Risk::tier).orElse(RiskTier.HIGH);
        ApprovalPolicy policy = rules.approval(change.model(), tier);
        Authorisation before = change.authorisation();
        Authorisation fresh = (change.state() == ChangeState.AUTHORIZING ? before.withdrawn() : before).opened();
        Ballot ballot = Ballot.open(
                policy,
                Roster.of(policy, rules.members()),
                ChangeContent.hash(fresh.round(), plan, change.scope()),
                change.conflicted(),
                step.now());
        step.then(() -> store().open(change.tenant(), ApprovalRecord.open(change.ref(), fresh.round(), ballot)));
        Poll poll = new Poll(ballot, List.of(), polls().presence(change, ballot, List.of(), step.now()));
        return waking(change.toBuilder().authorisation(fresh).build(), Optional.of(poll), step.now());
    }

    private ChangePolls polls() {
        return desk.polls();
    }

    private ApprovalStore store() {
        return desk.kernel().store().approvals();
    }

    /** With the moment at which time decides. */
    private static Change waking(Change change, Optional<Poll> poll, Instant now) {
        return change.toBuilder()
                .decideAt(Poll.nextAt(poll, change.authorisation(), now))
                .build();
    }

    /** Who does it must not have been the one whose approval it lives by. */
    void requireUnconflicted(Change change, String person, Instant now) {
        Set<String> conflicted = new TreeSet<>(change.conflicted());
        conflicted.add(person);
        if (!polls().isAuthorised(change, conflicted, now)) {
            throw conflict(change);
        }
    }

    /** Who does something of it, later, must not be the one whose approval it lives by; however else it stands by then. */
    void requireNotAlone(Change change, String person, Instant now) {
        boolean known = change.conflicted().contains(person); // then it is authorised without them
        if (!known && polls().isAuthorised(change, now)) {
            requireUnconflicted(change, person, now);
        }
    }

    /** What time has decided is decided, also before due work has carried it out: nobody gets away from it in between. */
    void requireUndecided(Change change, Instant now) {
        if (change.authorisation().voting() && polls().outcome(change, now) == ApprovalOutcome.REJECTED) {
            throw change.rule(
                    "decided",
                    "its approval is rejected, as its time is over; allowed: nothing until that is carried out, by due work");
        }
    }

    /** Another implementer must not turn a decision by being in conflict; what is decided then is carried out. */
    void reassigned(Session session, Change before, Change after, Step step) {
        boolean unauthorised = polls().isAuthorised(before, step.now()) && !polls().isAuthorised(after, step.now());
        ApprovalOutcome outcome = polls().outcome(after, step.now());
        boolean turned = outcome != polls().outcome(before, step.now());
        boolean open = before.state() == ChangeState.AUTHORIZING || isOpenInRetrospect(before);
        boolean approved = outcome == ApprovalOutcome.APPROVED && open;
        if (unauthorised || turned && !approved) {
            throw conflict(before);
        }
        if (turned) {
            step.then(() -> settle(session.asSystem("vote"), after.id()));
        }
    }

    private static boolean isOpenInRetrospect(Change change) {
        return change.authorisation().isDue() && !change.authorisation().isDeclined();
    }

    /** Who did it before is in conflict no more, and by their vote the one in retrospect may be decided. */
    void begun(Session session, Change begun, Step step) {
        if (isOpenInRetrospect(begun) && polls().outcome(begun, step.now()) != ApprovalOutcome.PENDING) {
            step.then(() -> settle(session.asSystem("vote"), begun.id()));
        }
    }

    private static RuleViolationException conflict(Change change) {
        return change.rule(
                ChangeConflicts.RULE,
                "it is approved by nobody but who would do it; allowed: somebody else does it, or somebody else approves");
    }

    Change vote(Session session, TicketId id, CastVote cast) {
        return desk.act(session, id, ChangeAction.VOTE, cast, (change, step) -> {
            Poll poll = requirePoll(change, step.now());
            if (cast.round()
                    .filter(round -> round != change.authorisation().round())
                    .isPresent()) {
                throw change.rule(
                        Refusal.STALE_CONTENT.rule(),
                        "it is voted on in round " + change.authorisation().round() + " by now, as it was edited; got "
                                + cast.round().get() + "; allowed: look at it, and vote on that round");
            }
            Vote vote = vote(session, poll, cast, step.now());
            Ballot ballot = poll.ballot();
            Presence presence =
                    vote.isByDelegate() ? polls().presence(change, ballot, List.of(vote), step.now()) : poll.presence();
            poll = poll.in(presence.keeping(poll.votes(), ballot.conflicted()));
            ballot.cast(poll.votes(), poll.presence(), vote);
            presence.requireDelegate(ballot, vote); // also at the instant of one that was given and is over
            step.say(words(vote, cast));
            int sequence = poll.votes().size() + 1;
            int round = change.authorisation().round();
            step.then(() -> store().cast(change.tenant(), new VoteRecord(change.ref(), round, sequence, vote)));
            Optional<Poll> voted = Optional.of(poll.with(vote));
            if (Poll.outcome(voted, change.authorisation(), step.now()) != ApprovalOutcome.PENDING) {
                step.then(() -> settle(session.asSystem("vote"), change.id()));
            }
            return waking(change, voted, step.now());
        });
    }

    /** What can be voted on now. */
    Poll requirePoll(Change change, Instant now) {
        if (change.authorisation().isLate(now)) {
            throw change.rule(
                    "timedOut",
                    "the time of its approval is over; allowed: no more votes, until it is put to the vote again");
        }
        return polls().of(change)
                .orElseThrow(() -> change.rule(
                        "vote", "nothing is put to the vote; allowed: once it is assessed, or put to the vote again"));
    }

    private static String words(Vote vote, CastVote cast) {
        String principal = vote.principal().person();
        return cast.choice()
                + (principal.equals(vote.actor().person()) ? "" : " for " + principal)
                + (cast.comment().isBlank() ? "" : ": " + cast.comment());
    }

    private static Vote vote(Session session, Poll poll, CastVote cast, Instant now) {
        Voter actor = Voter.of(session.actor());
        Voter principal = cast.onBehalfOf()
                .filter(person -> !person.equals(actor.person()))
                .map(Voter::of)
                .orElse(actor);
        Ballot ballot = poll.ballot();
        String stage = poll.stage(now);
        String comment = cast.comment().isBlank() ? "" : cast.comment();
        return new Vote(stage, principal, actor, cast.role(), cast.choice(), ballot.content(), now, comment);
    }

    /** Carries out what is decided; writes down that a vote went on to others because its time was over. */
    void settle(Session system, TicketId id) {
        desk.kernel().store().unitOfWork().required(() -> {
            Change change = desk.pipeline().find(system.actor().tenant(), id);
            boolean first = change.authorisation().isDue();
            return switch (polls().outcome(change, desk.kernel().now())) {
                case APPROVED -> carry(system, id, first ? ChangeAction.RATIFY : ChangeAction.AUTHORISE);
                case REJECTED -> carry(system, id, ChangeAction.DECLINE);
                case PENDING ->
                    desk.act(system, id, ChangeAction.NOTE, Said.NOTHING, (again, step) -> {
                        step.say("the time of a panel is over; the next one is asked");
                        return waking(again, polls().of(again), step.now());
                    });
            };
        });
    }

    private Change carry(Session system, TicketId id, ChangeAction action) {
        return desk.act(system, id, action, Said.NOTHING, (change, step) -> {
            polls().decision(change, step.now()).ifPresent(decision -> close(change, decision, step));
            Authorisation authorisation = change.authorisation();
            Change.Builder decided = change.toBuilder().decideAt(Optional.empty());
            return switch (action) {
                case AUTHORISE -> decided.state(ChangeState.SCHEDULED).build();
                case RATIFY -> decided.authorisation(authorisation.ratified()).build();
                default ->
                    decided.authorisation(authorisation.isDue() ? authorisation.declined() : authorisation)
                            .state(change.state().isPlanned() ? ChangeState.REJECTED : change.state())
                            .build();
            };
        });
    }

    private void close(Change change, Decision decision, Step step) {
        store().latest(change.tenant(), change.ref())
                .ifPresent(round -> step.then(() -> store().replace(change.tenant(), round, round.closed(decision))));
    }

    Change returnToDraft(Session session, TicketId id, String comment) {
        return desk.act(session, id, ChangeAction.RETURN_TO_DRAFT, new Said.Words(comment), (change, step) -> {
            requireUndecided(change, step.now());
            step.say(comment);
            return change.toBuilder()
                    .state(ChangeState.DRAFT)
                    .lockdown(Optional.empty())
                    .decideAt(Optional.empty())
                    .authorisation(change.authorisation().withdrawn())
                    .build();
        });
    }

    Change implementFirst(Session session, TicketId id, String reason) {
        return desk.act(session, id, ChangeAction.IMPLEMENT_FIRST, new Said.Words(reason), (change, step) -> {
            requireOther(change, session.actor().person());
            return first(change.in(ChangeState.SCHEDULED), reason, polls().of(change), step.now());
        });
    }

    private Change first(Change change, String reason, Optional<Poll> poll, Instant now) {
        Instant deadline = now.plus(desk.settings(change).retrospectiveWithin());
        Authorisation first = change.authorisation().first(reason, deadline);
        return waking(change.toBuilder().authorisation(first).build(), poll, now);
    }

    /** Risk says who has to agree to a change; not so in an emergency, which has its own board, and no time. */
    void requireAssessor(Change change, String person) {
        if (change.model() != ChangeModel.EMERGENCY) {
            requireOther(change, person);
        }
    }

    /** Whoever wants or does it does not let it go, nor wave through what speaks against it. */
    void requireOther(Change change, String person) {
        if (change.conflicted().contains(person)) {
            throw change.rule(
                    ChangeConflicts.RULE, "who wants, raises or does it cannot decide that; allowed: somebody else");
        }
    }

    Change putToVote(Session session, TicketId id, String reason) {
        return desk.act(session, id, ChangeAction.PUT_TO_VOTE, new Said.Words(reason), (change, step) -> {
            step.say(reason);
            String why =
                    change.authorisation().retrospect().map(Retrospect::reason).orElse(reason);
            Change again = opened(change, step);
            Optional<Instant> panel = again.decideAt();
            Change first = first(again, why, Optional.empty(), step.now());
            return panel.isPresent() && panel.get().isBefore(first.decideAt().orElse(panel.get()))
                    ? first.toBuilder().decideAt(panel).build()
                    : first;
        });
    }
}
