package org.itsm4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.problem.Assessment;
import org.itsm4j.problem.EventSequence;
import org.itsm4j.problem.Fix;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemAction;
import org.itsm4j.problem.ProblemCancelReason;
import org.itsm4j.problem.ProblemCancellation;
import org.itsm4j.problem.ProblemReclassification;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.Problems;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.problem.RiskAcceptance;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;

/** People, problems in each state, and the plain way to do each action. The owner of all problems is ola, of platform. */
final class ProblemScene {
    static final CustomField<String> FIELD = CustomField.text("supplier", 100);
    static final Assignment OWNER = Assignment.to("platform", "ola");

    /** What needs a diagram with tasks or several stages, or is given by the system inside only. */
    static final Set<ProblemAction> NOT_PLAIN = Set.of(
            ProblemAction.ADVANCE,
            ProblemAction.CLAIM,
            ProblemAction.COMPLETE,
            ProblemAction.STEP,
            ProblemAction.MIGRATE,
            ProblemAction.TARGET_REACHED);

    /** Somebody, and the roles they play on a problem of ola's. */
    enum Part {
        MIA(Actor.requester("mia"), Set.of()),
        LEE(Actor.agent("lee").inGroup("network"), Set.of(Role.STAFF)),
        OLA(Actor.agent("ola").inGroup("platform"), Set.of(Role.AGENT, Role.ASSIGNEE, Role.STAFF)),
        MAX(Actor.manager("max"), Set.of(Role.MANAGER, Role.STAFF)),
        PAT(Actor.problemManager("pat"), Set.of(Role.PROBLEM_MANAGER, Role.STAFF)),
        BOT(Actor.system("monitoring"), Set.of(Role.SYSTEM, Role.STAFF));

        private final Actor actor;
        private final Set<Role> roles;

        Part(Actor actor, Set<Role> roles) {
            this.actor = actor;
            this.roles = roles;
        }

        Set<Role> roles() {
            return roles;
        }
    }

    private final Itsm itsm;
    private final Tenant tenant;

    ProblemScene(Itsm itsm, Tenant tenant) {
        this.itsm = itsm;
        this.tenant = tenant;
    }

    Itsm itsm() {
        return itsm;
    }

    Desk desk(Part part) {
        return itsm.as(part.actor.of(tenant));
    }

    Problems as(Part part) {
        return desk(part).problems();
    }

    Problems ola() {
        return as(Part.OLA);
    }

    Problems pat() {
        return as(Part.PAT);
    }

    /** May do all that the contract allows to anybody. */
    Problems ada() {
        return itsm.as(Actor.administrator("ada").of(tenant)).problems();
    }

    Desk agent() {
        return itsm.as(Actor.agent("raj").inGroup("payments").of(tenant));
    }

    TicketId anIncident(String service) {
        return agent().incidents()
                .log(LogIncident.titled("Checkout returns 500")
                        .requester("mia")
                        .service(service)
                        .configurationItem("db-7")
                        .category("shop/checkout")
                        .build())
                .id();
    }

    TicketId aProblem() {
        return ola().log(LogProblem.titled("Checkout fails each Monday", ProblemSource.REACTIVE)
                        .service("webshop")
                        .build())
                .id();
    }

    /** A problem of ola's in a state; only one that is logged has no owner. */
    TicketId in(ProblemState state) {
        TicketId id = aProblem();
        if (state == ProblemState.LOGGED) {
            return id;
        }
        if (state == ProblemState.CANCELLED) {
            return act(pat(), ProblemAction.CANCEL, id).id();
        }
        act(pat(), ProblemAction.ASSESS, id);
        if (state == ProblemState.ASSESSED) {
            return id;
        }
        if (state == ProblemState.ON_HOLD) {
            return act(ola(), ProblemAction.HOLD, id).id();
        }
        List<ProblemAction> way = List.of(
                ProblemAction.INVESTIGATE,
                ProblemAction.DECLARE_KNOWN_ERROR,
                ProblemAction.REQUEST_CHANGE,
                ProblemAction.RESOLVE);
        if (state == ProblemState.CLOSED) {
            act(ola(), ProblemAction.INVESTIGATE, id);
            return act(pat(), ProblemAction.ACCEPT_RISK, id).id();
        }
        for (ProblemAction step : way) {
            if (act(ola(), step, id).state() == state) {
                return id;
            }
        }
        throw new AssertionError("no way to " + state);
    }

    /** One on hold that was in a state before. */
    TicketId heldFrom(ProblemState before) {
        TicketId id = in(before);
        return act(ola(), ProblemAction.HOLD, id).id();
    }

    static KnownErrorDeclaration aKnownError() {
        return KnownErrorDeclaration.causedBy("Checkout returns 500", "A lock is never freed", "Thread dump of Monday")
                .workaround("Restart the node");
    }

    Instant now() {
        return Instant.parse("2026-03-02T09:00:00Z");
    }

    Problem act(Problems door, ProblemAction action, TicketId id) {
        return switch (action) {
            case ASSESS -> door.assess(id, Assessment.of(Priority.P2, "shop/checkout", OWNER));
            case INVESTIGATE -> door.investigate(id, RcaTechnique.TIMELINE);
            case ANALYSE ->
                door.analyse(
                        id,
                        new EventSequence(
                                List.of(new EventSequence.Event(now(), "Deployed 4.2", Optional.of("pipeline log")))));
            case DECLARE_KNOWN_ERROR -> door.declareKnownError(id, aKnownError());
            case REVISE_WORKAROUND -> door.reviseWorkaround(id, Optional.of("Restart both nodes"));
            case REQUEST_CHANGE -> door.requestChange(id, FixPlan.by(Reference.to("change", "C-4711")));
            case ACCEPT_RISK ->
                door.acceptRisk(
                        id, new RiskAcceptance("The shop closes in May", now().plus(Duration.ofDays(90)), "cio"));
            case RESOLVE -> door.resolve(id, new Fix("Patched the driver", "No lock wait for 30 days"));
            case CLOSE -> door.close(id);
            case REOPEN -> door.reopen(id, "It is back: INC of Tuesday");
            case CANCEL -> door.cancel(id, ProblemCancellation.because(ProblemCancelReason.NOT_A_PROBLEM));
            case HOLD -> door.hold(id, Hold.because(HoldReason.VENDOR, "Asked for a patch"));
            case RESUME -> door.resume(id);
            case ADVANCE -> door.advance(id);
            case REASSIGN -> door.reassign(id, Assignment.to("platform", "kim"), "On leave");
            case RECLASSIFY ->
                door.reclassify(id, ProblemReclassification.change().priority(Priority.P1));
            case NOTE -> door.note(id, Note.internal("Seen"));
            case REFER -> door.refer(id, Reference.to("url", "dashboard"));
            case WATCH -> door.watch(id, "max");
            case UNWATCH -> door.unwatch(id, "max");
            case RELATE ->
                door.relate(id, RelationType.RELATED_TO, door.get(aProblem()).ref());
            case UNRELATE ->
                door.unrelate(id, RelationType.RELATED_TO, door.get(aProblem()).ref());
            case CLAIM -> door.claim(id, "task");
            case COMPLETE -> door.complete(id, "task");
            case SET -> door.set(id, CustomValues.of(FIELD, "Acme"));
            case LOG, STEP, MIGRATE, TARGET_REACHED -> throw new AssertionError("no door for " + action);
        };
    }
}
