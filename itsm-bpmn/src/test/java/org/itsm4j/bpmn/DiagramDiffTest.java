package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.lifecycle.Terms;
import org.junit.jupiter.api.Test;

class DiagramDiffTest {
    private static final String CLOSES_WHEN_APPROVED =
            "<itsm:stage state=\"RESOLVED\" /><itsm:approval name=\"owner\" />";

    private static final String REVIEW = """
            <bpmn:userTask id="review" name="Review"><bpmn:extensionElements><itsm:stage state="RESOLVED"/>
            <itsm:approval name="security"/></bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="toReview" sourceRef="resolved" targetRef="review">
            <bpmn:conditionExpression>${action == 'advance'}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="reviewed" sourceRef="review" targetRef="closed">
            <bpmn:conditionExpression>${action == 'close' and approval == 'APPROVED'}</bpmn:conditionExpression>
            </bpmn:sequenceFlow>""";

    @Test
    void findsNothingInADiagramThatIsTheSame() {
        assertThat(between(Drawing.incident(), Drawing.incident()).changes()).isEmpty();
        assertThat(between(Drawing.blocks(), Drawing.blocks()).isEmpty()).isTrue();
        assertThat(between(Drawing.incident(), Drawing.incident()))
                .hasToString("Changes of the diagram itsm-incident: none\n");
    }

    @Test
    void findsNothingInConditionsThatAreWrittenInAnotherWay() {
        assertThat(sentences(
                        Drawing.blocks(),
                        Drawing.blocks()
                                .condition("assignedReassign", "action == 'escalate' or 'reassign' == action")
                                .condition("newHold", "not (action != 'hold')")
                                .condition("toReview", "not (category != 'security' or action != 'resolve')")
                                .condition("backToNew", "mergedFrom in ('NEW') and mergedFrom != 'RESOLVED'")))
                .isEmpty();
    }

    @Test
    void findsOnlyAnotherDrawingWhereGatewaysDoTheSame() {
        assertThat(sentences(
                        Drawing.blocks(),
                        Drawing.blocks()
                                .without("toReview")
                                .condition("inProgressResolve", "action == 'resolve'")
                                .target("inProgressResolve", "secret")
                                .add("""
                                <bpmn:exclusiveGateway id="secret" default="open"/>
                                <bpmn:sequenceFlow id="open" sourceRef="secret" targetRef="tellOwner"/>
                                <bpmn:sequenceFlow id="closed1" sourceRef="secret" targetRef="securityReview">
                                <bpmn:conditionExpression>${category == 'security'}</bpmn:conditionExpression>
                                </bpmn:sequenceFlow>""")))
                .containsExactly("appearance: other gateways and flows that do the same");
    }

    @Test
    void tellsOfStagesAndEnds() {
        assertThat(sentences(
                        Drawing.incident(),
                        Drawing.incident()
                                .replace("name=\"In progress\"", "name=\"Being worked on\"")
                                .replace("name=\"Cancelled\"", "name=\"Not wanted\"")))
                .containsExactly(
                        "appearance: the stage In progress is now called Being worked on",
                        "appearance: the end Cancelled is now called Not wanted");
        assertThat(sentences(Drawing.incident(), Drawing.blocks()))
                .contains("behaviour: the stage Repair on site is new; it means IN_PROGRESS");
        assertThat(sentences(Drawing.blocks(), Drawing.incident()))
                .contains("behaviour: the stage Repair on site is gone; it meant IN_PROGRESS");
        assertThat(sentences(Drawing.incident(), Drawing.incident().replace("state=\"CANCELLED\"", "state=\"CLOSED\"")))
                .contains("behaviour: the end Cancelled now means CLOSED; before CANCELLED");
    }

    @Test
    void tellsOfTransitionsAndWhoMay() {
        assertThat(sentences(Drawing.incident(), Drawing.incident().without("newAssign")))
                .containsExactly("behaviour: assign is no longer possible in the stage New; it led to Assigned;"
                        + " dispatchers and the system could do it");
        assertThat(sentences(Drawing.incident().without("newAssign"), Drawing.incident()))
                .containsExactly("behaviour: assign is now possible in the stage New; it leads to Assigned;"
                        + " dispatchers and the system may now do it");
        assertThat(sentences(Drawing.incident(), Drawing.blocks()))
                .contains(
                        "behaviour: in the stage In progress, resolve now leads to Security review when category is"
                                + " security; the assignee and the system may now do it",
                        "behaviour: in the stage In progress, resolve leads to Resolved only when category is not"
                                + " security; before always",
                        "behaviour: advance is now possible in the stage In progress; it leads to Repair on site when"
                                + " way is repair, and to Vendor review when way is vendor, running Order the part; the"
                                + " assignee, dispatchers and the system may now do it");
        assertThat(sentences(Drawing.blocks(), Drawing.incident()))
                .contains("behaviour: in the stage In progress, resolve no longer leads to Security review when"
                        + " category is security; the assignee and the system could do it");
    }

    @Test
    void tellsWhoMayWhereAStageMeansAnotherState() {
        assertThat(sentences(
                        Drawing.incident(), Drawing.incident().replace("state=\"ASSIGNED\"", "state=\"IN_PROGRESS\"")))
                .contains("behaviour: in the stage Assigned, cancel to Cancelled may now be done by managers; before by"
                        + " the requester and managers");
    }

    @Test
    void looksThroughGateways() {
        assertThat(sentences(
                        Drawing.incident(), Drawing.incident().condition("backToAssigned", "mergedFrom == 'RESOLVED'")))
                .containsExactly(
                        "guard lost: in the stage Merged, unmerge leads to Assigned when mergedFrom is RESOLVED; before"
                                + " when mergedFrom is ASSIGNED",
                        "guard lost: in the stage Merged, unmerge leads to On hold when mergedFrom is none of NEW,"
                                + " RESOLVED and IN_PROGRESS; before when mergedFrom is none of NEW, ASSIGNED and"
                                + " IN_PROGRESS");
    }

    @Test
    void tellsOfConditionsThatNoLongerGuard() {
        Drawing guarded = Drawing.incident()
                .condition("inProgressResolve", "action == 'resolve' and (major or priority in ('P1', 'P2'))");
        assertThat(sentences(guarded, Drawing.incident()))
                .containsExactly("guard lost: in the stage In progress, resolve leads to Resolved always; before only"
                        + " when major is true or priority is P1 or P2");
        assertThat(sentences(Drawing.incident(), guarded))
                .containsExactly(
                        "behaviour: in the stage In progress, resolve leads to Resolved only when major is true"
                                + " or priority is P1 or P2; before always");
        assertThat(sentences(
                        guarded, Drawing.incident().condition("inProgressResolve", "action == 'resolve' and reopened")))
                .containsExactly(
                        "guard lost: in the stage In progress, resolve leads to Resolved when reopened is true;"
                                + " before when major is true or priority is P1 or P2");
        Drawing held = Drawing.incident().condition("newHold", "action == 'hold' and not major");
        assertThat(sentences(
                        held,
                        Drawing.incident()
                                .condition("newHold", "action == 'hold' and not major")
                                .add("""
                        <bpmn:sequenceFlow id="newMajor" sourceRef="new" targetRef="assigned">
                        <bpmn:conditionExpression>${action == 'hold' and major}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>""")))
                .containsExactly(
                        "guard lost: in the stage New, hold is possible always; before only when major is not true",
                        "behaviour: in the stage New, hold now leads to Assigned when major is true");
    }

    @Test
    void takesTheChoiceOfAPersonForNoGuard() {
        assertThat(sentences(
                        Drawing.blocks(),
                        Drawing.blocks().condition("toRepair", "action == 'advance' and way == 'fix'")))
                .containsExactly("behaviour: in the stage In progress, advance leads to Repair on site when way is fix;"
                        + " before when way is repair");
    }

    @Test
    void tellsThatAnApprovalIsPassedBy() {
        Drawing approved = approved();
        assertThat(sentences(
                        approved, approved().condition("resolvedClose", "action == 'close' and approval != 'PENDING'")))
                .containsExactly(
                        "guard lost: a ticket can now come to Closed without the approval owner: New, resolve to"
                                + " Resolved, close to Closed",
                        "guard lost: in the stage Resolved, close leads to Closed when approval is not PENDING; before"
                                + " only when approval is APPROVED");
        assertThat(sentences(approved(), approved().add("""
                <bpmn:boundaryEvent id="soon" name="Soon" attachedToRef="resolved">
                <bpmn:extensionElements><itsm:timer action="close"/></bpmn:extensionElements>
                <bpmn:timerEventDefinition><bpmn:timeDuration>P1DT8H</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="soonClosed" sourceRef="soon" targetRef="closed"/>""")))
                .containsExactly(
                        "guard lost: a ticket can now come to Closed without the approval owner: New, resolve to"
                                + " Resolved, the timer Soon to Closed",
                        "behaviour: the timer Soon at the stage Resolved is new: after 1 day 8 hours, close by the"
                                + " system, which leads to Closed");
        assertThat(sentences(approved(), approved().replace("name=\"owner\"", "name=\"board\"")))
                .containsExactly(
                        "guard lost: a ticket can now come to Closed without the approval owner: New, resolve to"
                                + " Resolved, close to Closed",
                        "guard lost: the stage Resolved now waits for the approval board; before for owner",
                        "behaviour: a ticket can no longer come to Closed without the approval board, as before: New,"
                                + " resolve to Resolved, close to Closed");
    }

    @Test
    void tellsThatAnApprovalIsPassedByForSomeTickets() {
        Drawing before = reviewed("action == 'close' and category != 'security'");
        Drawing after = reviewed("action == 'close' and (category != 'security' or major)");
        assertThat(sentences(before, after))
                .containsExactly(
                        "guard lost: a ticket can now come to Closed without the approval security, when category is"
                                + " security: New, resolve to Resolved, close to Closed",
                        "guard lost: in the stage Resolved, close leads to Closed when category is not security or"
                                + " major is true; before only when category is not security");
        assertThat(sentences(after, before))
                .contains(
                        "behaviour: a ticket can no longer come to Closed without the approval security, when category"
                                + " is security, as before: New, resolve to Resolved, close to Closed");
    }

    @Test
    void tellsForWhichTicketsAnApprovalIsPassedBy() {
        assertThat(sentences(
                        reviewed("action == 'close' and (category != 'security' or priority != 'P1')"),
                        reviewed("action == 'close'")))
                .contains("guard lost: a ticket can now come to Closed without the approval security, when category is"
                        + " security and priority is P1: New, resolve to Resolved, close to Closed");
        assertThat(sentences(
                        reviewed("action == 'close' and category in ('desk', 'print')"), reviewed("action == 'close'")))
                .contains("guard lost: a ticket can now come to Closed without the approval security, when category is"
                        + " neither desk nor print: New, resolve to Resolved, close to Closed");
    }

    private static Drawing reviewed(String close) {
        return noTimer(Drawing.incident()).condition("resolvedClose", close).add(REVIEW);
    }

    @Test
    void tellsOfAnotherProcess() {
        assertThat(sentences(Drawing.incident(), Drawing.incident().replace("itsm-incident", "itsm-fault")))
                .containsExactly("behaviour: the process is now called itsm-fault; before itsm-incident");
    }

    @Test
    void tellsOfGates() {
        Drawing shortcut = Drawing.incident().target("inProgressResolve", "closed");
        assertThat(sentences(Drawing.incident(), shortcut))
                .contains("guard lost: a ticket can now come to Closed without passing RESOLVED: New, start to In"
                        + " progress, resolve to Closed");
        assertThat(sentences(shortcut, Drawing.incident()))
                .contains("behaviour: a ticket can no longer come to Closed without passing RESOLVED, as before: New,"
                        + " start to In progress, resolve to Closed");
        assertThat(sentences(Drawing.incident(), Drawing.blocks()))
                .contains("behaviour: on the way to CLOSED, RESOLVED is now passed at Resolved and Security review;"
                        + " before at Resolved");
    }

    @Test
    void saysWhereThereAreTooManyCases() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            values.add("'v" + i + "'");
        }
        String many = String.join(
                " and ",
                List.of("service", "category", "group", "holdReason", "way").stream()
                        .map(fact -> fact + " in (" + String.join(", ", values) + ")")
                        .toList());
        assertThat(sentences(
                        Drawing.incident().condition("newHold", "action == 'hold' and " + many),
                        Drawing.incident().condition("newHold", many + " and action == 'hold'")))
                .isEmpty();
        assertThat(sentences(
                        Drawing.incident().condition("newHold", "action == 'hold' and " + many),
                        Drawing.incident().condition("newHold", "action == 'hold' and " + many.replace("v8", "v9"))))
                .containsExactly("guard lost: in the stage New, hold leads to On hold under conditions that are written"
                        + " in another way, with too many cases to compare");
    }

    @Test
    void looksBetweenNumbers() {
        Terms terms =
                Terms.of(IncidentContract.get()).facts(List.of(new Fact("cost", BigDecimal.class, "what it costs")));
        assertThat(DiagramDiff.between(
                                Drawing.incident()
                                        .condition("newHold", "action == 'hold' and cost <= 1")
                                        .read(),
                                Drawing.incident()
                                        .condition("newHold", "action == 'hold' and cost < 2")
                                        .read(),
                                terms)
                        .changes())
                .extracting(DiagramDiff.Change::sentence)
                .containsExactly("in the stage New, hold leads to On hold when cost is less than 2; before only when"
                        + " cost is at most 1");
    }

    @Test
    void cleansWhatItQuotes() {
        assertThat(sentences(
                        Drawing.incident(),
                        Drawing.incident().condition("newHold", "action == 'hold' and category == 'a\u202Eb c'")))
                .containsExactly("behaviour: in the stage New, hold leads to On hold only when category is 'a?b c';"
                        + " before always");
    }

    private static Drawing approved() {
        return noTimer(Drawing.incident())
                .replace("<itsm:stage state=\"RESOLVED\" />", CLOSES_WHEN_APPROVED)
                .condition("resolvedClose", "action == 'close' and approval == 'APPROVED'");
    }

    private static Drawing noTimer(Drawing drawing) {
        return drawing.without("resolvedAutoClose").cut("<bpmn:boundaryEvent", "</bpmn:boundaryEvent>");
    }

    private static List<String> sentences(Drawing before, Drawing after) {
        return between(before, after).changes().stream()
                .map(it -> it.weight().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + it.sentence())
                .toList();
    }

    private static DiagramDiff between(Drawing before, Drawing after) {
        return DiagramDiff.between(before.read(), after.read(), Terms.of(IncidentContract.get()));
    }
}
