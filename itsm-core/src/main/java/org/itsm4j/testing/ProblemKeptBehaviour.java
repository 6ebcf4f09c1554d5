package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.itsm4j.problem.EventSequence;
import org.itsm4j.problem.FaultTree;
import org.itsm4j.problem.Fishbone;
import org.itsm4j.problem.FiveWhys;
import org.itsm4j.problem.IsIsNot;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemAction;
import org.itsm4j.problem.ProblemField;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.RootCauseAnalysis;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** What is kept comes back, and is found. */
abstract class ProblemKeptBehaviour extends ProblemBehaviour {
    private static final String NASTY = "\"quoted\" </script> \\ \u00e9\u4e2d\ud83d\ude00 %_ ]]>";

    static List<RootCauseAnalysis> analyses() {
        return List.of(
                FiveWhys.of(FiveWhys.Why.because("Why " + NASTY, "Because " + NASTY)
                        .evidence(NASTY)
                        .then(FiveWhys.Why.because("Why then?", "So").asRoot())),
                Fishbone.of(NASTY).cause("People", NASTY, 7).cause("Technology", "old driver", 10),
                new IsIsNot(List.of(new IsIsNot.Row("Where", "db-7", "db-8", Optional.of(NASTY)))),
                new EventSequence(List.of(new EventSequence.Event(
                        java.time.Instant.parse("2026-03-01T00:00:00.123456Z"), NASTY, Optional.empty()))),
                new FaultTree(FaultTree.Node.all(
                        NASTY, FaultTree.Node.basic("A lock"), FaultTree.Node.any("Load", FaultTree.Node.basic("x")))));
    }

    @Test
    void keepsEachAnalysis() {
        ProblemScene scene = scene();
        TicketId id = scene.in(ProblemState.INVESTIGATING);
        for (RootCauseAnalysis analysis : analyses()) {
            scene.ola().analyse(id, analysis);
            Problem kept = scene.ola().get(id);
            assertThat(kept.analysis()).contains(analysis);
            assertThat(kept.technique()).contains(analysis.technique());
        }
        assertThat(scene.ola().verify(id).intact()).isTrue();
    }

    /** A problem that has been everywhere, so that every part of it has a value at some version. */
    @Test
    void keepsEveryPartAsTheCommandAnsweredIt() {
        ProblemScene scene = scene();
        TicketId id = scene.ola()
                .log(LogProblem.titled(NASTY, ProblemSource.SUPPLIER)
                        .description(NASTY)
                        .service("webshop")
                        .configurationItem("db-7")
                        .category("shop")
                        .custom(ProblemScene.FIELD, NASTY)
                        .build())
                .id();
        List<Problem> versions = new ArrayList<>();
        for (ProblemAction action : List.of(
                ProblemAction.ASSESS,
                ProblemAction.INVESTIGATE,
                ProblemAction.ANALYSE,
                ProblemAction.DECLARE_KNOWN_ERROR,
                ProblemAction.HOLD,
                ProblemAction.RESUME,
                ProblemAction.REQUEST_CHANGE,
                ProblemAction.RESOLVE,
                ProblemAction.REOPEN,
                ProblemAction.ACCEPT_RISK,
                ProblemAction.REOPEN,
                ProblemAction.CANCEL)) {
            clock.tick(Duration.ofNanos(1_001_000));
            Problem answered = action == ProblemAction.HOLD
                    ? scene.ada()
                            .hold(
                                    id,
                                    Hold.because(HoldReason.CHANGE, NASTY)
                                            .waitingFor(Reference.to("change", "C-1"))
                                            .until(clock.instant().plus(Duration.ofDays(1))))
                    : scene.act(scene.ada(), action, id);
            Problem kept = scene.ada().get(id);
            assertSame(kept, answered);
            versions.add(kept);
        }
        for (ProblemField field : ProblemField.values()) {
            assertThat(versions.stream().filter(version -> field.of(version).isPresent()))
                    .as("%s has had a value", field)
                    .satisfies(found -> {
                        if (field != ProblemField.DUPLICATE_OF) {
                            assertThat(found).isNotEmpty();
                        }
                    });
        }
    }

    private static void assertSame(Problem kept, Problem answered) {
        assertThat(new TreeSet<>(Reach.texts(kept)))
                .as("whatever can be reached")
                .isEqualTo(new TreeSet<>(Reach.texts(answered)));
        for (ProblemField field : ProblemField.values()) {
            assertThat(((Field<Problem>) field).of(kept)).as("%s", field).isEqualTo(field.of(answered));
        }
    }

    @Test
    void isFoundByEveryFieldThatHasAValue() {
        ProblemScene scene = scene();
        TicketId id = scene.in(ProblemState.KNOWN_ERROR);
        scene.act(scene.ola(), ProblemAction.HOLD, id);
        Problem problem = scene.ola().get(id);
        for (ProblemField field : ProblemField.values()) {
            field.of(problem)
                    .ifPresent(value -> assertThat(scene.ola()
                                    .search(Search.sortedBy(ProblemField.LOGGED_AT, Direction.DESCENDING)
                                            .where(field, Operator.EQUALS, value))
                                    .items())
                            .as("%s", field)
                            .extracting(Problem::id)
                            .containsExactly(id));
        }
        assertThat(scene.ola().countByState().get(ProblemState.ON_HOLD)).isEqualTo(1);
    }

    @Test
    void isOfItsTenantOnly() {
        ProblemScene scene = scene();
        TicketId id = scene.aProblem();
        Tenant other = IncidentBehaviour.aTenant();
        ProblemScene elsewhere = new ProblemScene(scene.itsm(), other);
        assertThat(elsewhere.ada().find(id)).isEmpty();
        assertThat(elsewhere
                        .ada()
                        .search(Search.sortedBy(ProblemField.LOGGED_AT, Direction.DESCENDING))
                        .items())
                .isEmpty();
    }

    @Test
    void aRepeatedRequestLogsOnce() {
        ProblemScene scene = scene();
        LogProblem command = LogProblem.titled("Twice", ProblemSource.REACTIVE).build();
        Problem one = scene.desk(ProblemScene.Part.OLA).request("r1").problems().log(command);
        Problem two = scene.desk(ProblemScene.Part.OLA).request("r1").problems().log(command);
        assertThat(two.id()).isEqualTo(one.id());
    }
}
