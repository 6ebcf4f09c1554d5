package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.itsm4j.Desk;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RequestConflictException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.junit.jupiter.api.Test;

/** Commands that are sent twice, many times at once, or too late. */
abstract class IncidentRequestBehaviour extends IncidentBehaviour {
    @Test
    void theSameRequestAgainHasOneEffectAndTheSameAnswerForEveryAction() {
        IncidentScene scene = scene();
        Set<IncidentAction> actions = IncidentScene.everyAction();
        actions.remove(IncidentAction.LOG);
        for (IncidentAction action : actions) {
            Transition<IncidentState, IncidentAction> row = IncidentContract.get().transitions().stream()
                    .filter(each -> each.action() == action)
                    .findFirst()
                    .orElseThrow();
            TicketId id = scene.readyFor(row.from().orElseThrow(), action);
            // the one that needs another incident finds the same one twice
            Repeatable command = repeatable(scene, action, id);
            Desk desk = scene.as(Cast.ADA).request("request of " + action);
            Incident first = command.on(desk);
            clock.tick(java.time.Duration.ofMinutes(1));
            Incident second = command.on(desk);
            assertThat(second.id()).as(action.name()).isEqualTo(first.id());
            assertThat(second.head()).as(action + " had one effect").isEqualTo(first.head());
            assertThat(second.state()).isEqualTo(first.state());
            assertThatThrownBy(() -> scene.as(Cast.ADA)
                            .request("request of " + action)
                            .incidents()
                            .note(id, Note.internal("something else")))
                    .as(action.name())
                    .isInstanceOfSatisfying(
                            RequestConflictException.class,
                            conflict -> assertThat(conflict.request()).isEqualTo("request of " + action));
        }
    }

    private interface Repeatable {
        Incident on(Desk desk);
    }

    private static Repeatable repeatable(IncidentScene scene, IncidentAction action, TicketId id) {
        TicketId other = scene.anIncident();
        return switch (action) {
            case MERGE -> desk -> desk.incidents().merge(id, other);
            case RELATE -> desk -> desk.incidents().relate(id, RelationType.CHILD_OF, other);
            case UNRELATE -> desk -> desk.incidents().unrelate(id, RelationType.CHILD_OF, other);
            default -> desk -> scene.act(desk.incidents(), action, id);
        };
    }

    @Test
    void theSameReportAgainIsTheSameIncident() {
        IncidentScene scene = scene();
        LogIncident report = LogIncident.titled("Checkout returns 500").build();
        OwnIncident first = scene.as(Cast.MIA).request("r1").ownIncidents().log(report);
        OwnIncident second = scene.as(Cast.MIA).request("r1").ownIncidents().log(report);
        assertThat(second).isEqualTo(first);
        assertThat(scene.mia().list(10).items()).hasSize(1);
        LogIncident other = LogIncident.titled("Checkout returns 501").build();
        assertThatThrownBy(() -> scene.as(Cast.MIA).request("r1").ownIncidents().log(other))
                .isInstanceOf(RequestConflictException.class);
        assertThatThrownBy(
                        () -> scene.as(Cast.NOAH).request("r1").ownIncidents().log(report))
                .as("another person's request")
                .isInstanceOf(RequestConflictException.class);
        assertThat(scene.as(Cast.NOAH).ownIncidents().list(10).items()).isEmpty();
    }

    @Test
    void theAnswerToARepetitionIsTheTicketAsItIsNow() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        Desk desk = scene.as(Cast.ANA).request("r1");
        desk.incidents().assign(id, IncidentScene.TO_RAJ);
        scene.raj().start(id);
        assertThat(desk.incidents().assign(id, IncidentScene.TO_RAJ).state()).isEqualTo(IncidentState.IN_PROGRESS);
    }

    @Test
    void aRepeatedAlarmIsOneNoteOnTheIncidentThatIsThere() {
        IncidentScene scene = scene();
        LogIncident alarm = LogIncident.titled("Disk full")
                .source("disks")
                .correlationKey("disk1")
                .build();
        Incident first = scene.bot().log(alarm);
        Incident second = scene.as(Cast.BOT).request("r2").incidents().log(alarm);
        Incident third = scene.as(Cast.BOT).request("r2").incidents().log(alarm);
        assertThat(List.of(second.id(), third.id())).containsOnly(first.id());
        assertThat(third.version()).isEqualTo(2);
        assertThat(scene.last(first.id()).text()).isEqualTo("Reported again: Disk full");

        scene.ada().resolve(first.id(), Resolution.fixed("cleaned"));
        Incident anew = scene.bot().log(alarm);
        assertThat(anew.id())
                .as("the fault is back: a resolved one has let go of its key")
                .isNotEqualTo(first.id());
        assertThat(scene.ada().get(first.id()).origin().correlationKey()).isEmpty();
        TicketId whole = scene.anIncident();
        scene.ada().merge(anew.id(), whole);
        assertThat(scene.bot().log(alarm).id()).as("goes on as part of another").isEqualTo(whole);
        scene.ada().cancel(whole, CancelReason.WITHDRAWN);
        assertThat(scene.bot().log(alarm).id())
                .as("and anew when that is finished")
                .isNotIn(whole, anew.id(), first.id());
    }

    @Test
    void aBulkCommandCanBeRepeatedAsAWhole() {
        IncidentScene scene = scene();
        List<TicketId> ids = List.of(scene.anIncident(), scene.anIncidentIn(IncidentState.CLOSED), scene.anIncident());
        TicketId nobodys = TicketId.next(clock);
        List<TicketId> all = new ArrayList<>(ids);
        all.add(nobodys);
        Desk desk = scene.as(Cast.ANA).request("x".repeat(Limits.REQUEST_ID));
        for (int i = 0; i < 2; i++) {
            BulkResult<Incident> result =
                    desk.incidents().bulk(all, (door, id) -> door.assign(id, Assignment.to(IncidentScene.NETWORK)));
            assertThat(result.done()).isEqualTo(2);
            assertThat(result.items()).extracting(BulkResult.Item::id).containsExactlyElementsOf(all);
            assertThat(result.refused())
                    .extracting(item -> item.refused().orElseThrow().getClass().getSimpleName())
                    .containsExactly("IllegalTransitionException", "TicketNotFoundException");
        }
        assertThat(scene.ada().get(ids.get(0)).version()).isEqualTo(2);
        assertThat(scene.ada().get(ids.get(2)).version()).isEqualTo(2);
    }

    @Test
    void bulkHasALimitAndTheGuardsOfSingleCommands() {
        IncidentScene scene = scene();
        List<TicketId> many = new ArrayList<>();
        for (int i = 0; i <= Limits.PAGE_CAP; i++) {
            many.add(TicketId.next(clock));
        }
        assertThatThrownBy(() -> scene.ada().bulk(many, (door, id) -> door.get(id)))
                .isInstanceOf(InvalidInputException.class);
        TicketId id = scene.anIncident();
        BulkResult<Incident> refused =
                scene.raj().bulk(List.of(id), (door, one) -> door.assign(one, IncidentScene.TO_RAJ));
        assertThat(refused.done()).isZero();
        assertThat(scene.ada().get(id).version()).isEqualTo(1);
        assertThat(scene.ada().bulk(List.of(), (door, one) -> door.get(one)).items())
                .isEmpty();
    }

    @Test
    void aRefusedCommandMayBeSentAgainUnderTheSameId() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        Desk desk = scene.as(Cast.MAX).request("r1");
        assertThatThrownBy(() -> desk.incidents().reassign(id, Assignment.to(IncidentScene.NETWORK), "not ours"))
                .isInstanceOf(IllegalTransitionException.class);
        scene.ana().assign(id, IncidentScene.TO_RAJ);
        assertThat(desk.incidents()
                        .reassign(id, Assignment.to(IncidentScene.NETWORK), "not ours")
                        .group())
                .contains(IncidentScene.NETWORK);
        assertThat(desk.incidents()
                        .reassign(id, Assignment.to(IncidentScene.NETWORK), "not ours")
                        .version())
                .isEqualTo(3);
    }

    @Test
    void aFollowUpIsOfOneIncidentOnly() {
        IncidentScene scene = scene();
        TicketId one = scene.anIncidentIn(IncidentState.CLOSED);
        TicketId other = scene.anIncidentIn(IncidentState.CLOSED);
        Desk desk = scene.as(Cast.MIA).request("r1");
        OwnIncident next = desk.ownIncidents().followUp(one, "it is back");
        assertThat(desk.ownIncidents().followUp(one, "it is back")).isEqualTo(next);
        assertThatThrownBy(() -> desk.ownIncidents().followUp(other, "it is back"))
                .isInstanceOf(RequestConflictException.class);
    }

    @Test
    void aRequestIdHasLimits() {
        IncidentScene scene = scene();
        Desk desk = scene.as(Cast.ADA);
        for (String id : List.of("", " ", "x".repeat(Limits.REQUEST_ID + 1), "a\u0000b")) {
            assertThatThrownBy(() -> desk.request(id)).isInstanceOf(InvalidInputException.class);
        }
        TicketId id = scene.anIncident();
        String longest = "x".repeat(Limits.REQUEST_ID);
        assertThat(desk.request(longest)
                        .incidents()
                        .note(id, Note.internal("1"))
                        .version())
                .isEqualTo(2);
        assertThat(desk.request(longest)
                        .incidents()
                        .note(id, Note.internal("1"))
                        .version())
                .isEqualTo(2);
    }

    @Test
    void fiftyDuplicatesAtOnceHaveOneEffect() throws Exception {
        IncidentScene scene = scene();
        LogIncident report = LogIncident.titled("Checkout returns 500").build();
        List<Object> logged = together(
                50,
                () -> scene.as(Cast.MIA)
                        .request("r1")
                        .ownIncidents()
                        .log(report)
                        .id());
        assertThat(logged).hasSize(50).containsOnly(logged.get(0));
        TicketId id = (TicketId) logged.get(0);
        assertThat(scene.mia().list(100).items()).hasSize(1);

        List<Object> noted = together(
                50,
                () -> scene.as(Cast.RAJ)
                        .request("r2")
                        .incidents()
                        .note(id, Note.internal("once"))
                        .version());
        assertThat(noted).hasSize(50).containsOnly(2L);
        assertThat(scene.history(id)).containsExactly("log", "note");
    }

    @Test
    void aStormOfTheSameAlarmIsOneIncident() throws Exception {
        IncidentScene scene = scene();
        LogIncident alarm = LogIncident.titled("Disk full")
                .source("disks")
                .correlationKey("disk1")
                .build();
        List<Object> answers = together(20, () -> {
            try {
                return scene.bot().log(alarm).id();
            } catch (ConcurrentChangeException e) {
                return e.ticket().id(); // somebody else's note was faster: the incident is the same
            }
        });
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(scene.ada().countByState().get(IncidentState.NEW)).isEqualTo(1);
    }

    @Test
    void ofEightWhoStartTheSameIncidentOneWinsAndTheOthersSeeWhatHappened() throws Exception {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.ASSIGNED);
        long seen = scene.ada().get(id).version();
        List<Object> answers = together(8, () -> {
            try {
                return scene.as(Cast.RAJ).expecting(seen).incidents().start(id);
            } catch (ConcurrentChangeException e) {
                return e;
            }
        });
        assertThat(answers).filteredOn(Incident.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(ConcurrentChangeException.class::isInstance)
                .hasSize(7)
                .allSatisfy(answer -> {
                    ConcurrentChangeException lost = (ConcurrentChangeException) answer;
                    assertThat(lost.expected()).isEqualTo(seen);
                    assertThat(lost.ticket().id()).isEqualTo(id);
                    Incident fresh = (Incident) lost.fresh().orElseThrow();
                    assertThat(fresh.state()).isEqualTo(IncidentState.IN_PROGRESS);
                    assertThat(fresh.version()).isEqualTo(seen + 1);
                });
        assertThat(scene.history(id)).containsExactly("log", "assign", "start");
    }

    @Test
    void anOlderOrNewerVersionThanTheTicketsIsRefused() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.ASSIGNED);
        for (long version : new long[] {-1, 0, 1, 3, Long.MAX_VALUE}) {
            assertThatThrownBy(() ->
                            scene.as(Cast.RAJ).expecting(version).incidents().note(id, Note.internal("late")))
                    .isInstanceOf(ConcurrentChangeException.class);
        }
        assertThat(scene.as(Cast.RAJ)
                        .expecting(2)
                        .incidents()
                        .note(id, Note.internal("in time"))
                        .version())
                .isEqualTo(3);
    }

    @Test
    void aFollowUpIsForTheVersionThatWasSeenAndNothingIsExpectedOfWhatIsNotThereYet() {
        IncidentScene scene = scene();
        TicketId closed = scene.anIncidentIn(IncidentState.CLOSED);
        long version = scene.ada().get(closed).version();
        OwnIncidents late = scene.as(Cast.MIA).expecting(version - 1).ownIncidents();
        assertThatThrownBy(() -> late.followUp(closed, "it is back")).isInstanceOf(ConcurrentChangeException.class);
        OwnIncidents inTime = scene.as(Cast.MIA).expecting(version).ownIncidents();
        assertThat(inTime.followUp(closed, "it is back").state()).isEqualTo(IncidentState.NEW);
        assertThatThrownBy(() -> inTime.log(LogIncident.titled("Another one").build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no version");
        assertThat(scene.mia().list(10).items()).hasSize(2);
    }

    @Test
    void manyAtOnceOnManyIncidentsAllSucceed() throws Exception {
        IncidentScene scene = scene();
        List<Object> answers = together(16, () -> {
            TicketId id = scene.anIncident();
            scene.ana().assign(id, IncidentScene.TO_RAJ);
            scene.raj().hold(id, Hold.because(HoldReason.OTHER, "lunch"));
            scene.raj().resume(id);
            return scene.raj().resolve(id, Resolution.fixed("done")).number();
        });
        assertThat(answers).doesNotHaveDuplicates().hasSize(16);
        assertThat(scene.ada().countByState().get(IncidentState.RESOLVED)).isEqualTo(16);
    }

    @Test
    void whatIsNotThereIsNotFoundAlsoWithARequestId() {
        IncidentScene scene = scene();
        assertThatThrownBy(() -> scene.as(Actor.agent("zoe"))
                        .request("r1")
                        .incidents()
                        .note(TicketId.next(clock), Note.internal("?")))
                .isInstanceOf(TicketNotFoundException.class);
    }

    /** All begin at the same moment; what one throws fails the test. */
    static <R> List<Object> together(int threads, Callable<R> command) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<R>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    go.await();
                    return command.call();
                }));
            }
            go.countDown();
            List<Object> answers = new ArrayList<>();
            for (Future<R> each : running) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
