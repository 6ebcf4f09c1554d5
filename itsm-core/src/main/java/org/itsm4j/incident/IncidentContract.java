package org.itsm4j.incident;

import static org.itsm4j.incident.IncidentAction.ACCEPT_MAJOR;
import static org.itsm4j.incident.IncidentAction.ADVANCE;
import static org.itsm4j.incident.IncidentAction.AGREE_TARGET;
import static org.itsm4j.incident.IncidentAction.ASSIGN;
import static org.itsm4j.incident.IncidentAction.CANCEL;
import static org.itsm4j.incident.IncidentAction.CLAIM;
import static org.itsm4j.incident.IncidentAction.CLOSE;
import static org.itsm4j.incident.IncidentAction.COMPLETE;
import static org.itsm4j.incident.IncidentAction.END_MAJOR;
import static org.itsm4j.incident.IncidentAction.ESCALATE;
import static org.itsm4j.incident.IncidentAction.FOLLOW_UP;
import static org.itsm4j.incident.IncidentAction.HOLD;
import static org.itsm4j.incident.IncidentAction.LOG;
import static org.itsm4j.incident.IncidentAction.MERGE;
import static org.itsm4j.incident.IncidentAction.MIGRATE;
import static org.itsm4j.incident.IncidentAction.NOTE;
import static org.itsm4j.incident.IncidentAction.PROPOSE_MAJOR;
import static org.itsm4j.incident.IncidentAction.REASSIGN;
import static org.itsm4j.incident.IncidentAction.RECLASSIFY;
import static org.itsm4j.incident.IncidentAction.REFER;
import static org.itsm4j.incident.IncidentAction.REJECT_MAJOR;
import static org.itsm4j.incident.IncidentAction.RELATE;
import static org.itsm4j.incident.IncidentAction.RENEW_TARGETS;
import static org.itsm4j.incident.IncidentAction.REOPEN;
import static org.itsm4j.incident.IncidentAction.RESET_TARGET;
import static org.itsm4j.incident.IncidentAction.RESOLVE;
import static org.itsm4j.incident.IncidentAction.RESUME;
import static org.itsm4j.incident.IncidentAction.REVIEW;
import static org.itsm4j.incident.IncidentAction.SET;
import static org.itsm4j.incident.IncidentAction.SITREP;
import static org.itsm4j.incident.IncidentAction.START;
import static org.itsm4j.incident.IncidentAction.STEP;
import static org.itsm4j.incident.IncidentAction.TARGET_REACHED;
import static org.itsm4j.incident.IncidentAction.UNMERGE;
import static org.itsm4j.incident.IncidentAction.UNRELATE;
import static org.itsm4j.incident.IncidentAction.UNWATCH;
import static org.itsm4j.incident.IncidentAction.WATCH;
import static org.itsm4j.incident.IncidentState.ASSIGNED;
import static org.itsm4j.incident.IncidentState.CANCELLED;
import static org.itsm4j.incident.IncidentState.CLOSED;
import static org.itsm4j.incident.IncidentState.IN_PROGRESS;
import static org.itsm4j.incident.IncidentState.MERGED;
import static org.itsm4j.incident.IncidentState.NEW;
import static org.itsm4j.incident.IncidentState.ON_HOLD;
import static org.itsm4j.incident.IncidentState.RESOLVED;
import static org.itsm4j.security.Role.AGENT;
import static org.itsm4j.security.Role.ASSIGNEE;
import static org.itsm4j.security.Role.DISPATCHER;
import static org.itsm4j.security.Role.MAJOR_INCIDENT_MANAGER;
import static org.itsm4j.security.Role.MANAGER;
import static org.itsm4j.security.Role.REQUESTER;
import static org.itsm4j.security.Role.STAFF;
import static org.itsm4j.security.Role.SYSTEM;

import java.time.Duration;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Datum;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Urgency;

/** The law of incidents: the one table that guards, documents, diagram check and tests read. */
public final class IncidentContract {
    private static final Contract<IncidentState, IncidentAction> CONTRACT = Contract.named(
                    "incident", IncidentState.class, IncidentAction.class)
            .creates(LOG, NEW)
            .who(REQUESTER, AGENT, SYSTEM)
            .requires("summary", "requester or source")
            .effect(
                    "number, priority from the matrix, workflow started; an open one with the same correlation key is kept")
            .from(NEW)
            .by(ASSIGN, ASSIGNED)
            .who(DISPATCHER, SYSTEM)
            .requires("group")
            .data(Datum.required("group", Limits.NAME), Datum.optional("agent", Limits.NAME))
            .effect("first assignment")
            .from(NEW, ASSIGNED)
            .by(START, IN_PROGRESS)
            .who(ASSIGNEE)
            .requires("agent")
            .effect("first response")
            .from(ASSIGNED, IN_PROGRESS)
            .by(REASSIGN, ASSIGNED)
            .who(ASSIGNEE, MANAGER, SYSTEM)
            .requires("group or agent", "reason")
            .data(
                    Datum.required("group", Limits.NAME),
                    Datum.optional("agent", Limits.NAME),
                    Datum.required("reason", Limits.REASON))
            .effect("counts hops and ping-pong")
            .from(ASSIGNED, IN_PROGRESS)
            .by(ESCALATE, ASSIGNED)
            .who(ASSIGNEE, MANAGER, SYSTEM)
            .requires("group or agent", "reason")
            .effect("functional escalation; counts hops")
            .from(NEW, ASSIGNED, IN_PROGRESS)
            .by(HOLD, ON_HOLD)
            .who(ASSIGNEE, DISPATCHER)
            .requires("reason", "note", "waitsFor (CHANGE, PROBLEM)")
            .effect("waits; resumes by itself at followUpAt, or when the change or problem it waits for is over")
            .from(ON_HOLD)
            .by(RESUME, IN_PROGRESS)
            .who(ASSIGNEE, REQUESTER, SYSTEM)
            .effect("the wait ends; a caller's reply does it too")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .advance(ADVANCE)
            .who(ASSIGNEE, DISPATCHER, SYSTEM)
            .data(Datum.optional("way", Limits.NAME))
            .effect("the next stage of the diagram in the same state; by itself when the last task is done")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .by(RESOLVE, RESOLVED)
            .who(ASSIGNEE, SYSTEM)
            .requires("code", "text")
            .data(Datum.required("code", ResolutionCode.class), Datum.required("text", Limits.TEXT))
            .effect("open children are resolved with it")
            .from(RESOLVED)
            .by(REOPEN, IN_PROGRESS)
            .who(AGENT)
            .requires("reason")
            .effect("counts")
            .from(RESOLVED)
            .by(REOPEN, IN_PROGRESS)
            .who(REQUESTER)
            .onlyIf("reopenWindow", true)
            .requires("reason")
            .effect("counts")
            .from(RESOLVED)
            .by(CLOSE, CLOSED)
            .who(REQUESTER, SYSTEM)
            .onlyIf("reviewDue", false)
            .effect("immutable from here")
            .from(CLOSED)
            .stay(FOLLOW_UP)
            .who(REQUESTER)
            .requires("text")
            .effect("a new incident, linked; this one is not touched")
            .from(NEW, ASSIGNED)
            .by(CANCEL, CANCELLED)
            .who(REQUESTER)
            .onlyIf("started", false)
            .requires("reason")
            .effect("not counted")
            .from(NEW, ASSIGNED)
            .by(CANCEL, CANCELLED)
            .who(MANAGER)
            .requires("reason")
            .effect("not counted")
            .from(IN_PROGRESS, ON_HOLD)
            .by(CANCEL, CANCELLED)
            .who(MANAGER)
            .requires("reason")
            .effect("not counted")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .by(MERGE, MERGED)
            .who(AGENT)
            .requires("into")
            .effect("timeline by reference, watchers added to the other")
            .from(MERGED)
            .by(UNMERGE, NEW)
            .who(AGENT)
            .onlyIf("mergedFrom", NEW)
            .onlyIf("mergeTargetOpen", true)
            .effect("back to the state before")
            .from(MERGED)
            .by(UNMERGE, ASSIGNED)
            .who(AGENT)
            .onlyIf("mergedFrom", ASSIGNED)
            .onlyIf("mergeTargetOpen", true)
            .effect("back to the state before")
            .from(MERGED)
            .by(UNMERGE, IN_PROGRESS)
            .who(AGENT)
            .onlyIf("mergedFrom", IN_PROGRESS)
            .onlyIf("mergeTargetOpen", true)
            .effect("back to the state before")
            .from(MERGED)
            .by(UNMERGE, ON_HOLD)
            .who(AGENT)
            .onlyIf("mergedFrom", ON_HOLD)
            .onlyIf("mergeTargetOpen", true)
            .effect("back to the state before")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .stay(RECLASSIFY)
            .who(ASSIGNEE, DISPATCHER, MANAGER, SYSTEM)
            .requires("what changes")
            .effect("priority from the matrix again, unless overridden with a reason")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(NOTE)
            .who(STAFF, REQUESTER, SYSTEM)
            .requires("text")
            .effect("internal unless said otherwise")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(REFER)
            .who(STAFF, SYSTEM)
            .requires("type", "key")
            .effect("a pointer to something outside")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(WATCH)
            .who(STAFF, SYSTEM)
            .requires("person")
            .effect("follows it")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(UNWATCH)
            .who(STAFF)
            .requires("person")
            .effect("no longer follows it")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(RELATE)
            .who(STAFF, SYSTEM)
            .requires("type", "ticket")
            .effect("written on both; never a circle of parents")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(UNRELATE)
            .who(STAFF, SYSTEM)
            .requires("type", "ticket")
            .effect("written on both")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(CLAIM)
            .who(STAFF)
            .requires("task")
            .effect("takes a task: an agent of its group, a dispatcher or a manager")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(COMPLETE)
            .who(STAFF)
            .requires("task")
            .effect("a task is done: by whoever has claimed it or a manager; if nobody has, by whoever could claim it")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(STEP)
            .who(SYSTEM)
            .effect("runs steps of the diagram that a timer asks for")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED, MERGED)
            .stay(MIGRATE)
            .who(SYSTEM)
            .effect("goes on with another version of its diagram, in the same state")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .stay(PROPOSE_MAJOR)
            .who(STAFF)
            .onlyIf("majorStatus", MajorStatus.NONE, MajorStatus.REJECTED, MajorStatus.ENDED)
            .requires("reason")
            .effect("a candidate for a major incident")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .stay(ACCEPT_MAJOR)
            .who(MAJOR_INCIDENT_MANAGER)
            .onlyIf("majorStatus", MajorStatus.PROPOSED)
            .requires("businessImpact", "notes", "commander")
            .effect("roles, sitrep cadence, reassigned if asked; review due before closing")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .stay(REJECT_MAJOR)
            .who(MAJOR_INCIDENT_MANAGER)
            .onlyIf("majorStatus", MajorStatus.PROPOSED)
            .requires("reason")
            .effect("no major incident")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(END_MAJOR)
            .who(MAJOR_INCIDENT_MANAGER)
            .onlyIf("majorStatus", MajorStatus.ACCEPTED)
            .requires("note")
            .effect("ordinary handling again; the review is still due")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(SITREP)
            .who(MAJOR_INCIDENT_MANAGER, ASSIGNEE, SYSTEM)
            .onlyIf("majorStatus", MajorStatus.ACCEPTED)
            .requires("text")
            .effect("public; the next one is due a cadence later")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(REVIEW)
            .who(MAJOR_INCIDENT_MANAGER)
            .onlyIf("majorStatus", MajorStatus.ACCEPTED, MajorStatus.ENDED)
            .requires("text")
            .effect("the review that closing a major incident needs")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(SET)
            .who(ASSIGNEE, DISPATCHER, MANAGER, SYSTEM)
            .requires("values")
            .effect("values of the host's own fields; internal")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED)
            .stay(TARGET_REACHED)
            .who(SYSTEM)
            .effect("a clock has reached a threshold; escalations follow")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .stay(RESET_TARGET)
            .who(MANAGER)
            .onlyIf("targets", true)
            .requires("target", "reason")
            .effect("the running cycle is cancelled, another begins")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .stay(AGREE_TARGET)
            .who(MANAGER)
            .onlyIf("targets", true)
            .requires("target", "due", "reason")
            .effect("due at an instant that was agreed on; no pause moves it")
            .from(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)
            .stay(RENEW_TARGETS)
            .who(MANAGER)
            .onlyIf("targetsOutdated", true)
            .requires("reason")
            .effect("clocks counted again, by the policies and calendars of today")
            .optional(ON_HOLD, MERGED)
            .gate(RESOLVED, CLOSED)
            .timer(RESOLVED, "autoCloseAfter", CLOSE)
            .fact("priority", Priority.class, "P1 to P5")
            .fact("impact", Impact.class, "how much is hit")
            .fact("urgency", Urgency.class, "how soon it must be solved")
            .fact("service", String.class, "the service")
            .fact("category", String.class, "the path of the category")
            .fact("group", String.class, "the group that has it")
            .fact("holdReason", String.class, "why it waits")
            .fact("major", Boolean.class, "whether it is an accepted major incident")
            .fact("majorStatus", MajorStatus.class, "whether it is a major incident, and how far that has come")
            .fact("reviewDue", Boolean.class, "whether the review of a major incident is still to be written")
            .fact("reopenWindow", Boolean.class, "whether it is resolved and its requester may still reopen it")
            .fact("started", Boolean.class, "whether anybody has begun to work on it")
            .fact("reopened", Boolean.class, "whether it was ever reopened")
            .fact("mergedFrom", IncidentState.class, "the state it was in before it was merged")
            .fact("way", String.class, "what was said with the action that advances")
            .fact("mergeTargetOpen", Boolean.class, "whether the incident it was merged into is open")
            .fact("targets", Boolean.class, "whether it has a service level clock that runs or waits")
            .fact(
                    "targetsOutdated",
                    Boolean.class,
                    "whether the service level policies of today are others than those it is under")
            .fact("autoCloseAfter", Duration.class, "how long it stays resolved before it closes by itself")
            .build();

    private IncidentContract() {}

    /** @return the law of incidents */
    public static Contract<IncidentState, IncidentAction> get() {
        return CONTRACT;
    }
}
