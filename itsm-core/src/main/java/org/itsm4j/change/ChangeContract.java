package org.itsm4j.change;

import static org.itsm4j.change.ChangeAction.ACCEPT;
import static org.itsm4j.change.ChangeAction.ADVANCE;
import static org.itsm4j.change.ChangeAction.ASSESSED;
import static org.itsm4j.change.ChangeAction.ASSIGN;
import static org.itsm4j.change.ChangeAction.AUTHORISE;
import static org.itsm4j.change.ChangeAction.BACK_OUT;
import static org.itsm4j.change.ChangeAction.BEGIN;
import static org.itsm4j.change.ChangeAction.CANCEL;
import static org.itsm4j.change.ChangeAction.CLAIM;
import static org.itsm4j.change.ChangeAction.CLOSE;
import static org.itsm4j.change.ChangeAction.COMPLETE;
import static org.itsm4j.change.ChangeAction.COMPLETE_TASK;
import static org.itsm4j.change.ChangeAction.DECLINE;
import static org.itsm4j.change.ChangeAction.IMPLEMENT_FIRST;
import static org.itsm4j.change.ChangeAction.LOCK_DOWN;
import static org.itsm4j.change.ChangeAction.MIGRATE;
import static org.itsm4j.change.ChangeAction.NOTE;
import static org.itsm4j.change.ChangeAction.NOTE_CONFLICT;
import static org.itsm4j.change.ChangeAction.PREAUTHORISE;
import static org.itsm4j.change.ChangeAction.PUT_TO_VOTE;
import static org.itsm4j.change.ChangeAction.RAISE;
import static org.itsm4j.change.ChangeAction.RATIFY;
import static org.itsm4j.change.ChangeAction.RECORD_UNAUTHORISED;
import static org.itsm4j.change.ChangeAction.REFER;
import static org.itsm4j.change.ChangeAction.REJECT;
import static org.itsm4j.change.ChangeAction.RELATE;
import static org.itsm4j.change.ChangeAction.RELEASE;
import static org.itsm4j.change.ChangeAction.RETURN_TO_DRAFT;
import static org.itsm4j.change.ChangeAction.REVIEW;
import static org.itsm4j.change.ChangeAction.REVISE;
import static org.itsm4j.change.ChangeAction.SET;
import static org.itsm4j.change.ChangeAction.STEP;
import static org.itsm4j.change.ChangeAction.SUBMIT;
import static org.itsm4j.change.ChangeAction.TARGET_REACHED;
import static org.itsm4j.change.ChangeAction.UNRELATE;
import static org.itsm4j.change.ChangeAction.UNWATCH;
import static org.itsm4j.change.ChangeAction.VOTE;
import static org.itsm4j.change.ChangeAction.WAIVE;
import static org.itsm4j.change.ChangeAction.WATCH;
import static org.itsm4j.change.ChangeModel.EMERGENCY;
import static org.itsm4j.change.ChangeModel.NORMAL;
import static org.itsm4j.change.ChangeModel.STANDARD;
import static org.itsm4j.change.ChangeState.ASSESSING;
import static org.itsm4j.change.ChangeState.AUTHORIZING;
import static org.itsm4j.change.ChangeState.CANCELLED;
import static org.itsm4j.change.ChangeState.CLOSED;
import static org.itsm4j.change.ChangeState.DRAFT;
import static org.itsm4j.change.ChangeState.IMPLEMENTING;
import static org.itsm4j.change.ChangeState.REJECTED;
import static org.itsm4j.change.ChangeState.REVIEWING;
import static org.itsm4j.change.ChangeState.SCHEDULED;
import static org.itsm4j.change.ChangeState.SUBMITTED;
import static org.itsm4j.security.Role.AGENT;
import static org.itsm4j.security.Role.ASSIGNEE;
import static org.itsm4j.security.Role.CHANGE_MANAGER;
import static org.itsm4j.security.Role.DISPATCHER;
import static org.itsm4j.security.Role.REQUESTER;
import static org.itsm4j.security.Role.STAFF;
import static org.itsm4j.security.Role.SYSTEM;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Datum;
import org.itsm4j.ticket.Limits;

/**
 * The law of changes: the one table that guards, documents, diagram checks and tests read. A change has one model for good,
 * and each model its own part of the table.
 */
public final class ChangeContract {
    private static final Contract<ChangeState, ChangeAction> CONTRACT = Contract.named(
                    "change", ChangeState.class, ChangeAction.class)
            .creates(RAISE, DRAFT)
            .who(REQUESTER, AGENT, CHANGE_MANAGER, SYSTEM)
            .requires("summary", "reason", "template (STANDARD)", "incident or problem (EMERGENCY)")
            .effect("number, workflow started; a standard change takes the fields of its template")
            .creates(RECORD_UNAUTHORISED, REVIEWING)
            .who(AGENT, CHANGE_MANAGER, SYSTEM)
            .onlyIf("model", NORMAL)
            .requires("summary", "reason", "configuration items")
            .effect("found by discovery or deployment; its outcome is UNAUTHORISED, and its review is due")
            .from(DRAFT)
            .by(SUBMIT, SUBMITTED)
            .who(REQUESTER, ASSIGNEE, CHANGE_MANAGER)
            .requires("plan", "tested back-out", "window", "answers on risk")
            .effect(
                    "no hard collision or freeze, unless it is waived; what is pre-authorised is scheduled, an emergency assessed at once")
            .from(SUBMITTED)
            .by(ACCEPT, ASSESSING)
            .who(CHANGE_MANAGER)
            .onlyIf("model", NORMAL)
            .effect("complete")
            .from(SUBMITTED)
            .by(ACCEPT, ASSESSING)
            .who(CHANGE_MANAGER)
            .onlyIf("model", STANDARD)
            .onlyIf("preauthorised", false)
            .effect("its template is not live: it goes the normal way")
            .from(SUBMITTED)
            .by(ACCEPT, ASSESSING)
            .who(CHANGE_MANAGER, SYSTEM)
            .onlyIf("model", EMERGENCY)
            .effect("by itself")
            .from(SUBMITTED)
            .by(REJECT, REJECTED)
            .who(CHANGE_MANAGER)
            .requires("reason")
            .effect("not complete, or not wanted")
            .from(SUBMITTED)
            .by(PREAUTHORISE, SCHEDULED)
            .who(SYSTEM)
            .onlyIf("model", STANDARD)
            .onlyIf("preauthorised", true)
            .effect("its template is live: approved, and its changes succeed as often as they must")
            .from(ASSESSING)
            .by(ASSESSED, AUTHORIZING)
            .who(AGENT, CHANGE_MANAGER)
            .requires("criticality", "cost and benefit (not EMERGENCY)")
            .effect("impact, risk and collisions are kept; the vote is opened by the tier of the risk")
            .from(AUTHORIZING)
            .stay(VOTE)
            .who(STAFF)
            .requires("choice")
            .effect("bound to plan, window and configuration items; what is decided by it is carried out with it")
            .from(SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(VOTE)
            .who(STAFF)
            .onlyIf("approvalDue", true)
            .onlyIf("model", EMERGENCY)
            .requires("choice")
            .effect("in retrospect")
            .from(AUTHORIZING)
            .by(AUTHORISE, SCHEDULED)
            .who(SYSTEM)
            .onlyIf("decision", ApprovalOutcome.APPROVED)
            .effect("voted for; it takes its slot, and cannot where something hard is and not waived")
            .from(AUTHORIZING)
            .by(DECLINE, REJECTED)
            .who(SYSTEM)
            .onlyIf("decision", ApprovalOutcome.REJECTED)
            .effect("voted down, or its time was over")
            .from(AUTHORIZING)
            .by(RETURN_TO_DRAFT, DRAFT)
            .who(CHANGE_MANAGER)
            .requires("comment")
            .effect("votes are kept, and count no more; a lockdown ends")
            .from(AUTHORIZING)
            .by(IMPLEMENT_FIRST, SCHEDULED)
            .who(CHANGE_MANAGER)
            .onlyIf("model", EMERGENCY)
            .onlyIf("decision", ApprovalOutcome.PENDING)
            .requires("reason")
            .effect("the vote goes on, in retrospect, with a deadline; without approval it is never closed")
            .from(SCHEDULED)
            .by(DECLINE, REJECTED)
            .who(SYSTEM)
            .onlyIf("model", EMERGENCY)
            .onlyIf("approvalDue", true)
            .onlyIf("decision", ApprovalOutcome.REJECTED)
            .effect("voted down before it was begun")
            .from(IMPLEMENTING, REVIEWING)
            .stay(DECLINE)
            .who(SYSTEM)
            .onlyIf("model", EMERGENCY)
            .onlyIf("approvalDue", true)
            .onlyIf("decision", ApprovalOutcome.REJECTED)
            .effect("voted down in retrospect: it counts as UNAUTHORISED")
            .from(IMPLEMENTING, REVIEWING)
            .stay(PUT_TO_VOTE)
            .who(CHANGE_MANAGER)
            .onlyIf("model", EMERGENCY)
            .onlyIf("approvalDue", true)
            .onlyIf("decision", ApprovalOutcome.REJECTED)
            .requires("reason")
            .effect("voted on again, with a new deadline")
            .from(SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(RATIFY)
            .who(SYSTEM)
            .onlyIf("model", EMERGENCY)
            .onlyIf("approvalDue", true)
            .onlyIf("decision", ApprovalOutcome.APPROVED)
            .effect("approved in retrospect")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING)
            .stay(REVISE)
            .who(REQUESTER, ASSIGNEE, CHANGE_MANAGER)
            .requires("what changes")
            .effect("votes on what it was count no more; risk and collisions again")
            .from(SCHEDULED)
            .by(REVISE, AUTHORIZING)
            .who(REQUESTER, ASSIGNEE, CHANGE_MANAGER)
            .onlyIf("preauthorised", false)
            .requires("what changes")
            .effect("it is voted on again")
            .from(SCHEDULED)
            .by(REVISE, SUBMITTED)
            .who(REQUESTER, ASSIGNEE, CHANGE_MANAGER)
            .onlyIf("model", STANDARD)
            .onlyIf("preauthorised", true)
            .requires("what changes")
            .effect("its template is looked at again")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING)
            .stay(ASSIGN)
            .who(DISPATCHER, CHANGE_MANAGER, ASSIGNEE)
            .requires("group")
            .effect("who does it never approves it alone")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED)
            .stay(WAIVE)
            .who(CHANGE_MANAGER)
            .requires("collision", "reason")
            .effect("that collision no longer bars it; never by who wants or does it")
            .from(SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED)
            .stay(LOCK_DOWN)
            .who(CHANGE_MANAGER, SYSTEM)
            .onlyIf("lockedDown", false)
            .requires("reason")
            .effect("it cannot be begun")
            .from(SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED)
            .stay(RELEASE)
            .who(CHANGE_MANAGER, SYSTEM)
            .onlyIf("lockedDown", true)
            .effect("it can be begun again")
            .from(SCHEDULED)
            .by(BEGIN, IMPLEMENTING)
            .who(ASSIGNEE)
            .onlyIf("lockedDown", false)
            .onlyIf("authorised", true)
            .onlyIf("insideWindow", true)
            .effect("no hard collision or freeze, unless it is waived")
            .from(IMPLEMENTING)
            .by(COMPLETE, REVIEWING)
            .who(ASSIGNEE, CHANGE_MANAGER)
            .requires("outcome", "results of its tasks")
            .effect("when it was done in fact")
            .from(IMPLEMENTING)
            .by(BACK_OUT, REVIEWING)
            .who(ASSIGNEE, CHANGE_MANAGER)
            .requires("reason", "results of its tasks")
            .effect("its outcome is BACKED_OUT; the host marks its configuration items")
            .from(REVIEWING)
            .by(REVIEW, CLOSED)
            .who(CHANGE_MANAGER)
            .onlyIf("approvalDue", false)
            .requires("objectives met", "text")
            .effect("incidents on its configuration items are counted; immutable from here")
            .from(REVIEWING)
            .stay(REVIEW)
            .who(CHANGE_MANAGER)
            .onlyIf("model", EMERGENCY)
            .onlyIf("approvalDue", true)
            .requires("objectives met", "text")
            .effect("kept; closed by close, once it is approved in retrospect")
            .from(REVIEWING)
            .by(CLOSE, CLOSED)
            .who(ASSIGNEE, CHANGE_MANAGER, SYSTEM)
            .onlyIf("reviewDue", false)
            .onlyIf("approvalDue", false)
            .effect("immutable from here")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED)
            .by(CANCEL, CANCELLED)
            .who(REQUESTER, CHANGE_MANAGER)
            .requires("reason")
            .effect("not counted")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .advance(ADVANCE)
            .who(ASSIGNEE, DISPATCHER, CHANGE_MANAGER, SYSTEM)
            .data(Datum.optional("way", Limits.NAME))
            .effect("the next stage of the diagram in the same state; by itself when the last task is done")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(NOTE)
            .who(STAFF, REQUESTER, SYSTEM)
            .requires("text")
            .effect("internal unless said otherwise")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(NOTE_CONFLICT)
            .who(SYSTEM)
            .effect("somebody who wants, has raised or does it has tried to decide on it, and was refused")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(REFER)
            .who(STAFF, SYSTEM)
            .requires("type", "key")
            .effect("a pointer to something outside")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(WATCH)
            .who(STAFF, SYSTEM)
            .requires("person")
            .effect("follows it")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(UNWATCH)
            .who(STAFF)
            .requires("person")
            .effect("no longer follows it")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(RELATE)
            .who(STAFF, SYSTEM)
            .requires("type", "ticket")
            .effect("written on both; never a circle of parents")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(UNRELATE)
            .who(STAFF, SYSTEM)
            .requires("type", "ticket")
            .effect("written on both")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(CLAIM)
            .who(STAFF)
            .requires("task")
            .effect("takes a task: an agent of its group, a dispatcher or a manager")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(COMPLETE_TASK)
            .who(STAFF)
            .requires("task")
            .effect("a task is done: by whoever has claimed it or a manager; if nobody has, by whoever could claim it")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(SET)
            .who(ASSIGNEE, DISPATCHER, CHANGE_MANAGER, SYSTEM)
            .requires("values")
            .effect("values of the host's own fields; internal")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(STEP)
            .who(SYSTEM)
            .effect("runs steps of the diagram that a timer asks for")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(MIGRATE)
            .who(SYSTEM)
            .effect("goes on with another version of its diagram, in the same state")
            .from(DRAFT, SUBMITTED, ASSESSING, AUTHORIZING, SCHEDULED, IMPLEMENTING, REVIEWING)
            .stay(TARGET_REACHED)
            .who(SYSTEM)
            .effect("a clock has reached a threshold; escalations follow")
            .gate(SCHEDULED, IMPLEMENTING)
            .gate(REVIEWING, CLOSED)
            .gateIf("model", NORMAL, AUTHORIZING, SCHEDULED)
            .gateIf("model", EMERGENCY, AUTHORIZING, SCHEDULED)
            .gateIf("model", STANDARD, SUBMITTED, SCHEDULED)
            .gateIf("model", STANDARD, IMPLEMENTING, REVIEWING)
            .gateIf("model", EMERGENCY, IMPLEMENTING, REVIEWING)
            .fact("model", ChangeModel.class, "how it is handled; never changes")
            .fact("risk", String.class, "the tier of its risk, LOW to HIGH; not there before it was submitted")
            .fact("service", String.class, "the service it is for")
            .fact("group", String.class, "the group that does it")
            .fact("template", String.class, "the template of a standard change")
            .fact("decision", ApprovalOutcome.class, "how the vote on it as it is now stands; PENDING if there is none")
            .fact("voting", Boolean.class, "whether it is put to the vote, or was in the last round")
            .fact("preauthorised", Boolean.class, "whether its template was live when it was submitted")
            .fact("authorised", Boolean.class, "whether it may be done: voted for as it is, pre-authorised, or first")
            .fact("approvalDue", Boolean.class, "whether it is done first and not yet approved in retrospect")
            .fact("reviewDue", Boolean.class, "whether its review is still to be written")
            .fact("lockedDown", Boolean.class, "whether it may not be begun for now")
            .fact("insideWindow", Boolean.class, "whether its window is open now")
            .fact("outcome", String.class, "how it went; not there before that is known")
            .fact("way", String.class, "what was said with the action that advances")
            .build();

    private static final Map<ChangeModel, Contract<ChangeState, ChangeAction>> BY_MODEL = byModel();

    private ChangeContract() {}

    private static Map<ChangeModel, Contract<ChangeState, ChangeAction>> byModel() {
        Map<ChangeModel, Contract<ChangeState, ChangeAction>> laws = new EnumMap<>(ChangeModel.class);
        for (ChangeModel model : ChangeModel.values()) {
            laws.put(model, CONTRACT.given(model.law(), "model", model));
        }
        return Collections.unmodifiableMap(laws);
    }

    /** @return the law of all changes */
    public static Contract<ChangeState, ChangeAction> get() {
        return CONTRACT;
    }

    /**
     * @param model a model
     * @return the law of changes of that model, which their diagram is compared with
     */
    public static Contract<ChangeState, ChangeAction> of(ChangeModel model) {
        return Objects.requireNonNull(BY_MODEL.get(model), "model");
    }
}
