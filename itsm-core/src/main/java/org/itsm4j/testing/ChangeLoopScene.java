package org.itsm4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.itsm4j.Desk;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.OwnChanges;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.Problems;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;

/** The people of a change, with those of incidents and problems beside them; each change has a night of its own. */
final class ChangeLoopScene {
    private final ChangeScene scene;
    private int nights;

    ChangeLoopScene(ChangeScene scene) {
        this.scene = scene;
    }

    /** Owns all problems. */
    Problems ola() {
        return scene.desk(Actor.agent("ola").inGroup("platform")).problems();
    }

    Problems pat() {
        return scene.desk(Actor.problemManager("pat")).problems();
    }

    Incidents raj() {
        return scene.desk(Actor.agent("raj").inGroup("payments")).incidents();
    }

    Incidents mim() {
        return scene.desk(Actor.majorIncidentManager("mim")).incidents();
    }

    /** The incidents of mia, whom they are logged for. */
    OwnIncidents own() {
        return desk().ownIncidents();
    }

    Desk desk() {
        return scene.desk(Actor.requester("mia"));
    }

    /** The changes of mia. */
    OwnChanges ownChanges() {
        return desk().ownChanges();
    }

    /** A change as requesters ask for it. */
    RaiseChange.Builder wanted() {
        return RaiseChange.normal("New disk in db-1", "It is full in a week")
                .service("webshop")
                .touching("db-1")
                .plan(ChangeScene.plan(scene.tonight()))
                .answers(ChangeScene.ANSWERS);
    }

    RaiseChange emergencyFor(TicketRef cause) {
        return RaiseChange.emergency("Restart db-1", "The shop is down", cause)
                .touching("db-1")
                .plan(ChangeScene.plan(Slot.of(scene.now(), Duration.ofHours(2))))
                .answers(ChangeScene.ANSWERS)
                .criticality(Criticality.LOW)
                .assignedTo(Assignment.to("ops", "ivo"))
                .build();
    }

    Problem logged() {
        return ola().log(LogProblem.titled("Checkout fails each Monday", ProblemSource.REACTIVE)
                .build());
    }

    TicketId knownError() {
        TicketId id = logged().id();
        pat().assess(
                        id,
                        org.itsm4j.problem.Assessment.of(
                                Priority.P2, "shop/checkout", Assignment.to("platform", "ola")));
        ola().investigate(id, RcaTechnique.TIMELINE);
        return ola().declareKnownError(
                        id, KnownErrorDeclaration.causedBy("500", "A lock is never freed", "Thread dump"))
                .id();
    }

    /** A problem whose fix these changes are. */
    TicketId fixedBy(TicketId first, TicketId... others) {
        FixPlan plan = FixPlan.by(ref(first));
        for (TicketId other : others) {
            plan = plan.and(ref(other));
        }
        return ola().requestChange(knownError(), plan).id();
    }

    TicketRef ref(TicketId change) {
        return scene.cho().get(change).ref();
    }

    /** A change that may be done in a night that no other has. */
    TicketId scheduled(String item) {
        return scheduled(item, "mia");
    }

    TicketId scheduled(String item, String requester) {
        nights++;
        Slot night = Slot.of(scene.tonight().from().plus(Duration.ofDays(nights)), Duration.ofHours(2));
        ChangePlan plan = ChangeScene.plan(night);
        Change change = scene.as(requester)
                .raise(RaiseChange.normal("Free the lock of " + item, "It is never freed")
                        .touching(item)
                        .plan(plan)
                        .answers(ChangeScene.ANSWERS)
                        .criticality(Criticality.LOW)
                        .assignedTo(Assignment.to("ops", "ivo"))
                        .build());
        TicketId id = change.id();
        scene.as(requester).submit(id);
        scene.cho().accept(id);
        scene.cho().assessed(id, Assessment.of(Criticality.LOW, "cheap"));
        scene.as("ann").vote(id, CastVote.approve());
        scene.as("bob").vote(id, CastVote.approve());
        return id;
    }

    /** It is night: it is begun. */
    void begun(TicketId id) {
        Instant from = scene.cho().get(id).window().orElseThrow().from();
        scene.clock.tick(Duration.between(scene.now(), from).plusMinutes(10));
        scene.ivo().begin(id);
        scene.clock.tick(Duration.ofHours(1));
    }

    /** It is done in its night, and closed the same night. */
    Change done(TicketId id, Outcome outcome) {
        begun(id);
        if (outcome == Outcome.BACKED_OUT) {
            scene.ivo().backOut(id, scene.done(outcome));
        } else {
            scene.ivo().complete(id, scene.done(outcome));
        }
        return outcome == Outcome.SUCCESSFUL
                ? scene.cho().close(id)
                : scene.cho().review(id, Review.of(outcome.isSuccess(), "seen"));
    }

    Incident incident() {
        return raj().log(LogIncident.titled("Checkout returns 500")
                .requester("mia")
                .build());
    }

    TicketId waitingFor(HoldReason reason, Ticket<?> ticket) {
        return waitingFor(
                reason, Reference.to(ticket.kind().label(), ticket.number().value()));
    }

    TicketId waitingFor(HoldReason reason, Reference reference) {
        TicketId id = incident().id();
        raj().start(id);
        return raj().hold(id, Hold.because(reason, "nothing to do before").waitingFor(reference))
                .id();
    }

    /** What the system has written on a problem, in order. */
    List<String> told(TicketId problem) {
        return ola().timeline(problem, 0).items().stream()
                .filter(TimelineEntry::system)
                .map(TimelineEntry::text)
                .toList();
    }
}
