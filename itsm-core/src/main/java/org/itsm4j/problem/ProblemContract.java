package org.itsm4j.problem;

import static org.itsm4j.problem.ProblemAction.ACCEPT_RISK;
import static org.itsm4j.problem.ProblemAction.ADVANCE;
import static org.itsm4j.problem.ProblemAction.ANALYSE;
import static org.itsm4j.problem.ProblemAction.ASSESS;
import static org.itsm4j.problem.ProblemAction.CANCEL;
import static org.itsm4j.problem.ProblemAction.CLAIM;
import static org.itsm4j.problem.ProblemAction.CLOSE;
import static org.itsm4j.problem.ProblemAction.COMPLETE;
import static org.itsm4j.problem.ProblemAction.DECLARE_KNOWN_ERROR;
import static org.itsm4j.problem.ProblemAction.HOLD;
import static org.itsm4j.problem.ProblemAction.INVESTIGATE;
import static org.itsm4j.problem.ProblemAction.LOG;
import static org.itsm4j.problem.ProblemAction.MIGRATE;
import static org.itsm4j.problem.ProblemAction.NOTE;
import static org.itsm4j.problem.ProblemAction.REASSIGN;
import static org.itsm4j.problem.ProblemAction.RECLASSIFY;
import static org.itsm4j.problem.ProblemAction.REFER;
import static org.itsm4j.problem.ProblemAction.RELATE;
import static org.itsm4j.problem.ProblemAction.REOPEN;
import static org.itsm4j.problem.ProblemAction.REQUEST_CHANGE;
import static org.itsm4j.problem.ProblemAction.RESOLVE;
import static org.itsm4j.problem.ProblemAction.RESUME;
import static org.itsm4j.problem.ProblemAction.REVISE_WORKAROUND;
import static org.itsm4j.problem.ProblemAction.SET;
import static org.itsm4j.problem.ProblemAction.STEP;
import static org.itsm4j.problem.ProblemAction.TARGET_REACHED;
import static org.itsm4j.problem.ProblemAction.UNRELATE;
import static org.itsm4j.problem.ProblemAction.UNWATCH;
import static org.itsm4j.problem.ProblemAction.WATCH;
import static org.itsm4j.problem.ProblemState.ASSESSED;
import static org.itsm4j.problem.ProblemState.CANCELLED;
import static org.itsm4j.problem.ProblemState.CLOSED;
import static org.itsm4j.problem.ProblemState.FIX_PLANNED;
import static org.itsm4j.problem.ProblemState.INVESTIGATING;
import static org.itsm4j.problem.ProblemState.KNOWN_ERROR;
import static org.itsm4j.problem.ProblemState.LOGGED;
import static org.itsm4j.problem.ProblemState.ON_HOLD;
import static org.itsm4j.problem.ProblemState.RESOLVED;
import static org.itsm4j.security.Role.ASSIGNEE;
import static org.itsm4j.security.Role.PROBLEM_MANAGER;
import static org.itsm4j.security.Role.REQUESTER;
import static org.itsm4j.security.Role.STAFF;
import static org.itsm4j.security.Role.SYSTEM;

import java.time.Duration;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Datum;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Priority;

/** The law of problems: the one table that guards, documents, diagram check and tests read. The owner is the assignee. */
public final class ProblemContract {
    private static final Contract<ProblemState, ProblemAction> CONTRACT = Contract.named(
                    "problem", ProblemState.class, ProblemAction.class)
            .creates(LOG, LOGGED)
            .who(REQUESTER, STAFF, SYSTEM)
            .requires("summary", "source")
            .effect(
                    "number, workflow started; incidents or a review it is raised from are linked, what they hit is copied")
            .from(LOGGED)
            .by(ASSESS, ASSESSED)
            .who(PROBLEM_MANAGER)
            .requires("priority", "category", "owner")
            .effect("has an owner; a duplicate is cancelled instead")
            .from(ASSESSED)
            .by(INVESTIGATE, INVESTIGATING)
            .who(ASSIGNEE)
            .requires("technique")
            .effect("problem control begins")
            .from(INVESTIGATING)
            .by(DECLARE_KNOWN_ERROR, KNOWN_ERROR)
            .who(ASSIGNEE)
            .requires("symptom", "rootCause", "evidence", "workaround, or none")
            .effect("known error published; incidents on hold for it get the workaround as a note")
            .from(KNOWN_ERROR)
            .by(REQUEST_CHANGE, FIX_PLANNED)
            .who(ASSIGNEE)
            .requires("change, or decision on cost and benefit")
            .effect(
                    "error control begins; changes are linked, and resolve it when the last one is closed and none has failed")
            .from(INVESTIGATING, KNOWN_ERROR, FIX_PLANNED)
            .by(ACCEPT_RISK, CLOSED)
            .who(PROBLEM_MANAGER)
            .requires("justification", "reviewAt", "approver other than the owner")
            .effect("known error retained; reopened by itself at the review date; incidents on hold for it go on")
            .from(FIX_PLANNED)
            .by(RESOLVE, RESOLVED)
            .who(ASSIGNEE, SYSTEM)
            .requires("text", "verification")
            .data(Datum.required("text", Limits.TEXT), Datum.required("verification", Limits.REASON))
            .effect(
                    "the observation window begins; by itself when its changes are closed, in the transaction that closes the last;"
                            + " incidents on hold for it go on")
            .from(RESOLVED)
            .by(CLOSE, CLOSED)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .onlyIf("observed", true)
            .onlyIf("recurred", false)
            .effect("by itself at the end of the window, unless an incident has come of it since")
            .from(RESOLVED, CLOSED)
            .by(REOPEN, INVESTIGATING)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .requires("evidence")
            .data(Datum.required("evidence", Limits.REASON))
            .effect("counts; the known error is open again")
            .from(LOGGED, ASSESSED, INVESTIGATING)
            .by(CANCEL, CANCELLED)
            .who(PROBLEM_MANAGER)
            .requires("reason", "duplicateOf (DUPLICATE)")
            .effect("not counted; a duplicate is linked to the other; incidents on hold for it go on")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED)
            .by(HOLD, ON_HOLD)
            .who(ASSIGNEE, PROBLEM_MANAGER)
            .requires("reason", "note", "waitsFor (CHANGE, PROBLEM)")
            .effect(
                    "waits; resumes by itself at followUpAt, or when a change that fixes it, and that it waits for, ends")
            .from(ON_HOLD)
            .by(RESUME, LOGGED)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .onlyIf("heldFrom", LOGGED)
            .effect("back to the state before")
            .from(ON_HOLD)
            .by(RESUME, ASSESSED)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .onlyIf("heldFrom", ASSESSED)
            .effect("back to the state before")
            .from(ON_HOLD)
            .by(RESUME, INVESTIGATING)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .onlyIf("heldFrom", INVESTIGATING)
            .effect("back to the state before")
            .from(ON_HOLD)
            .by(RESUME, KNOWN_ERROR)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .onlyIf("heldFrom", KNOWN_ERROR)
            .effect("back to the state before")
            .from(ON_HOLD)
            .by(RESUME, FIX_PLANNED)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .onlyIf("heldFrom", FIX_PLANNED)
            .effect("back to the state before")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .advance(ADVANCE)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .data(Datum.optional("way", Limits.NAME))
            .effect("the next stage of the diagram in the same state; by itself when the last task is done")
            .from(INVESTIGATING, KNOWN_ERROR, FIX_PLANNED)
            .stay(ANALYSE)
            .who(ASSIGNEE, PROBLEM_MANAGER)
            .requires("analysis")
            .effect("replaces what the analysis had found before")
            .from(KNOWN_ERROR, FIX_PLANNED)
            .stay(REVISE_WORKAROUND)
            .who(ASSIGNEE, PROBLEM_MANAGER)
            .requires("workaround, or none")
            .effect("incidents on hold for it get it as a note")
            .from(ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD)
            .stay(REASSIGN)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .requires("owner", "reason")
            .effect("another owner")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD)
            .stay(RECLASSIFY)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .requires("what changes")
            .effect("service, configuration item, category or priority")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(NOTE)
            .who(STAFF, SYSTEM)
            .requires("text")
            .effect("internal unless said otherwise")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(REFER)
            .who(STAFF, SYSTEM)
            .requires("type", "key")
            .effect("a pointer to something outside")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(WATCH)
            .who(STAFF, SYSTEM)
            .requires("person")
            .effect("follows it")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(UNWATCH)
            .who(STAFF)
            .requires("person")
            .effect("no longer follows it")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(RELATE)
            .who(STAFF, SYSTEM)
            .requires("type", "ticket")
            .effect("written on both; never a circle of parents")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(UNRELATE)
            .who(STAFF, SYSTEM)
            .requires("type", "ticket")
            .effect("written on both")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(CLAIM)
            .who(STAFF)
            .requires("task")
            .effect("takes a task: an agent of its group, a dispatcher or a manager")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(COMPLETE)
            .who(STAFF)
            .requires("task")
            .effect("a task is done: by whoever has claimed it or a manager; if nobody has, by whoever could claim it")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(SET)
            .who(ASSIGNEE, PROBLEM_MANAGER, SYSTEM)
            .requires("values")
            .effect("values of the host's own fields; internal")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(STEP)
            .who(SYSTEM)
            .effect("runs steps of the diagram that a timer asks for")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(MIGRATE)
            .who(SYSTEM)
            .effect("goes on with another version of its diagram, in the same state")
            .from(LOGGED, ASSESSED, INVESTIGATING, KNOWN_ERROR, FIX_PLANNED, ON_HOLD, RESOLVED, CLOSED)
            .stay(TARGET_REACHED)
            .who(SYSTEM)
            .effect("a clock has reached a threshold; escalations follow")
            .optional(ON_HOLD)
            // from ON_HOLD a ticket goes back by heldFrom, which no check of a drawing can follow: more gates would
            // refuse it
            .gate(FIX_PLANNED, RESOLVED)
            .timer(RESOLVED, "observationWindow", CLOSE)
            .fact("priority", Priority.class, "P1 to P5, once it is assessed")
            .fact("source", ProblemSource.class, "what made somebody suspect it")
            .fact("service", String.class, "the service")
            .fact("configurationItem", String.class, "the configuration item suspected, or at fault")
            .fact("category", String.class, "the path of the category")
            .fact("group", String.class, "the group of its owner")
            .fact("technique", RcaTechnique.class, "how the cause is looked for")
            .fact("holdReason", String.class, "why it waits")
            .fact("heldFrom", ProblemState.class, "the state it was in before it waited")
            .fact("workaround", Boolean.class, "whether its known error has a workaround")
            .fact("riskAccepted", Boolean.class, "whether it was closed by accepting its risk")
            .fact("reopened", Boolean.class, "whether it was ever reopened")
            .fact("observed", Boolean.class, "whether it has been resolved for as long as the observation window")
            .fact("recurred", Boolean.class, "whether an incident that it caused was logged since it was resolved")
            .fact("way", String.class, "what was said with the action that advances")
            .fact("observationWindow", Duration.class, "how long it stays resolved before it closes by itself")
            .build();

    private ProblemContract() {}

    /** @return the law of problems */
    public static Contract<ProblemState, ProblemAction> get() {
        return CONTRACT;
    }
}
