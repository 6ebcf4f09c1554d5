package org.itsm4j.testing;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.OwnIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;

/** A tenant with its {@link Cast}, and incidents brought to any state. */
final class IncidentScene {
    static final String PAYMENTS = "payments";
    static final String NETWORK = "network";
    static final Assignment TO_RAJ = Assignment.to(PAYMENTS, "raj");
    /** What the requester's door can do; RESUME by an answer, to an incident that waits for it. */
    static final Set<IncidentAction> OWN = Set.of(
            IncidentAction.LOG,
            IncidentAction.NOTE,
            IncidentAction.RESUME,
            IncidentAction.REOPEN,
            IncidentAction.CLOSE,
            IncidentAction.CANCEL,
            IncidentAction.FOLLOW_UP);

    /** What no door gives: the system does it of itself. */
    static final Set<IncidentAction> BY_ITSELF =
            Set.of(IncidentAction.STEP, IncidentAction.MIGRATE, IncidentAction.TARGET_REACHED);

    /**
     * What a plain scene cannot do: it needs a diagram with several stages of one state, tasks, or steps, or service levels,
     * and is walked by the tests of these.
     */
    static final Set<IncidentAction> NOT_PLAIN = Set.of(
            IncidentAction.ADVANCE,
            IncidentAction.CLAIM,
            IncidentAction.COMPLETE,
            IncidentAction.STEP,
            IncidentAction.MIGRATE,
            IncidentAction.TARGET_REACHED,
            IncidentAction.RESET_TARGET,
            IncidentAction.AGREE_TARGET,
            IncidentAction.RENEW_TARGETS);

    private final Itsm itsm;
    private final Tenant tenant;

    IncidentScene(Itsm itsm, Tenant tenant) {
        this.itsm = itsm;
        this.tenant = tenant;
    }

    Itsm itsm() {
        return itsm;
    }

    Tenant tenant() {
        return tenant;
    }

    Desk as(Cast who) {
        return as(who.actor());
    }

    Desk as(Actor actor) {
        return itsm.as(actor.of(tenant));
    }

    /** The requester's door. */
    OwnIncidents mia() {
        return as(Cast.MIA).ownIncidents();
    }

    Incidents raj() {
        return as(Cast.RAJ).incidents();
    }

    Incidents ana() {
        return as(Cast.ANA).incidents();
    }

    Incidents max() {
        return as(Cast.MAX).incidents();
    }

    Incidents mim() {
        return as(Cast.MIM).incidents();
    }

    Incidents ada() {
        return as(Cast.ADA).incidents();
    }

    Incidents bot() {
        return as(Cast.BOT).incidents();
    }

    /** An incident of mia's that nobody has yet. */
    TicketId anIncident() {
        return mia().log(LogIncident.titled("Checkout returns 500")
                        .service("webshop")
                        .build())
                .id();
    }

    /** An incident in that state; from ASSIGNED on, raj has it. */
    TicketId anIncidentIn(IncidentState state) {
        return anIncidentIn(state, MajorStatus.NONE);
    }

    TicketId anIncidentIn(IncidentState state, MajorStatus major) {
        TicketId id = anIncident();
        become(id, major);
        become(id, state);
        return id;
    }

    /** An incident that was merged out of that state. */
    TicketId anIncidentMergedOutOf(IncidentState before) {
        TicketId id = anIncidentIn(before);
        raj().merge(id, anIncident());
        return id;
    }

    void become(TicketId id, MajorStatus major) {
        if (major != MajorStatus.NONE) {
            max().proposeMajor(id, "everybody calls");
        }
        if (major == MajorStatus.REJECTED) {
            mim().rejectMajor(id, "one shop only");
        }
        if (major == MajorStatus.ACCEPTED || major == MajorStatus.ENDED) {
            mim().acceptMajor(id, MajorPlan.led("no sales", "all shops", "mim"));
        }
        if (major == MajorStatus.ENDED) {
            mim().endMajor(id, "sales again");
        }
    }

    void become(TicketId id, IncidentState state) {
        if (state == IncidentState.NEW) {
            return;
        }
        ana().assign(id, TO_RAJ);
        switch (state) {
            case IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED -> raj().start(id);
            case CANCELLED -> max().cancel(id, CancelReason.NOT_AN_INCIDENT);
            case MERGED -> raj().merge(id, anIncident());
            default -> {
                // it is ASSIGNED
            }
        }
        if (state == IncidentState.ON_HOLD) {
            raj().hold(id, Hold.because(HoldReason.CALLER, "Which browser?"));
        }
        if (state == IncidentState.RESOLVED || state == IncidentState.CLOSED) {
            raj().resolve(id, Resolution.fixed("Rolled back 4.2.1"));
        }
        if (state == IncidentState.CLOSED) {
            if (ada().get(id).major().needsReview()) {
                mim().review(id, "alarms were off");
            }
            mia().close(id);
        }
    }

    /** The major-incident side that an incident must have for the action to be in order. */
    static MajorStatus neededBy(IncidentAction action) {
        return switch (action) {
            case ACCEPT_MAJOR, REJECT_MAJOR -> MajorStatus.PROPOSED;
            case END_MAJOR, SITREP, REVIEW -> MajorStatus.ACCEPTED;
            default -> MajorStatus.NONE;
        };
    }

    /** An incident in that state that the action is in order for. */
    TicketId readyFor(IncidentState state, IncidentAction action) {
        return anIncidentIn(state, neededBy(action));
    }

    /** Does it by the staff's door, with data that is in order. */
    Incident act(Incidents door, IncidentAction action, TicketId id) {
        return switch (action) {
            case LOG ->
                door.log(LogIncident.titled("Another one").requester("mia").build());
            case ASSIGN -> door.assign(id, TO_RAJ);
            case START -> door.start(id);
            case REASSIGN -> door.reassign(id, Assignment.to(NETWORK), "not ours");
            case ESCALATE -> door.escalate(id, Assignment.to("specialists", "eve"), "beyond us");
            case HOLD -> door.hold(id, Hold.because(HoldReason.VENDOR, "case 4711"));
            case RESUME -> door.resume(id);
            case ADVANCE -> door.advance(id);
            case RESOLVE -> door.resolve(id, Resolution.workaround("Use the other till"));
            case REOPEN -> door.reopen(id, "still broken");
            case CLOSE -> door.close(id);
            case FOLLOW_UP -> door.followUp(id, "it is back");
            case CANCEL -> door.cancel(id, CancelReason.DUPLICATE);
            case MERGE -> door.merge(id, anIncident());
            case UNMERGE -> door.unmerge(id);
            case RECLASSIFY -> door.reclassify(id, Reclassification.to(Impact.HIGH, Urgency.HIGH));
            case NOTE -> door.note(id, Note.internal("seen it before"));
            case REFER -> door.refer(id, Reference.to("change", "CHG-7"));
            case WATCH -> door.watch(id, "zoe");
            case UNWATCH -> door.unwatch(id, "zoe");
            case RELATE -> door.relate(id, RelationType.RELATED_TO, anIncident());
            case UNRELATE -> door.unrelate(id, RelationType.RELATED_TO, anIncident());
            case CLAIM -> door.claim(id, "replaceCable");
            case COMPLETE -> door.complete(id, "replaceCable");
            case RESET_TARGET -> door.resetTarget(id, "resolution", "the wrong one was counted");
            case AGREE_TARGET ->
                door.agreeTarget(id, "resolution", Instant.parse("2026-04-01T10:00:00Z"), "as was agreed on the phone");
            case RENEW_TARGETS -> door.renewTargets(id, "a new holiday");
            case STEP, MIGRATE, TARGET_REACHED -> throw new IllegalArgumentException("No door gives " + action);
            case PROPOSE_MAJOR -> door.proposeMajor(id, "everybody calls");
            case ACCEPT_MAJOR -> door.acceptMajor(id, MajorPlan.led("no sales", "all shops", "mim"));
            case REJECT_MAJOR -> door.rejectMajor(id, "one shop only");
            case END_MAJOR -> door.endMajor(id, "sales again");
            case SITREP -> door.sitrep(id, "we are on it");
            case REVIEW -> door.review(id, "alarms were off");
            case SET -> door.set(id, CustomValues.of(IncidentWalk.FIELD, "to the server room"));
        };
    }

    /** Does it by the requester's door; one of {@link #OWN}. */
    OwnIncident act(OwnIncidents door, IncidentAction action, TicketId id) {
        return switch (action) {
            case LOG -> door.log(LogIncident.titled("Another one").build());
            case NOTE, RESUME -> door.comment(id, "Firefox");
            case REOPEN -> door.reopen(id, "still broken");
            case CLOSE -> door.close(id);
            case CANCEL -> door.withdraw(id);
            case FOLLOW_UP -> door.followUp(id, "it is back");
            default -> throw new IllegalArgumentException(action + " is not on the requester's door");
        };
    }

    /** Every action that a workflow of one stage for each state can offer. */
    static Set<IncidentAction> everyAction() {
        Set<IncidentAction> actions = EnumSet.allOf(IncidentAction.class);
        actions.removeAll(NOT_PLAIN);
        return actions;
    }

    /** What the contract allows in a state, without what only some diagrams offer. */
    static Set<IncidentAction> allowed(IncidentState state) {
        Set<IncidentAction> allowed = IncidentContract.get().allowed(state);
        allowed.removeAll(NOT_PLAIN);
        return allowed;
    }

    List<TimelineEntry> timeline(TicketId id) {
        return ada().timeline(id, 0).items();
    }

    List<String> history(TicketId id) {
        return timeline(id).stream().map(TimelineEntry::action).toList();
    }

    TimelineEntry last(TicketId id) {
        List<TimelineEntry> entries = timeline(id);
        return entries.get(entries.size() - 1);
    }
}
