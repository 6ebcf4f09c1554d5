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
        assertThat(coverage.report())
                .startsWith("Coverage of the diagram itsm-incident\n  no ticket has followed this diagram\n");
        walked("log", "log");
        assertThat(coverage.report()).doesNotContain("no ticket");
    }

    @Test
    void countsStagesActionsAndFlows() {
        walked("log", "log");
        walked("newAssign", "assign");
        walked("assignedReassign", "escalate");
        walked("mergedUnmerge", "unmerge");
        walked("backToOnHold", "unmerge");
        assertThat(coverage.stages().walked()).containsExactly("new", "assigned", "onHold", "merged");
        assertThat(coverage.actions().walked())
                .containsExactlyInAnyOrder("new: assign", "assigned: escalate", "merged: unmerge");
        assertThat(coverage.flows().walked())
                .containsExactlyInAnyOrder("log", "newAssign", "assignedReassign", "mergedUnmerge", "backToOnHold");
        assertThat(coverage.report()).contains("  stages: 4 of 8 (50 %)\n    missed inProgress\n");
    }

    @Test
    void countsAnActionOnceForItsStageWhoeverGivesIt() {
        walked("resolvedClose", "close");
        walked("resolvedAutoClose", "close");
        assertThat(coverage.flows().walked()).containsExactly("resolvedClose", "resolvedAutoClose");
        assertThat(coverage.actions().walked()).containsExactly("resolved: close");
        assertThat(coverage.stages().walked()).containsExactly("resolved", "closed");
    }

    @Test
    void isCompleteWhenAllWasWalked() {
        coverage.actions().missed().forEach(offer -> {
            String[] stageAndAction = offer.split(": ");
            Diagram.incident().flows().stream()
                    .filter(flow -> flow.from().equals(stageAndAction[0]))
                    .forEach(flow -> walked(flow.id(), stageAndAction[1]));
        });
        assertThat(coverage.complete()).isFalse();
        Diagram.incident().flows().forEach(flow -> walked(flow.id(), ""));
        assertThat(coverage.complete()).as(coverage.report()).isTrue();
        assertThat(coverage.report())
                .isEqualTo(
                        "Coverage of the diagram itsm-incident\n  stages: 8 of 8 (100 %)\n  actions: 26 of 26 (100 %)\n"
                                + "  flows: 30 of 30 (100 %)\n");
    }

    @Test
    void doesNotCountTheEndOfWhatRunsBesideAStage() {
        Diagram blocks = Drawing.blocks().read();
        assertThat(DiagramCoverage.of(blocks).stages().missed())
                .contains("closed")
                .doesNotContain("nudged")
                .isEqualTo(blocks.stages().stream().map(Diagram.Stage::id).toList());
        assertThat(blocks.stages()).allMatch(stage -> stage.state().isPresent());
    }

    @Test
    void drawsWhatWasMissed() {
        walked("newAssign", "assign");
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
                .forEach(i -> walked(flows.get(i % flows.size()).id(), ""));
        assertThat(coverage.flows().missed()).isEmpty();
    }

    /** As the workflow tells it. */
    private void walked(String flow, String action) {
        coverage.watcher().told().accept(flow, action);
    }
}
