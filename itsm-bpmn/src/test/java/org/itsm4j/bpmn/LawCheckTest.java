package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.itsm4j.bpmn.internal.model.Rule;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.lifecycle.Terms;
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
        accepted(Drawing.incident()
                .replace("${action == 'hold'}", "${action == 'hold' and not major}")
                .add(REVIEW.replace("STATE", "ON_HOLD").replace("CONDITION", "action == 'hold' and major")));
    }

    @Test
    void letsADiagramLeaveOptionalStatesOut() {
        accepted(Drawing.incident()
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
    void refusesATransitionThatTheContractDoesNotHave() {
        refused(
                Drawing.incident()
                        .replace(
                                "sourceRef=\"inProgress\" targetRef=\"resolved\"",
                                "sourceRef=\"inProgress\" targetRef=\"closed\""),
                Rule.ILLEGAL_TRANSITION,
                "it would let [resolve] lead from IN_PROGRESS to CLOSED (closed)");
    }

    @Test
    void refusesATransitionHiddenBehindAFactOrANegation() {
        refused(
                Drawing.incident().replace("${action == 'close'}", "${action == 'close' or major}"),
                Rule.ILLEGAL_TRANSITION,
                "would let [log, assign, start,");
        refused(
                Drawing.incident().replace("${action == 'close'}", "${action != 'reopen'}"),
                Rule.ILLEGAL_TRANSITION,
                "followUp, cancel, merge, unmerge");
    }

    @Test
    void refusesATransitionHiddenBehindAGateway() {
        refused(
                Drawing.incident()
                        .replace(
                                "sourceRef=\"stateBeforeMerge\" targetRef=\"onHold\"",
                                "sourceRef=\"stateBeforeMerge\" targetRef=\"resolved\""),
                Rule.ILLEGAL_TRANSITION,
                "it would let [unmerge] lead from MERGED to RESOLVED (resolved)");
    }

    @Test
    void refusesAMandatoryStateLeftOut() {
        refused(
                Drawing.incident().replace("state=\"CANCELLED\"", "state=\"CLOSED\""),
                Rule.STATE_MISSING,
                "no stage means [CANCELLED]");
    }

    @Test
    void refusesUnknownStatesAndMissingMarkers() {
        refused(
                Drawing.incident().replace("state=\"ON_HOLD\"", "state=\"WAITING\""),
                Rule.STATE,
                "it means the state WAITING");
        refused(
                Drawing.incident().replace("<itsm:stage state=\"ON_HOLD\" />", ""),
                Rule.STATE,
                "it says not which state it means");
        refused(
                Drawing.incident().replace("state=\"ON_HOLD\"", "state=\"CLOSED\""),
                Rule.STATE,
                "it means the state CLOSED, which is drawn as an end event");
    }

    @Test
    void refusesUnknownFactsAndActions() {
        refused(
                Drawing.incident().replace("${action == 'hold'}", "${action == 'hold' and risk == 'HIGH'}"),
                Rule.CONDITION,
                "there is no fact 'risk'");
        refused(
                Drawing.incident().replace("${action == 'hold'}", "${action == 'fly'}"),
                Rule.CONDITION,
                "there is no action 'fly'");
    }

    @Test
    void refusesAFlowBehindAGatewayThatNoActionThatArrivesTakes() {
        assertThat(check(choosing(
                        "action == 'escalate' and priority in ('P1')", "action != 'escalate' or priority != 'P1'")))
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(Rule.NEVER.id());
                    assertThat(finding.element()).isEqualTo("one");
                    assertThat(finding.what())
                            .isEqualTo(
                                    "no ticket ever takes the flow one: the actions that lead to choice are [resolve]");
                });
        refused(
                choosing("action == 'escalate'", "action != 'escalate'"),
                Rule.NEVER,
                "the actions that lead to choice are [resolve]");
        accepted(choosing("action == 'resolve' and priority == 'P1'", "action != 'resolve' or priority != 'P1'"));
    }

    @Test
    void knowsTheActionsThatComeThroughStepsGatewaysAndTimers() {
        Drawing two = Drawing.incident()
                .target("resolvedClose", "choice")
                .target("resolvedAutoClose", "note")
                .add("""
                <bpmn:serviceTask id="note"><bpmn:extensionElements><itsm:step handler="note"/></bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:sequenceFlow id="noted" sourceRef="note" targetRef="choice"/>
                <bpmn:exclusiveGateway id="choice" default="rest"/>
                <bpmn:sequenceFlow id="rest" sourceRef="choice" targetRef="closed"/>
                <bpmn:sequenceFlow id="more" sourceRef="choice" targetRef="second">
                  <bpmn:conditionExpression>${priority == 'P1'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                <bpmn:exclusiveGateway id="second" default="last"/>
                <bpmn:sequenceFlow id="last" sourceRef="second" targetRef="closed"/>
                <bpmn:sequenceFlow id="never" sourceRef="second" targetRef="closed">
                  <bpmn:conditionExpression>${action == 'ACTION'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>""");
        DiagramCheck check = DiagramCheck.of(Terms.of(IncidentContract.get())).steps(Set.of("note"));
        String file = new String(two.bytes(), StandardCharsets.UTF_8);
        assertThat(check.check(file.replace("ACTION", "close").getBytes(StandardCharsets.UTF_8)))
                .filteredOn(Finding::isError)
                .isEmpty();
        assertThat(check.check(file.replace("ACTION", "cancel").getBytes(StandardCharsets.UTF_8)))
                .filteredOn(Finding::isError)
                .extracting(Finding::what)
                .containsExactly("no ticket ever takes the flow never: the actions that lead to second are [close]");
    }

    @Test
    void refusesAWordThatAChoiceDoesNotHave() {
        List<Fact> facts = List.of(new Fact("site", String.class, "where it is", List.of("remote", "hq")));
        DiagramCheck check = DiagramCheck.of(Terms.of(IncidentContract.get()).facts(facts));
        String wrong = "action == 'close' and site == 'remot'";
        assertThat(check.check(
                        Drawing.incident().condition("resolvedClose", wrong).bytes()))
                .filteredOn(Finding::isError)
                .extracting(Finding::what)
                .anySatisfy(what -> assertThat(what).contains("'site' is never 'remot', but one of [remote, hq]"));
        String every = "site in ('remote', 'hq')";
        assertThat(check.check(choosing(every, "site not in ('remote', 'hq')").bytes()))
                .isEmpty();
        assertThat(check.check(choosing("site == 'remote'", "site == 'hq'").bytes()))
                .extracting(Finding::what)
                .containsExactly("it has no default flow, and no flow is open when site is absent");
        assertThat(check.check(choosing(every, "site != 'remote' and site != 'hq' and site == site")
                        .bytes()))
                .extracting(Finding::rule)
                .contains(Rule.NEVER.id());
    }

    /** On the way to resolved a gateway without a default flow. */
    private static Drawing choosing(String one, String other) {
        return Drawing.incident().target("inProgressResolve", "choice").add("""
                        <bpmn:exclusiveGateway id="choice"/>
                        <bpmn:sequenceFlow id="one" sourceRef="choice" targetRef="resolved">
                          <bpmn:conditionExpression>${ONE}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="other" sourceRef="choice" targetRef="resolved">
                          <bpmn:conditionExpression>${OTHER}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>""".replace("ONE", one)
                .replace("OTHER", other));
    }

    @Test
    void refusesAFlowWithoutAConditionOrWithOneThatNeverHolds() {
        refused(
                Drawing.incident()
                        .replace(
                                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${action == 'close'}</bpmn:conditionExpression>",
                                ""),
                Rule.CONDITION,
                "it leaves the stage resolved and needs a condition that names its action");
        refused(
                Drawing.incident().replace("${action == 'close'}", "${action == 'close' and action == 'reopen'}"),
                Rule.NEVER,
                "no action ever takes the flow resolvedClose");
    }

    @Test
    void refusesTwoFlowsThatAreAlwaysOpenTogether() {
        refused(
                Drawing.incident().add(REVIEW.replace("STATE", "ON_HOLD").replace("CONDITION", "action == 'hold'")),
                Rule.OVERLAP,
                "the action hold leaves by several flows at once: [inProgressHold, toReview]");
    }

    @Test
    void refusesTimersThatTheContractDoesNotAllow() {
        refused(
                Drawing.incident().replace("<itsm:timer action=\"close\" />", "<itsm:timer action=\"reopen\" />"),
                Rule.TIMER_ACTION,
                "gives the action reopen, which the contract does not let a timer give in the state RESOLVED");
        refused(
                Drawing.incident().replace("${autoCloseAfter}", "${priority}"),
                Rule.TIMER,
                "it waits for priority, which is no fact of type Duration");
    }

    @Test
    void refusesAnotherStartAndAnotherId() {
        refused(
                Drawing.incident()
                        .replace(
                                "sourceRef=\"logged\" targetRef=\"new\"",
                                "sourceRef=\"logged\" targetRef=\"assigned\""),
                Rule.START_STATE,
                "a ticket would start at assigned");
        refused(
                Drawing.incident().replace("itsm-incident", "itsm-other"),
                Rule.PROCESS_ID,
                "must be called itsm-incident");
    }

    @Test
    void refusesADiagramThatDoesNotOfferAnAction() {
        refused(
                Drawing.incident().without("resolvedReopen"),
                Rule.TRANSITION_MISSING,
                "no stage of RESOLVED lets reopen lead to IN_PROGRESS");
    }

    @Test
    void refusesACalendarThatTheHostDoesNotHave() {
        refused(Drawing.blocks(), Rule.CALENDAR, "it counts the working time of support, a calendar that is not known");
        assertThat(DiagramCheck.of(Terms.of(IncidentContract.get()).calendars(Set.of("support")))
                        .check(Drawing.blocks().bytes()))
                .extracting(Finding::rule)
                .doesNotContain(Rule.CALENDAR.id());
    }

    @Test
    void refusesAnApprovalThatTheHostDoesNotHaveOrThatNothingWaitsFor() {
        refused(Drawing.blocks(), Rule.APPROVAL, "it waits for the approval security, which is not known");
        refused(
                Drawing.incident().condition("resolvedClose", "action == 'close' and approval == 'APPROVED'"),
                Rule.APPROVAL,
                "it reads the approval, but does not leave a stage that waits for one");
    }

    @Test
    void refusesAStageWhoseTasksWouldMeetTwice() {
        refused(
                Drawing.blocks()
                        .replace(
                                "sourceRef=\"replaceSwitch\" targetRef=\"repairJoin\"",
                                "sourceRef=\"replaceSwitch\" targetRef=\"testPorts\""),
                Rule.TASKS,
                "draw a parallel gateway where ways part and meet");
    }

    @Test
    void warnsOfWhatIsNotRead() {
        Drawing drawing = Drawing.blocks()
                .replace(
                        "<bpmn:userTask id=\"vendorReview\" ",
                        "<bpmn:userTask id=\"vendorReview\" flowable:assignee=\"ana\" ");
        assertThat(check(drawing)).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.NO_EFFECT.id());
            assertThat(finding.isError()).isFalse();
            assertThat(finding.element()).isEqualTo("vendorReview");
            assertThat(finding.what()).startsWith("the attribute assignee of ").endsWith(" has no effect here");
        });
    }

    @Test
    void refusesTasksAfterWhichNothingLeadsOn() {
        for (String condition : List.of(
                "action == 'advance' and way == 'on'",
                "action == 'advance' and way in ('on', 'back')",
                "action == 'advance' and priority == 'P1'")) {
            refused(
                    Drawing.blocks().condition("repaired", condition),
                    Rule.TASKS,
                    "when its tasks are done nothing leads on");
        }
        refused(
                Drawing.blocks()
                        .condition("repaired", "action == 'cancel'")
                        .condition("repairCancel", "action == 'hold'"),
                Rule.TASKS,
                "a flow for advance is missing");
        for (String condition : List.of("action == 'advance' and way != 'back'", "action in ('advance', 'hold')")) {
            assertThat(check(Drawing.blocks().condition("repaired", condition)))
                    .as(condition)
                    .noneMatch(finding -> finding.rule().equals(Rule.TASKS.id()));
        }
    }

    @Test
    void refusesTasksThatNobodyCouldDo() {
        refused(group("network,service-desk"), Rule.TASKS, "it names several groups, and only one does a task");
        refused(group("  "), Rule.TASKS, "its group has 1 to 200 characters");
        refused(group("x".repeat(201)), Rule.TASKS, "its group has 1 to 200 characters");
        warned(
                Drawing.blocks().replace("<itsm:task group=\"service-desk\" />", ""),
                Rule.TASKS,
                "it names no group, so any agent may do it");
    }

    private static Drawing group(String group) {
        return Drawing.blocks()
                .replace("<itsm:task group=\"service-desk\" />", "<itsm:task group=\"" + group + "\" />");
    }

    @Test
    void warnsOfAnApprovalThatNobodyHeeds() {
        warned(
                Drawing.blocks().condition("reviewed", "action == 'close'"),
                Rule.NO_EFFECT,
                "it waits for the approval security, and no flow out of it reads what was decided");
    }

    @Test
    void readsTrueAndFalseStrictlyAndOneRetryPolicy() {
        for (String value : List.of("1", "TRUE", "yes")) {
            refused(
                    Drawing.blocks().replace("flowable:async=\"true\"", "flowable:async=\"" + value + "\""),
                    Rule.ATTRIBUTE,
                    "the attribute async of");
            refused(
                    Drawing.blocks().replace("cancelActivity=\"false\"", "cancelActivity=\"" + value + "\""),
                    Rule.ATTRIBUTE,
                    "the attribute cancelActivity of");
        }
        warned(
                Drawing.blocks().replace("flowable:async=\"true\"", "flowable:async=\"false\""),
                Rule.NO_EFFECT,
                "is not tried again: it runs in the transaction of the command");
        refused(
                Drawing.blocks().replace("flowable:async=\"true\"", "itsm:retry=\"R2/PT1M\" flowable:async=\"true\""),
                Rule.RETRY,
                "has two retry policies");
        assertThat(check(Drawing.blocks()
                        .replace("<flowable:failedJobRetryTimeCycle>R3/PT1M</flowable:failedJobRetryTimeCycle>", "")
                        .replace("flowable:async=\"true\"", "itsm:retry=\"R2/PT1M\" flowable:async=\"true\"")))
                .as("the step is named by its delegate")
                .noneMatch(finding -> finding.rule().equals(Rule.MARKER.id()));
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThat(check(Drawing.incident()
                        .replace("state=\"ON_HOLD\"", "state=\"WAITING\"")
                        .replace("state=\"NEW\"", "state=\"OPEN\"")))
                .extracting(Finding::element)
                .contains("onHold", "new");
    }

    private static void refused(Drawing drawing, Rule rule, String what) {
        assertThat(check(drawing)).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule.id());
            assertThat(finding.isError()).isTrue();
            assertThat(finding.what()).contains(what);
            assertThat(finding.line()).isPositive();
        });
    }

    private static void warned(Drawing drawing, Rule rule, String what) {
        assertThat(check(drawing)).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule.id());
            assertThat(finding.isError()).isFalse();
            assertThat(finding.what()).contains(what);
        });
    }

    private static List<Finding> check(Drawing drawing) {
        return DiagramCheck.of(Terms.of(IncidentContract.get())).check(drawing.bytes());
    }

    private static void accepted(Drawing drawing) {
        assertThat(check(drawing)).filteredOn(Finding::isError).isEmpty();
    }
}
