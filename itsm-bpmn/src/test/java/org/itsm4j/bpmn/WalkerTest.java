package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Transition;
import org.junit.jupiter.api.Test;

/** The walker that proves the check must itself be right. */
class WalkerTest {
    private static final Terms TERMS = Terms.of(IncidentContract.get());

    @Test
    void walksEveryRowOfTheContractInTheShippedDiagramAndNoOther() {
        Walker walker = new Walker(Drawing.incident().bytes(), TERMS);
        Set<String> walked = walker.steps().stream()
                .filter(step -> !step.stage().isEmpty())
                .map(step -> walker.boxes.get(step.stage()).state() + " " + step.action() + " "
                        + walker.boxes.get(step.target()).state())
                .collect(Collectors.toSet());
        assertThat(walked)
                .isEqualTo(IncidentContract.get().transitions().stream()
                        .filter(Transition::moves)
                        .filter(row -> row.from().isPresent())
                        .filter(row -> !IncidentContract.get().advance().equals(Optional.of(row.action())))
                        .map(Transition::toString)
                        .collect(Collectors.toSet()));
        assertThat(walker.wrongs()).isEmpty();
    }

    @Test
    void seesWhatIsWrong() {
        assertThat(wrongs(Drawing.incident()
                        .replace(
                                "sourceRef=\"inProgress\" targetRef=\"resolved\"",
                                "sourceRef=\"inProgress\" targetRef=\"closed\"")))
                .anyMatch(it -> it.startsWith("not of the contract: Step[stage=inProgress, action=resolve"))
                .anyMatch(it -> it.startsWith("gate: "));
        assertThat(wrongs(Drawing.incident()
                        .without("resolvedClose")
                        .cut("<bpmn:boundaryEvent", "</bpmn:boundaryEvent>")
                        .without("resolvedAutoClose")
                        .without("resolvedReopen")))
                .contains("stuck: resolved");
        assertThat(
                        wrongs(
                                Drawing.incident()
                                        .replace("default=\"backToOnHold\"", "")
                                        .replace(
                                                "id=\"backToOnHold\" name=\"on hold\" sourceRef=\"stateBeforeMerge\" targetRef=\"onHold\" />",
                                                "id=\"backToOnHold\" sourceRef=\"stateBeforeMerge\" targetRef=\"onHold\"><bpmn:conditionExpression>${mergedFrom == 'ON_HOLD'}</bpmn:conditionExpression></bpmn:sequenceFlow>")))
                .anyMatch(it -> it.startsWith("stuck in a move: Step[stage=merged, action=unmerge"));
        assertThat(wrongs(Drawing.incident()
                        .replace("<itsm:timer action=\"close\" />", "<itsm:timer action=\"reopen\" />")))
                .anyMatch(it -> it.startsWith("not for the system: "));
    }

    private static Set<String> wrongs(Drawing drawing) {
        return new Walker(drawing.bytes(), TERMS).wrongs();
    }
}
