package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.itsm4j.change.ChangeContract;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.lifecycle.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The diagrams of changes that come with the library, and the gates that nobody draws a way around. */
class ChangeDiagramsTest {
    private static final String CANCELLED_AFTER = """
                <bpmn:boundaryEvent id="late" attachedToRef="assessing">
                  <bpmn:extensionElements><itsm:timer action="ACTION"/></bpmn:extensionElements>
                  <bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="goesOn" sourceRef="late" targetRef="scheduled"/>
              </bpmn:process>""";

    private static String drawn(ChangeModel model) {
        return new String(Diagram.shipped(model.law()).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    private static List<Finding> findings(ChangeModel model, String file) {
        return DiagramCheck.of(Terms.of(ChangeContract.of(model))).check(file.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(ChangeModel model, String file, String... words) {
        List<Finding> findings = findings(model, file);
        assertThat(findings).anyMatch(Finding::isError);
        assertThat(findings)
                .extracting(Finding::what)
                .anySatisfy(message -> assertThat(message).contains(words));
    }

    @ParameterizedTest
    @EnumSource
    void keepTheirLaw(ChangeModel model) {
        assertThat(findings(model, drawn(model))).isEmpty();
    }

    @Test
    void noNormalChangeIsScheduledWithoutAVote() {
        String direct = drawn(ChangeModel.NORMAL)
                .replace(
                        "sourceRef=\"assessing\" targetRef=\"authorizing\"",
                        "sourceRef=\"assessing\" targetRef=\"scheduled\"");
        refused(ChangeModel.NORMAL, direct, "[assessed] lead from ASSESSING to SCHEDULED");
        refused(ChangeModel.NORMAL, direct, "a way leads to SCHEDULED without passing AUTHORIZING");
        String renamed = drawn(ChangeModel.NORMAL).replace("state=\"AUTHORIZING\"", "state=\"ASSESSING\"");
        refused(ChangeModel.NORMAL, renamed, "mandatory states are missing: no stage means [AUTHORIZING]");
    }

    @Test
    void noTimerPassesTheVote() {
        for (String action : List.of("authorise", "assessed", "accept", "preauthorise")) {
            String file =
                    drawn(ChangeModel.NORMAL).replace("</bpmn:process>", CANCELLED_AFTER.replace("ACTION", action));
            refused(ChangeModel.NORMAL, file, "a way leads to SCHEDULED without passing AUTHORIZING");
        }
    }

    @Test
    void whatTheSystemAloneGivesIsNeverBarred() {
        String never = drawn(ChangeModel.NORMAL)
                .replace("${action == 'decline'}", "${action == 'decline' and risk == 'NONE'}");
        refused(ChangeModel.NORMAL, never, "the action decline has no way out", "the system alone gives it");
        String low = drawn(ChangeModel.NORMAL)
                .replace("${action == 'authorise'}", "${action == 'authorise' and risk == 'LOW'}");
        refused(ChangeModel.NORMAL, low, "the action authorise has no way out");
        String said = drawn(ChangeModel.NORMAL)
                .replace("${action == 'decline'}", "${action == 'decline' and decision == 'REJECTED'}");
        assertThat(findings(ChangeModel.NORMAL, said))
                .as("what the contract says too")
                .noneMatch(Finding::isError);
    }

    @Test
    void whatOneModelMayAnotherMayNot() {
        refused(
                ChangeModel.NORMAL,
                drawn(ChangeModel.STANDARD).replace("itsm-change-standard", "itsm-change-normal"),
                "a way leads to SCHEDULED without passing AUTHORIZING");
        refused(
                ChangeModel.NORMAL,
                drawn(ChangeModel.EMERGENCY).replace("itsm-change-emergency", "itsm-change-normal"),
                "[implementFirst] lead from AUTHORIZING to SCHEDULED");
        refused(
                ChangeModel.EMERGENCY,
                drawn(ChangeModel.NORMAL).replace("itsm-change-normal", "itsm-change-emergency"),
                "lets implementFirst lead to SCHEDULED");
    }

    @Test
    void aDiagramSaysWhereEachWayToCreateATicketLeads() {
        refused(
                ChangeModel.NORMAL,
                drawn(ChangeModel.NORMAL).replace("${action == 'recordUnauthorised'}", "${action == 'raise'}"),
                "by recordUnauthorised the contract starts in REVIEWING");
    }
}
