package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Terms;
import org.junit.jupiter.api.Test;

/** A modeller's template writes {@code itsm:state="NEW"} where a person writes a marker: both mean the same. */
class ShortMarkersTest {
    private static final Terms TERMS = Terms.of(IncidentContract.get());

    @Test
    void aDiagramInShortIsTheSameDiagram() {
        byte[] inShort = changed(text -> text.replaceAll(
                        "(<bpmn:(?:userTask|endEvent) [^>]*)>\\s*<bpmn:extensionElements>\\s*<itsm:stage (state=\"\\w+\") />\\s*"
                                + "</bpmn:extensionElements>",
                        "$1 camunda:modelerTemplate=\"stage\" camunda:modelerTemplateVersion=\"1\" itsm:$2>")
                .replaceAll(
                        "(<bpmn:boundaryEvent [^>]*)>\\s*<bpmn:extensionElements>\\s*<itsm:timer (action=\"\\w+\") />\\s*"
                                + "</bpmn:extensionElements>",
                        "$1 itsm:calendar=\"\" itsm:$2>")
                .replace("xmlns:itsm=", "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" xmlns:itsm="));
        assertThat(new String(inShort, StandardCharsets.UTF_8)).doesNotContain("<itsm:");
        assertThat(DiagramCheck.of(TERMS).check(inShort)).isEmpty();
        assertThat(Diagram.of(inShort).stages()).isEqualTo(Diagram.incident().stages());
        assertThat(DiagramDiff.between(Diagram.incident(), Diagram.of(inShort), TERMS)
                        .changes())
                .isEmpty();
        assertThat(Diagram.of(inShort).toSvg()).isEqualTo(Diagram.incident().toSvg());
    }

    @Test
    void whatNobodyHasFilledInIsNotThere() {
        assertThat(rules(text ->
                        text.replace("<bpmn:userTask id=\"new\"", "<bpmn:userTask itsm:approval=\"\" id=\"new\"")))
                .isEmpty();
    }

    @Test
    void aMarkerInShortAndInLongIsThereTwice() {
        assertThat(rules(text ->
                        text.replace("<bpmn:userTask id=\"new\"", "<bpmn:userTask itsm:state=\"NEW\" id=\"new\"")))
                .containsExactly("marker", "marker");
    }

    @Test
    void whatIsNoMarkerOfTheElementIsRefused() {
        for (String attribute :
                List.of("itsm:handler=\"x\"", "itsm:stage=\"NEW\"", "itsm:timer=\"close\"", "itsm:x=\"\"")) {
            assertThat(rules(text ->
                            text.replace("<bpmn:userTask id=\"new\"", "<bpmn:userTask " + attribute + " id=\"new\"")))
                    .as(attribute)
                    .containsExactly("attribute");
        }
        assertThat(rules(text -> text.replace("<bpmn:startEvent ", "<bpmn:startEvent itsm:state=\"NEW\" ")))
                .containsExactly("attribute");
    }

    @Test
    void whatItSaysIsJudgedAsInLong() {
        assertThat(rules(text -> text.replace("<itsm:stage state=\"ON_HOLD\" />", "")
                        .replace("<bpmn:userTask id=\"onHold\"", "<bpmn:userTask itsm:state=\"${x}\" id=\"onHold\"")))
                .contains("expression");
        assertThat(rules(text -> text.replace("<itsm:stage state=\"ON_HOLD\" />", "")
                        .replace(
                                "<bpmn:userTask id=\"onHold\"", "<bpmn:userTask itsm:state=\"WAITING\" id=\"onHold\"")))
                .contains("state");
    }

    private static List<String> rules(UnaryOperator<String> change) {
        return DiagramCheck.of(TERMS).check(changed(change)).stream()
                .filter(Finding::isError)
                .map(Finding::rule)
                .toList();
    }

    private static byte[] changed(UnaryOperator<String> change) {
        String text = new String(Diagram.incident().bytes(), StandardCharsets.UTF_8);
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        return changed.getBytes(StandardCharsets.UTF_8);
    }
}
