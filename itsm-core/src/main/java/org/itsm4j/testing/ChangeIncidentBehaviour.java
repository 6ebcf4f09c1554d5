package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.Review;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemCancelReason;
import org.itsm4j.problem.ProblemCancellation;
import org.itsm4j.problem.RiskAcceptance;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** What changes and incidents have to do with each other. */
abstract class ChangeIncidentBehaviour extends ChangeLoopBehaviour {
    @Test
    void incidentsOnHoldForAChangeGoOnHoweverItEnds() {
        TicketId done = loop.scheduled("db-1");
        TicketId cancelled = loop.scheduled("db-2");
        TicketId byNumber = loop.waitingFor(HoldReason.CHANGE, scene.cho().get(done));
        TicketId byId = loop.waitingFor(HoldReason.CHANGE, Reference.to("Change", done.toString()));
        TicketId elsewhere = loop.waitingFor(
                HoldReason.CHANGE,
                Reference.to("jira", scene.cho().get(done).number().value()));
        TicketId other = loop.waitingFor(HoldReason.CHANGE, scene.cho().get(cancelled));

        scene.cho().cancel(cancelled, "no budget");
        assertThat(loop.raj().get(other).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.raj().get(byNumber).state()).isEqualTo(IncidentState.ON_HOLD);
        Change closed = loop.done(done, Outcome.SUCCESSFUL);
        assertThat(loop.raj().get(byNumber).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.raj().get(byId).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.raj().get(elsewhere).state()).isEqualTo(IncidentState.ON_HOLD);
        assertThat(loop.raj().timeline(byId, 0).items()).last().satisfies(entry -> {
            assertThat(entry.text()).isEqualTo(closed.number() + " is closed, SUCCESSFUL");
            assertThat(entry.about()).contains(closed.ref());
        });
    }

    @Test
    void incidentsOnHoldForAProblemGoOnWithoutAFixToo() {
        Problem accepted = loop.ola().get(loop.knownError());
        TicketId one = loop.waitingFor(HoldReason.PROBLEM, accepted);
        loop.pat()
                .acceptRisk(
                        accepted.id(),
                        new RiskAcceptance("The shop closes in May", scene.now().plusSeconds(1_000_000), "cio"));
        assertThat(loop.raj().get(one).state()).isEqualTo(IncidentState.IN_PROGRESS);

        Problem none = loop.logged();
        TicketId two = loop.waitingFor(HoldReason.PROBLEM, none);
        loop.pat().cancel(none.id(), ProblemCancellation.because(ProblemCancelReason.NOT_A_PROBLEM));
        assertThat(loop.raj().get(two).state()).isEqualTo(IncidentState.IN_PROGRESS);
    }

    @Test
    void offersTheChangesThatMayHaveCausedAnIncident() {
        TicketId old = loop.scheduled("db-1");
        TicketId first = loop.scheduled("db-1");
        TicketId elsewhere = loop.scheduled("db-2");
        TicketId undone = loop.scheduled("db-1");
        TicketId underWay = loop.scheduled("db-1");
        TicketId planned = loop.scheduled("db-1");
        loop.done(old, Outcome.SUCCESSFUL);
        loop.done(first, Outcome.SUCCESSFUL);
        Instant firstDone = scene.now();
        loop.done(elsewhere, Outcome.SUCCESSFUL);
        loop.done(undone, Outcome.BACKED_OUT);
        loop.begun(underWay);
        assertThat(scene.cho().get(planned).state()).isEqualTo(ChangeState.SCHEDULED);
        scene.clock.tick(Duration.between(scene.now(), firstDone.plus(Duration.ofHours(72)))
                .minusSeconds(1));

        TicketId incident = on("db-1");
        assertThat(scene.cho().recentChangesFor(incident))
                .extracting(recent -> recent.change().id())
                .containsExactly(underWay, undone, first);
        assertThat(scene.cho().recentChangesFor(incident).get(1).inCommon()).containsExactly("db-1");
        scene.clock.tick(Duration.ofSeconds(1));
        assertThat(scene.cho().recentChangesFor(on("db-1")))
                .extracting(recent -> recent.change().id())
                .containsExactly(underWay, undone);
        assertThat(scene.cho().recentChangesFor(on("db-9"))).isEmpty();
        assertThat(scene.cho().recentChangesFor(loop.incident().id())).isEmpty();

        loop.raj().relate(incident, RelationType.CAUSED_BY, loop.ref(undone));
        assertThat(loop.raj().relations(incident))
                .singleElement()
                .satisfies(relation -> assertThat(relation.to()).isEqualTo(loop.ref(undone)));
    }

    private TicketId on(String item) {
        return loop.raj()
                .log(LogIncident.titled("It is slow")
                        .requester("mia")
                        .configurationItem(item)
                        .build())
                .id();
    }

    @Test
    void offersTheChangesOfWhatAnIncidentIsReclassifiedTo() {
        TicketId change = loop.scheduled("db-1");
        TicketId before = on("db-1");
        loop.done(change, Outcome.SUCCESSFUL);
        TicketId incident = on("web-1");
        assertThat(scene.cho().recentChangesFor(incident)).isEmpty();
        loop.raj().start(incident);
        loop.raj().reclassify(incident, Reclassification.change().configurationItem("db-1"));
        assertThat(scene.cho().recentChangesFor(incident))
                .extracting(recent -> recent.change().id())
                .containsExactly(change);
        assertThat(scene.cho().recentChangesFor(before))
                .as("logged before it was begun")
                .isEmpty();
    }

    @Test
    void anEmergencyIsRaisedFromAMajorIncidentAndHoldsItUntilItIsOver() {
        Incident incident = loop.raj()
                .log(LogIncident.titled("The shop is down")
                        .requester("mia")
                        .configurationItem("db-1")
                        .build());
        TicketId id = incident.id();
        loop.raj().start(id);
        loop.raj().proposeMajor(id, "nobody can buy");
        loop.mim().acceptMajor(id, MajorPlan.led("no sales", "all of it is down", "mim"));
        scene.clock.tick(Duration.ofMinutes(5));

        Change change = scene.mia().raise(loop.emergencyFor(incident.ref()));
        assertThat(loop.raj().timeline(id, 0).items()).last().satisfies(entry -> {
            assertThat(entry.text()).isEqualTo("causes " + change.number());
            assertThat(entry.about()).contains(change.ref());
        });
        assertThat(loop.raj().relations(id)).singleElement().satisfies(relation -> {
            assertThat(relation.from()).isEqualTo(change.ref());
            assertThat(relation.type()).isEqualTo(RelationType.CAUSED_BY);
        });
        assertThat(scene.cho().timeline(change.id(), 0).items().get(0).about()).contains(incident.ref());

        loop.raj()
                .hold(
                        id,
                        Hold.because(HoldReason.CHANGE, "until it is restarted")
                                .waitingFor(
                                        Reference.to("change", change.number().value())));
        scene.mia().submit(change.id());
        scene.cho().assessed(change.id(), Assessment.of(Criticality.LOW, ""));
        scene.cho().implementFirst(change.id(), "every minute counts");
        scene.ivo().begin(change.id());
        assertThat(scene.cho().recentChangesFor(id))
                .as("it came after the incident")
                .isEmpty();
        scene.clock.tick(Duration.ofHours(1));
        scene.ivo().complete(change.id(), scene.done(Outcome.SUCCESSFUL));
        scene.as("ann").vote(change.id(), CastVote.approve());
        scene.as("bob").vote(change.id(), CastVote.approve());
        assertThat(loop.raj().get(id).state()).isEqualTo(IncidentState.ON_HOLD);
        scene.cho().review(change.id(), Review.of(true, "it runs"));
        assertThat(loop.raj().get(id).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.raj().get(id).major().status()).isEqualTo(MajorStatus.ACCEPTED);
    }

    @Test
    void anEmergencyIsNotRaisedFromWhatIsFinished() {
        Incident closed = loop.incident();
        loop.raj().start(closed.id());
        loop.raj().resolve(closed.id(), Resolution.fixed("Restarted"));
        Change late = scene.mia().raise(loop.emergencyFor(closed.ref()));
        assertThat(scene.cho().relations(late.id()))
                .as("resolved is not finished")
                .hasSize(1);
        loop.own().close(closed.id());
        Incident cancelled = loop.incident();
        loop.own().withdraw(cancelled.id());
        Incident merged = loop.incident();
        loop.raj().merge(merged.id(), loop.incident().id());
        Problem none = loop.ola().get(loop.knownError());
        scene.mia().raise(loop.emergencyFor(none.ref()));
        Problem ghost = loop.logged();
        loop.pat().cancel(ghost.id(), ProblemCancellation.because(ProblemCancelReason.NOT_A_PROBLEM));
        long before = scene.cho().countByState().get(ChangeState.DRAFT);
        for (Ticket<?> finished : List.of(closed, cancelled, merged, ghost)) {
            assertThatThrownBy(() -> scene.mia().raise(loop.emergencyFor(finished.ref())))
                    .isInstanceOfSatisfying(RuleViolationException.class, refused -> {
                        assertThat(refused.rule()).isEqualTo("cause");
                        assertThat(refused.subject())
                                .isEqualTo(finished.number().value());
                    })
                    .hasMessageContaining("allowed: ");
        }
        assertThat(scene.cho().countByState()).containsEntry(ChangeState.DRAFT, before);
    }
}
