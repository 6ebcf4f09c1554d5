package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.problem.KnownErrorMatch;
import org.itsm4j.problem.KnownErrorStatus;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemAction;
import org.itsm4j.problem.ProblemSettings;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.Trend;
import org.itsm4j.problem.TrendRule;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** What problems and incidents have to do with each other. */
abstract class ProblemIncidentBehaviour extends ProblemBehaviour {
    @Test
    void isRaisedFromIncidentsAndTakesWhatMostOfThemHave() {
        ProblemScene scene = scene();
        TicketId one = scene.anIncident("webshop");
        TicketId two = scene.anIncident("webshop");
        TicketId three = scene.anIncident("search");
        Problem problem = scene.pat()
                .raiseFromIncidents(
                        List.of(one, two, three, one),
                        LogProblem.titled("500 again and again", ProblemSource.PROACTIVE)
                                .build());
        assertThat(problem.topic().service()).contains("webshop");
        assertThat(problem.topic().configurationItem()).contains("db-7");
        assertThat(problem.topic().category().orElseThrow().path()).isEqualTo("shop/checkout");
        assertThat(scene.pat().relations(problem.id()))
                .extracting(relation -> relation.from().id())
                .containsExactlyInAnyOrder(one, two, three);
        assertThat(scene.pat().references(problem.id())).containsExactly(Reference.to("configuration-item", "db-7"));
        assertThat(texts(scene.agent().incidents(), one)).contains("causedBy " + problem.number());
    }

    @Test
    void tellsTheWorkaroundAndResumesWhoWaits() {
        ProblemScene scene = scene();
        Incidents raj = scene.agent().incidents();
        TicketId id = scene.in(ProblemState.INVESTIGATING);
        Problem problem = scene.ola().get(id);
        TicketId byNumber =
                waiting(scene, Reference.to("problem", problem.number().value()));
        TicketId byId = waiting(scene, Reference.to("Problem", id.toString()));
        TicketId elsewhere =
                waiting(scene, Reference.to("jira", problem.number().value()));

        scene.act(scene.ola(), ProblemAction.DECLARE_KNOWN_ERROR, id);
        assertThat(texts(raj, byNumber)).anyMatch(text -> text.contains("Restart the node"));
        assertThat(texts(raj, byId)).anyMatch(text -> text.contains("Restart the node"));
        assertThat(texts(raj, elsewhere)).noneMatch(text -> text.contains("Restart the node"));
        scene.ola().reviseWorkaround(id, Optional.of("Restart both"));
        assertThat(texts(raj, byId)).anyMatch(text -> text.contains("Restart both"));

        scene.act(scene.ola(), ProblemAction.REQUEST_CHANGE, id);
        scene.act(scene.ola(), ProblemAction.RESOLVE, id);
        assertThat(List.of(raj.get(byNumber), raj.get(byId)))
                .extracting(Incident::state)
                .containsOnly(IncidentState.IN_PROGRESS);
        assertThat(raj.get(elsewhere).state()).isEqualTo(IncidentState.ON_HOLD);
    }

    private TicketId waiting(ProblemScene scene, Reference reference) {
        TicketId id = scene.anIncident("webshop");
        scene.agent().incidents().start(id);
        scene.agent()
                .incidents()
                .hold(
                        id,
                        Hold.because(HoldReason.PROBLEM, "waits for the cause").waitingFor(reference));
        return id;
    }

    private static List<String> texts(Incidents door, TicketId id) {
        return door.timeline(id, 0).items().stream().map(TimelineEntry::text).toList();
    }

    @Test
    void offersKnownErrorsForAnIncident() {
        ProblemScene scene = scene();
        TicketId known = scene.in(ProblemState.KNOWN_ERROR);
        TicketId incident = scene.anIncident("webshop");
        TicketId other = scene.agent()
                .incidents()
                .log(LogIncident.titled("Printer jams")
                        .requester("mia")
                        .service("printing")
                        .build())
                .id();
        List<KnownErrorMatch> matches = scene.ola().knownErrorsFor(incident);
        assertThat(matches).extracting(match -> match.problem().id()).containsExactly(known);
        assertThat(matches.get(0).knownError().workaround()).contains("Restart the node");
        assertThat(matches.get(0).score()).isBetween(40, 100);
        assertThat(scene.ola().knownErrorsFor(other)).isEmpty();

        scene.act(scene.ola(), ProblemAction.REQUEST_CHANGE, known);
        scene.act(scene.ola(), ProblemAction.RESOLVE, known);
        assertThat(scene.ola().knownErrorsFor(incident)).isEmpty();
        scene.act(scene.ola(), ProblemAction.REOPEN, known);
        assertThat(scene.ola().get(known).knownError().orElseThrow().status()).isEqualTo(KnownErrorStatus.OPEN);
        scene.act(scene.pat(), ProblemAction.ACCEPT_RISK, known);
        assertThat(scene.ola().knownErrorsFor(incident))
                .singleElement()
                .satisfies(match -> assertThat(match.knownError().status()).isEqualTo(KnownErrorStatus.RETAINED));
    }

    @Test
    void doesNotCloseWhileTheFaultComesBack() {
        ProblemScene scene = scene();
        TicketId before = scene.anIncident("webshop");
        clock.tick(Duration.ofMillis(1));
        TicketId id = scene.in(ProblemState.RESOLVED);
        Problem problem = scene.ola().get(id);
        Incidents raj = scene.agent().incidents();
        raj.relate(before, RelationType.CAUSED_BY, problem.ref());
        clock.tick(Duration.ofDays(1));
        TicketId again = scene.anIncident("webshop");
        raj.relate(again, RelationType.CAUSED_BY, problem.ref());
        assertThatThrownBy(() -> scene.ola().close(id))
                .as("the window is not over")
                .isInstanceOf(RuleViolationException.class);
        clock.tick(ProblemSettings.standard().observationWindow());
        whatIsDueHappens(scene);
        assertThat(scene.ola().get(id).state()).isEqualTo(ProblemState.RESOLVED);
        assertThatThrownBy(() -> scene.ola().close(id))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining("recurred");

        manager(scene).cancel(again, CancelReason.NOT_AN_INCIDENT);
        assertThat(scene.ola().close(id).state()).isEqualTo(ProblemState.CLOSED);
    }

    private Incidents manager(ProblemScene scene) {
        return scene.itsm().as(Actor.manager("max").of(tenant)).incidents();
    }

    @Test
    void proposesAProblemFromTheCountOnAndWithinTheWindow() {
        ProblemScene scene = scene(
                builder -> builder.problems(ProblemSettings.standard().trend(new TrendRule(3, Duration.ofDays(2)))));
        scene.anIncident("webshop");
        clock.tick(Duration.ofDays(2).plusSeconds(1));
        TicketId one = scene.anIncident("webshop");
        TicketId two = scene.anIncident("webshop");
        manager(scene).cancel(scene.anIncident("webshop"), CancelReason.NOT_AN_INCIDENT);
        assertThat(scene.pat().trends()).isEmpty();
        TicketId three = scene.anIncident("search");
        assertThat(scene.pat().trends())
                .extracting(Trend::by)
                .containsExactly(Trend.By.CONFIGURATION_ITEM, Trend.By.CATEGORY);
        Trend trend = scene.pat().trends().get(0);
        assertThat(trend.value()).isEqualTo("db-7");
        assertThat(trend.count()).isEqualTo(3);
        assertThat(trend.incidents()).containsExactlyInAnyOrder(one, two, three);
        assertThat(trend.problem()).isEmpty();
        Problem raised = scene.pat()
                .raiseFromIncidents(
                        trend.incidents(),
                        LogProblem.titled("db-7", ProblemSource.PROACTIVE).build());
        assertThat(scene.pat().trends().get(0).problem()).contains(raised.id());
        clock.tick(Duration.ofDays(3));
        assertThat(scene.pat().trends()).isEmpty();
    }
}
