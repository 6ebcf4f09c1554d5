package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Contract;
import org.junit.jupiter.api.Test;

class LawCheckTest {
    private static final String REVIEW = """
                <bpmn:userTask id="vendorReview" name="Vendor review">
                  <bpmn:extensionElements><itsm:stage state="STATE"/></bpmn:extensionElements>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="toReview" sourceRef="inProgress" targetRef="vendorReview">
                  <bpmn:conditionExpression>${CONDITION}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="fromReview" sourceRef="vendorReview" targetRef="cancelled">
                  <bpmn:conditionExpression>${action == 'cancel'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>""";

    @Test
    void letsADiagramAddAStage() {
        check(Drawing.incident()
                .replace("${action == 'hold'}", "${action == 'hold' and not major}")
                .add(REVIEW.replace("STATE", "ON_HOLD").replace("CONDITION", "action == 'hold' and major")));
    }

    @Test
    void letsADiagramLeaveOptionalStatesOut() {
        check(Drawing.incident()
                .without("newMerge")
                .without("assignedMerge")
                .without("inProgressMerge")
                .without("onHoldMerge")
                .without("mergedUnmerge")
                .without("backToNew")
                .without("backToAssigned")
                .without("backToInProgress")
                .without("backToOnHold")
                .cut("<bpmn:userTask id=\"merged\"", "</bpmn:userTask>")
                .cut("<bpmn:exclusiveGateway", "</bpmn:exclusiveGateway>"));
    }

    @Test
    void refusesAStepThatTheContractDoesNotHave() {
        refused(
                Drawing.incident()
                        .replace(
                                "sourceRef=\"inProgress\" targetRef=\"resolved\"",
                                "sourceRef=\"inProgress\" targetRef=\"closed\""),
                "the flow inProgressResolve would let [resolve] lead from IN_PROGRESS to CLOSED (closed)");
    }

    @Test
    void refusesAStepHiddenBehindAFactOrANegation() {
        refused(
                Drawing.incident().replace("${action == 'close'}", "${action == 'close' or major}"),
                "would let [log, assign, start, reassign, escalate, hold, resume, advance, resolve, reopen, followUp, cancel, merge, unmerge, reclassify, note, refer, watch, unwatch, relate, unrelate, claim, complete, step, proposeMajor, acceptMajor, rejectMajor, endMajor, sitrep, review] lead from RESOLVED to CLOSED");
        refused(
                Drawing.incident().replace("${action == 'close'}", "${action != 'reopen'}"),
                "followUp, cancel, merge, unmerge");
    }

    @Test
    void refusesAStepHiddenBehindAGateway() {
        refused(
                Drawing.incident()
                        .replace(
                                "sourceRef=\"stateBeforeMerge\" targetRef=\"onHold\"",
                                "sourceRef=\"stateBeforeMerge\" targetRef=\"resolved\""),
                "the flow mergedUnmerge would let [unmerge] lead from MERGED to RESOLVED (resolved)");
    }

    @Test
    void refusesAMandatoryStateLeftOut() {
        refused(
                Drawing.incident().replace("state=\"CANCELLED\"", "state=\"CLOSED\""),
                "no stage means the state CANCELLED");
    }

    @Test
    void refusesUnknownStatesAndMissingMarkers() {
        refused(Drawing.incident().replace("state=\"ON_HOLD\"", "state=\"WAITING\""), "onHold means the state WAITING");
        refused(
                Drawing.incident().replace("<itsm:stage state=\"ON_HOLD\" />", ""),
                "onHold needs <itsm:stage state=\"...\"/>");
        refused(
                Drawing.incident().replace("state=\"ON_HOLD\"", "state=\"CLOSED\""),
                "onHold means the state CLOSED, which is drawn as an end event");
    }

    @Test
    void refusesUnknownFactsAndActions() {
        refused(
                Drawing.incident().replace("${action == 'hold'}", "${action == 'hold' and risk == 'HIGH'}"),
                "the condition of newHold: there is no fact 'risk'");
        refused(Drawing.incident().replace("${action == 'hold'}", "${action == 'fly'}"), "there is no action 'fly'");
    }

    @Test
    void refusesAFlowWithoutAConditionOrWithOneThatNeverHolds() {
        refused(
                Drawing.incident()
                        .replace(
                                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${action == 'close'}</bpmn:conditionExpression>",
                                ""),
                "the flow resolvedClose out of resolved needs a condition that names its action");
        refused(
                Drawing.incident().replace("${action == 'close'}", "${action == 'close' and action == 'reopen'}"),
                "no action ever takes the flow resolvedClose");
    }

    @Test
    void refusesTwoFlowsThatAreAlwaysOpenTogether() {
        refused(
                Drawing.incident().add(REVIEW.replace("STATE", "ON_HOLD").replace("CONDITION", "action == 'hold'")),
                "the action hold leaves inProgress by several flows at once: [inProgressHold, toReview]");
    }

    @Test
    void refusesTimersThatTheContractDoesNotAllow() {
        refused(
                Drawing.incident().replace("<itsm:timer action=\"close\" />", "<itsm:timer action=\"reopen\" />"),
                "gives the action reopen, which the contract does not let the system give by itself in the state RESOLVED");
        refused(
                Drawing.incident().replace("${autoCloseAfter}", "${priority}"),
                "the timer autoClose waits for priority, which is no fact of type Duration");
    }

    @Test
    void refusesAnotherStartAndAnotherId() {
        refused(
                Drawing.incident()
                        .replace(
                                "sourceRef=\"logged\" targetRef=\"new\"",
                                "sourceRef=\"logged\" targetRef=\"assigned\""),
                "a ticket would start at assigned");
        refused(Drawing.incident().replace("itsm-incident", "itsm-other"), "must have the id itsm-incident");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> check(Drawing.incident()
                        .replace("state=\"ON_HOLD\"", "state=\"WAITING\"")
                        .replace("state=\"NEW\"", "state=\"OPEN\"")))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains("line ", "OPEN", "WAITING"));
    }

    private static void refused(Drawing drawing, String message) {
        assertThatThrownBy(() -> check(drawing))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Diagram itsm-")
                .hasMessageContaining(message);
    }

    private static void check(Drawing drawing) {
        Contract<?, ?> contract = IncidentContract.get();
        LawCheck.check(drawing.read().model(), contract);
    }
}
