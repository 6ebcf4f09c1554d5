package org.itsm4j.bpmn.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramCheck;
import org.itsm4j.bpmn.Inside;
import org.itsm4j.bpmn.internal.model.Delay;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Ways;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.problem.ProblemAction;
import org.itsm4j.problem.ProblemContract;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.ticket.Labels;
import org.junit.jupiter.api.Test;

/** Binds the shipped diagram to the contract: a renamed stage or a new transition fails here, not in production. */
class ProblemDiagramTest {
    private static final Contract<ProblemState, ProblemAction> CONTRACT = ProblemContract.get();
    private static final Model MODEL = Inside.source(Diagram.problem()).model();

    @Test
    void hasOneStageForEachStateUnderItsLabel() {
        assertThat(Diagram.problem().stages().stream()
                        .collect(Collectors.toMap(
                                Diagram.Stage::id, it -> it.state().orElseThrow())))
                .isEqualTo(CONTRACT.states().stream().collect(Collectors.toMap(Labels::of, Enum::name)));
    }

    @Test
    void isLawful() {
        assertThat(DiagramCheck.of(Terms.of(CONTRACT)).check(Diagram.problem())).isEmpty();
    }

    @Test
    void drawsEveryMovingTransitionAndNoOther() {
        Ways ways = new Ways(MODEL);
        Set<String> drawn = new LinkedHashSet<>();
        for (Node.Stage stage : MODEL.all(Node.Stage.class)) {
            for (ProblemAction action : CONTRACT.actions()) {
                for (Flow flow : ways.open(stage, Labels.of(action))) {
                    for (Node.Stand target : ways.targets(flow, Labels.of(action))) {
                        drawn.add(stage.state().orElseThrow() + " " + Labels.of(action) + " "
                                + target.state().orElseThrow());
                    }
                }
            }
        }
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        moving().map(Transition::toString).distinct().toList());
    }

    @Test
    void offersWhatTheContractAllows() {
        Program program = new Program(MODEL);
        for (Diagram.Stage stage : Diagram.problem().stages()) {
            assertThat(program.offers(CONTRACT, stage.id()))
                    .as(stage.id())
                    .isEqualTo(moving().filter(row -> row.from().map(Enum::name).equals(stage.state()))
                            .map(row -> Labels.of(row.action()))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void closesByItselfAsTheContractSays() {
        assertThat(MODEL.all(Node.Timer.class))
                .singleElement()
                .satisfies(timer -> assertThat(CONTRACT.timers())
                        .singleElement()
                        .satisfies(it -> {
                            assertThat(timer.stage()).isEqualTo(Labels.of(it.state()));
                            assertThat(timer.action()).contains(Labels.of(it.action()));
                            assertThat(timer.delay()).isEqualTo(new Delay.Stated(it.after()));
                        }));
    }

    @Test
    void hasAPictureOfEveryElement() {
        Markup root = MarkupReader.read(Diagram.problem().bytes());
        Set<String> pictured = all(root)
                .map(it -> it.attribute("bpmnElement"))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toSet());
        Set<String> elements = new LinkedHashSet<>(MODEL.nodes().keySet());
        MODEL.flows().forEach(flow -> elements.add(flow.id()));
        elements.add(MODEL.id());
        assertThat(pictured).isEqualTo(elements);
    }

    private static Stream<Markup> all(Markup element) {
        return Stream.concat(Stream.of(element), element.children().stream().flatMap(ProblemDiagramTest::all));
    }

    private static Stream<Transition<ProblemState, ProblemAction>> moving() {
        return CONTRACT.transitions().stream()
                .filter(Transition::moves)
                .filter(row -> !row.from().equals(Optional.empty()))
                .filter(row ->
                        !CONTRACT.advance().equals(Optional.of(row.action()))); // it has one stage for each state
    }
}
