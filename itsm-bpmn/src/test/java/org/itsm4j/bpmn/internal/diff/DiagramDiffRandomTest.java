package org.itsm4j.bpmn.internal.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramDiff;
import org.itsm4j.bpmn.DiagramDiff.Change;
import org.itsm4j.bpmn.DiagramRefusedException;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for all pairs of diagrams. */
class DiagramDiffRandomTest {
    private static final Terms TERMS = Terms.of(IncidentContract.get());
    private static final List<String> CONDITIONS = List.of(
            "action == 'resolve'",
            "action == 'close' and priority == 'P1'",
            "action in ('hold', 'advance') and not major",
            "action != 'merge'",
            "action == 'advance' and way == 'vendor'",
            "action == 'resolve' and (category == 'security' or major)",
            "category == service and action == 'cancel'",
            "approval == 'APPROVED' and action == 'close'");

    private final Random random = new Random(20260302);

    @Test
    @Timeout(120)
    void neverThrowsAndSaysTheSameTurnedRound() {
        List<Diagram> diagrams =
                new ArrayList<>(List.of(Diagram.incident(), Drawing.blocks().read()));
        while (diagrams.size() < 30) {
            try {
                diagrams.add(Diagram.of(edited(diagrams.get(random.nextInt(diagrams.size())))));
            } catch (DiagramRefusedException e) {
                assertThat(e.findings()).isNotEmpty(); // not every edit makes a diagram
            }
        }
        for (Diagram before : diagrams) {
            assertThat(DiagramDiff.between(before, before, TERMS).changes()).isEmpty();
            Diagram after = diagrams.get(random.nextInt(diagrams.size()));
            DiagramDiff there = DiagramDiff.between(before, after, TERMS);
            DiagramDiff back = DiagramDiff.between(after, before, TERMS);
            assertThat(named(back, true)).containsExactlyInAnyOrderElementsOf(named(there, false));
            assertThat(DiagramDiff.between(before, after, TERMS).report()).isEqualTo(there.report());
        }
    }

    private static List<String> named(DiagramDiff diff, boolean turned) {
        return diff.changes().stream()
                .map(change -> (turned ? kind(change).turned() : kind(change)) + " " + change.elements())
                .toList();
    }

    private static ChangeKind kind(Change change) {
        return ChangeKind.valueOf(change.kind().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private byte[] edited(Diagram diagram) {
        String text = new String(diagram.bytes(), StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Diagram.Flow> flows = diagram.flows();
            String flow = flows.get(random.nextInt(flows.size())).id();
            List<Diagram.Stage> stages = diagram.stages();
            String stage = stages.get(random.nextInt(stages.size())).id();
            text = switch (random.nextInt(6)) {
                case 0 ->
                    text.replaceFirst("(<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*targetRef=\")[^\"]*", "$1" + stage);
                case 1, 2 ->
                    text.replaceFirst(
                            "(?s)(<bpmn:sequenceFlow id=\"" + flow
                                    + "\"[^>]*>\\s*<bpmn:conditionExpression[^>]*>)[^<]*",
                            "$1\\${" + CONDITIONS.get(random.nextInt(CONDITIONS.size())) + "}");
                case 3 ->
                    text.replaceFirst(
                            "(?s)<bpmn:sequenceFlow id=\"" + flow
                                    + "\"[^/]*</bpmn:conditionExpression>\\s*</bpmn:sequenceFlow>",
                            "");
                case 4 -> text.replaceFirst("(id=\"" + stage + "\" name=\")[^\"]*", "$1Stage " + i);
                default -> text.replaceFirst("state=\"ON_HOLD\"|state=\"ASSIGNED\"", "state=\"IN_PROGRESS\"");
            };
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Timeout(120)
    void staysWithinBoundsForTheLargestDiagrams() {
        Diagram before = large("P1");
        Diagram after = large("P2");
        assertThat(DiagramDiff.between(before, after, TERMS).changes()).isNotEmpty();
    }

    /** Gateways in a row, each with a way round the next: more ways than can be told one by one. */
    private static Diagram large(String priority) {
        StringBuilder text =
                new StringBuilder("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='t0'/>");
        for (int i = 0; i < 40; i++) {
            text.append("<userTask id='t" + i + "'><extensionElements><itsm:stage state='IN_PROGRESS'/>"
                    + "<itsm:approval name='a" + i + "'/>" + "</extensionElements></userTask>");
            text.append("<sequenceFlow id='u" + i + "' sourceRef='t" + i + "' targetRef='g" + i * 3 + "'>"
                    + "<conditionExpression>${action == 'advance' and (category != 'c" + i + "' or priority == '"
                    + priority + "')}</conditionExpression></sequenceFlow>");
            for (int j = i * 3; j < i * 3 + 3; j++) {
                String next = j == i * 3 + 2 ? (i == 39 ? "e" : "t" + (i + 1)) : "g" + (j + 1);
                String over = j > i * 3 ? next : "g" + (j + 2);
                text.append("<exclusiveGateway id='g" + j + "' default='d" + j + "'/>");
                text.append("<sequenceFlow id='d" + j + "' sourceRef='g" + j + "' targetRef='" + next + "'/>");
                text.append("<sequenceFlow id='c" + j + "' sourceRef='g" + j + "' targetRef='" + over
                        + "'><conditionExpression>${priority == '" + priority + "' and service == 's" + j
                        + "'}</conditionExpression></sequenceFlow>");
            }
        }
        text.append("<endEvent id='e'><extensionElements><itsm:stage state='CLOSED'/></extensionElements></endEvent>");
        return Diagram.of(Drawing.around(text.toString()));
    }
}
