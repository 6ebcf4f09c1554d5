package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.itsm4j.bpmn.internal.picture.SvgPage;
import org.junit.jupiter.api.Test;

class DiagramCoverageTest {
    private final DiagramCoverage coverage = DiagramCoverage.of(Diagram.incident());

    @Test
    void beginsWithNothing() {
        assertThat(coverage.stages()).hasToString("stages: 0 of 8 (0 %)");
        assertThat(coverage.flows().total()).isEqualTo(30);
        assertThat(coverage.actions().missed()).contains("assigned: escalate", "assigned: reassign", "resolved: close");
        assertThat(coverage.complete()).isFalse();
    }

    @Test
    void countsStagesActionsAndFlows() {
        coverage.walked("logged", "log", "new")
                .walked("new", "assign", "assigned")
                .walked("assigned", "escalate", "assigned")
                .walked("assigned", "comment", "assigned")
                .walked("merged", "unmerge", "onHold");
        assertThat(coverage.stages().walked()).containsExactly("new", "assigned", "onHold", "merged");
        assertThat(coverage.actions().walked())
                .containsExactlyInAnyOrder("new: assign", "assigned: escalate", "merged: unmerge");
        assertThat(coverage.flows().walked())
                .containsExactlyInAnyOrder("log", "newAssign", "assignedReassign", "mergedUnmerge", "backToOnHold");
        assertThat(coverage.strays()).isEmpty();
    }

    @Test
    void tellsATimerFromAPerson() {
        coverage.walked("resolved", "close", "closed");
        assertThat(coverage.flows().walked()).containsExactly("resolvedClose");
        coverage.walked("autoClose", "close", "closed");
        assertThat(coverage.flows().walked()).containsExactly("resolvedClose", "resolvedAutoClose");
        assertThat(coverage.actions().walked()).containsExactly("resolved: close");
        assertThat(coverage.stages().walked()).containsExactly("resolved", "closed");
    }

    @Test
    void takesArrowsById() {
        coverage.walked("newAssign")
                .walked("assignedReassign")
                .walked("resolvedAutoClose")
                .walked("ghost");
        assertThat(coverage.actions().walked())
                .containsExactly("new: assign", "resolved: close"); // of two, none is known
        assertThat(coverage.stages().walked()).containsExactly("new", "assigned", "resolved", "closed");
        assertThat(coverage.strays()).containsExactly("ghost");
    }

    @Test
    void keepsWhatTheDiagramDoesNotDraw() {
        coverage.walked("new", "close", "closed").walked("ghost", "assign", "assigned");
        assertThat(coverage.strays()).containsExactly("ghost: assign to assigned", "new: close to closed");
        assertThat(coverage.report())
                .contains("  not in the diagram: new: close to closed\n")
                .contains("  stages: 3 of 8 (37 %)\n    missed inProgress\n");
    }

    @Test
    void isCompleteWhenAllWasWalked() {
        Diagram.incident().flows().forEach(flow -> coverage.walked(flow.id()));
        assertThat(coverage.actions().missed())
                .containsExactlyInAnyOrder(
                        "assigned: escalate", "assigned: reassign", "inProgress: escalate", "inProgress: reassign");
        for (String action : List.of("escalate", "reassign")) {
            coverage.walked("assigned", action, "assigned").walked("inProgress", action, "assigned");
        }
        assertThat(coverage.complete()).as(coverage.report()).isTrue();
        assertThat(coverage.report())
                .isEqualTo(
                        "Coverage of the diagram itsm-incident\n  stages: 8 of 8 (100 %)\n  actions: 26 of 26 (100 %)\n"
                                + "  flows: 30 of 30 (100 %)\n");
    }

    @Test
    void drawsWhatWasMissed() {
        coverage.walked("new", "assign", "assigned");
        SvgPage page = SvgPage.read(coverage.toSvg());
        assertThat(page.group("new").getAttribute("class")).isEqualTo("shape stage walked");
        assertThat(page.group("newAssign").getAttribute("class")).isEqualTo("flow walked");
        assertThat(page.group("merged").getAttribute("class")).isEqualTo("shape stage missed");
        assertThat(page.group("logged").getAttribute("class")).isEqualTo("shape start");
        assertThat(page.root().getAttribute("aria-label")).contains("Not walked: ", "Merged");
    }

    @Test
    void collectsFromManyThreads() {
        List<Diagram.Flow> flows = Diagram.incident().flows();
        IntStream.range(0, 3_000)
                .parallel()
                .forEach(i -> coverage.walked(flows.get(i % flows.size()).id()));
        assertThat(coverage.flows().missed()).isEmpty();
    }
}
