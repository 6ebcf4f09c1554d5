package org.itsm4j.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;

/** What a change must be like, by the rules of ITSM.md and what the interface promises in words. Not by its code. */
final class WalkedChange extends Fixing implements Lawful {
    static final WalkTable TABLE = WalkTable.of("""
            DRAFT | submit | REQUESTER ASSIGNEE CHANGE_MANAGER
            SUBMITTED | accept | CHANGE_MANAGER SYSTEM
            SUBMITTED | reject | CHANGE_MANAGER
            ASSESSING | assessed | AGENT CHANGE_MANAGER
            AUTHORIZING SCHEDULED IMPLEMENTING REVIEWING | vote | STAFF
            AUTHORIZING | returnToDraft | CHANGE_MANAGER
            AUTHORIZING | implementFirst | CHANGE_MANAGER
            IMPLEMENTING REVIEWING | putToVote | CHANGE_MANAGER
            DRAFT SUBMITTED ASSESSING AUTHORIZING SCHEDULED | revise | REQUESTER ASSIGNEE CHANGE_MANAGER
            DRAFT SUBMITTED ASSESSING AUTHORIZING SCHEDULED IMPLEMENTING | assign | DISPATCHER ASSIGNEE CHANGE_MANAGER
            DRAFT SUBMITTED ASSESSING AUTHORIZING SCHEDULED | waive | CHANGE_MANAGER
            SUBMITTED ASSESSING AUTHORIZING SCHEDULED | lockDown | CHANGE_MANAGER SYSTEM
            SUBMITTED ASSESSING AUTHORIZING SCHEDULED | release | CHANGE_MANAGER SYSTEM
            SCHEDULED | begin | ASSIGNEE
            IMPLEMENTING | complete | ASSIGNEE CHANGE_MANAGER
            IMPLEMENTING | backOut | ASSIGNEE CHANGE_MANAGER
            REVIEWING | review | CHANGE_MANAGER
            REVIEWING | close | ASSIGNEE CHANGE_MANAGER SYSTEM
            DRAFT SUBMITTED ASSESSING AUTHORIZING SCHEDULED | cancel | REQUESTER CHANGE_MANAGER
            DRAFT SUBMITTED ASSESSING AUTHORIZING SCHEDULED IMPLEMENTING REVIEWING | note | REQUESTER STAFF SYSTEM
            DRAFT SUBMITTED ASSESSING AUTHORIZING SCHEDULED IMPLEMENTING REVIEWING | refer | STAFF SYSTEM
            DRAFT SUBMITTED ASSESSING AUTHORIZING SCHEDULED IMPLEMENTING REVIEWING | watch | STAFF SYSTEM
            DRAFT SUBMITTED ASSESSING AUTHORIZING SCHEDULED IMPLEMENTING REVIEWING | unwatch | STAFF
            """);

    final ChangeModel model;
    final List<WalkedSlots.Allowed> allowed = new ArrayList<>();
    private final ChangeWalker walker;
    private final Optional<String> requester;
    private final String raisedBy;
    ChangeState state = ChangeState.DRAFT;
    Form form;
    int round;
    Optional<WalkedVote> vote = Optional.empty();
    boolean preauthorised;
    boolean first;
    boolean ratified;
    boolean declined;
    Optional<Instant> deadline = Optional.empty();
    boolean locked;
    Optional<Instant> begunAt = Optional.empty();
    Optional<Outcome> said = Optional.empty();
    boolean unauthorised;
    boolean reviewed;

    WalkedChange(
            ChangeWalker walker,
            TicketId id,
            TicketNumber number,
            ChangeModel model,
            Optional<String> requester,
            String raisedBy,
            Form form) {
        super(id, number);
        this.form = form;
        this.walker = walker;
        this.model = model;
        this.requester = requester;
        this.raisedBy = raisedBy;
    }

    @Override
    Optional<String> wanted() {
        return requester;
    }

    @Override
    String stateName() {
        return state.name();
    }

    Set<String> conflicted() {
        return conflicted(agent());
    }

    /** Who wants it, has raised it or would do it. */
    Set<String> conflicted(Optional<String> agent) {
        Set<String> conflicted = new TreeSet<>();
        requester.ifPresent(conflicted::add);
        conflicted.add(raisedBy);
        agent.ifPresent(conflicted::add);
        return conflicted;
    }

    Slot slot() {
        return form.window().orElseThrow();
    }

    boolean isDue() {
        return first && !ratified;
    }

    boolean isLate(Instant now) {
        return declined || isDue() && deadline.filter(at -> !at.isAfter(now)).isPresent();
    }

    ApprovalOutcome decision(Set<String> conflicted) {
        ApprovalOutcome voted =
                vote.map(it -> it.outcome(conflicted, walker.now())).orElse(ApprovalOutcome.PENDING);
        return voted == ApprovalOutcome.PENDING && isLate(walker.now()) ? ApprovalOutcome.REJECTED : voted;
    }

    /** By its template, unless that is of one in conflict; voted for; or first, as long as the vote may still agree. */
    boolean isAuthorised(Set<String> conflicted) {
        if (preauthorised) {
            return !conflicted.contains(ChangeWalk.TEMPLATE_BY);
        }
        ApprovalOutcome decision = decision(conflicted);
        return decision == ApprovalOutcome.APPROVED || isDue() && decision == ApprovalOutcome.PENDING;
    }

    /** What nobody has carried out yet, and nobody gets away from. */
    boolean isRejectedByTime() {
        return vote.isPresent() && decision(conflicted()) == ApprovalOutcome.REJECTED;
    }

    Optional<Outcome> outcome() {
        return unauthorised || declined && said.isPresent() ? Optional.of(Outcome.UNAUTHORISED) : said;
    }

    boolean isReviewDue() {
        boolean wrong = outcome().filter(how -> how != Outcome.SUCCESSFUL).isPresent();
        boolean sampled =
                model == ChangeModel.STANDARD && Math.floorMod(id.toString().hashCode(), 1_000_000) == 0;
        return !reviewed && (model == ChangeModel.EMERGENCY || !form.isSafe() || wrong || sampled);
    }

    /** Whether something hard is in the way if it is as that, and theirs. */
    boolean isBarred(Form as, Set<String> conflicted) {
        return walker.slots()
                .bars(new WalkedSlots.Claim(this, as.window().orElseThrow(), as.items(), conflicted), walker.now());
    }

    /** What is missing or in the way before it is handed in as that. */
    Optional<Refused> unfit(Form as) {
        Instant now = walker.now();
        boolean incomplete = as.window().isEmpty() || !as.tested() || as.items().isEmpty();
        if (incomplete) {
            return Optional.of(Refused.asInvalid());
        }
        Slot when = as.window().get();
        boolean past = model == ChangeModel.EMERGENCY
                ? !when.to().isAfter(now)
                : when.from().isBefore(now);
        boolean frozen = model == ChangeModel.STANDARD && !(as.asTemplate() && as.isSafe());
        return Refused.when(past, Refused.rule("window"))
                .or(() -> Refused.when(as.risky().isEmpty() || frozen, Refused.asInvalid()))
                .or(() -> Refused.when(isBarred(as, conflicted()), Refused.rule("collision")));
    }

    boolean isPreauthorisable() {
        return model == ChangeModel.STANDARD
                && walker.isTemplateLive()
                && !conflicted().contains(ChangeWalk.TEMPLATE_BY);
    }

    @Override
    public WalkTable table() {
        return TABLE;
    }

    /** That of its model: only emergencies are done first. */
    @Override
    public boolean can(String action) {
        return TABLE.has(stateName(), action) && (model == ChangeModel.EMERGENCY || !action.equals("implementFirst"));
    }

    @Override
    public boolean isInOrder(Actor actor, String action) {
        Instant now = walker.now();
        return switch (action) {
            case "accept" -> plays(actor, Role.CHANGE_MANAGER);
            case "vote" -> state == ChangeState.AUTHORIZING || isDue();
            case "implementFirst" -> decision(conflicted()) == ApprovalOutcome.PENDING;
            case "putToVote" -> isDue() && decision(conflicted()) == ApprovalOutcome.REJECTED;
            case "lockDown" -> !locked;
            case "release" -> locked;
            case "begin" ->
                !locked && isAuthorised(conflicted()) && !now.isBefore(slot().from()) && now.isBefore(slot().to());
            case "close" -> !isReviewDue() && !isDue();
            default -> true;
        };
    }

    void becomes(ChangeState next) {
        state = next;
        version++;
        walker.slots().keep(this);
        if (next == ChangeState.CLOSED || next == ChangeState.REJECTED || next == ChangeState.CANCELLED) {
            ends();
        }
    }

    private void ends() {
        boolean closed = state == ChangeState.CLOSED;
        boolean well = closed && outcome().filter(Outcome::isSuccess).isPresent();
        over = true;
        failed = closed && !well;
        succeededAt = well ? Optional.of(walker.now()) : Optional.empty();
        if (closed && model == ChangeModel.STANDARD) {
            walker.templateUsed(well);
        }
        walker.crossing.ended(this);
    }

    /** It is put to the vote as it is now; what was voted before counts no more. */
    void opened() {
        round++;
        vote = Optional.of(new WalkedVote(walker.now()));
    }

    /** It is no longer authorised by anything. */
    void withdrawn() {
        vote = Optional.empty();
        preauthorised = false;
        first = false;
        ratified = false;
        declined = false;
        deadline = Optional.empty();
    }

    void goesFirst() {
        first = true;
        ratified = false;
        declined = false;
        deadline = Optional.of(walker.now().plus(ChangeWalk.RETROSPECT));
    }

    /** What is decided is carried out. */
    void settled() {
        ApprovalOutcome decision = decision(conflicted());
        if (declined || decision == ApprovalOutcome.PENDING || ratified) {
            return;
        }
        if (decision == ApprovalOutcome.REJECTED) {
            declined = isDue();
            if (state == ChangeState.AUTHORIZING || state == ChangeState.SCHEDULED) {
                becomes(ChangeState.REJECTED);
            } else {
                version++;
            }
        } else if (isDue()) {
            ratified = true;
            version++;
        } else {
            becomes(ChangeState.SCHEDULED);
        }
    }

    /** A vote whose time is over is decided by it. */
    void timePasses() {
        if (!over && (state == ChangeState.AUTHORIZING || isDue())) {
            settled();
        }
    }

    @Override
    public String toString() {
        return number + " " + model + " " + state + " v" + version + " " + assignment.orElse(null) + " for "
                + requester.orElse("nobody") + " by " + raisedBy + " "
                + form + " round " + round + " "
                + vote.map(WalkedVote::toString).orElse("")
                + (first
                        ? " first until " + deadline + (ratified ? " ratified" : "") + (declined ? " declined" : "")
                        : "")
                + (preauthorised ? " preauthorised" : "") + (locked ? " locked" : "") + " "
                + outcome().map(Outcome::name).orElse("") + past;
    }
}
