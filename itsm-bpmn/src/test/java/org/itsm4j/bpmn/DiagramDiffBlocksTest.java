package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.itsm4j.bpmn.DiagramDiff.Change;
import org.itsm4j.bpmn.DiagramDiff.Weight;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Terms;
import org.junit.jupiter.api.Test;

/** What a comparison says of steps, timers, tasks and pictures. */
class DiagramDiffBlocksTest {
    private static final String RETRY = "<flowable:failedJobRetryTimeCycle>R3/PT1M</flowable:failedJobRetryTimeCycle>";

    @Test
    void tellsOfStepsThatAreNewOrGone() {
        assertThat(sentences(Drawing.incident(), Drawing.blocks()))
                .contains(
                        "the step Order the part is new: it runs orderPart in the background, up to 3 tries, 1 minute"
                                + " apart, on advance from In progress to Vendor review",
                        "the step Tell the owner is new: it runs tellOwner, on resolve from In progress to Resolved",
                        "the step Nudge the vendor is new: it runs nudgeVendor, when the timer Every four hours rings"
                                + " beside the stage Vendor review");
        assertThat(sentences(Drawing.blocks(), Drawing.incident()))
                .contains("the step Tell the owner is gone: it ran tellOwner, on resolve from In progress to Resolved");
    }

    @Test
    void tellsHowStepsRun() {
        told(
                Drawing.blocks().replace("handler=\"tellOwner\"", "handler=\"mailOwner\""),
                "the step Tell the owner now runs mailOwner; before tellOwner");
        told(
                Drawing.blocks().replace(RETRY, "").replace("flowable:async=\"true\" ", ""),
                "the step Order the part now runs with the action itself; before in the background, up to 3 tries, 1"
                        + " minute apart");
        assertThat(sentences(
                        Drawing.blocks().replace(RETRY, "").replace("flowable:async=\"true\" ", ""), Drawing.blocks()))
                .containsExactly("the step Order the part now runs in the background, up to 3 tries, 1 minute apart;"
                        + " before with the action itself");
        told(
                Drawing.blocks().replace("R3/PT1M", "R1/PT1H30M"),
                "the step Order the part is now given up to 1 try, 1 hour 30 minutes apart; before up to 3 tries, 1"
                        + " minute apart");
    }

    @Test
    void tellsOnWhichTransitionsStepsRun() {
        told(
                Drawing.blocks().target("onHoldResolve", "tellOwner"),
                "on resolve from On hold to Resolved, the step Tell the owner now runs");
        assertThat(sentences(Drawing.blocks().target("onHoldResolve", "tellOwner"), Drawing.blocks()))
                .containsExactly("on resolve from On hold to Resolved, the step Tell the owner no longer runs");
        told(
                Drawing.blocks().target("inProgressResolve", "urgent").add(urgent("P1")),
                "on resolve from In progress to Resolved, the step Tell the owner runs when category is not security and"
                        + " priority is P1; before when category is not security");
    }

    private static String urgent(String priority) {
        return """
                <bpmn:exclusiveGateway id="urgent" default="calm"/>
                <bpmn:sequenceFlow id="calm" sourceRef="urgent" targetRef="resolved"/>
                <bpmn:sequenceFlow id="hurry" sourceRef="urgent" targetRef="tellOwner">
                <bpmn:conditionExpression>${priority == '%s'}</bpmn:conditionExpression></bpmn:sequenceFlow>""".formatted(priority);
    }

    @Test
    void tellsInWhichOrderStepsRun() {
        String log = "<bpmn:serviceTask id=\"log2\" name=\"Log it\"><bpmn:extensionElements>"
                + "<itsm:step handler=\"logIt\"/></bpmn:extensionElements></bpmn:serviceTask>";
        Drawing before = Drawing.blocks()
                .add(log + "<bpmn:sequenceFlow id=\"logged2\" sourceRef=\"log2\" targetRef=\"resolved\"/>")
                .target("told", "log2");
        Drawing after = Drawing.blocks()
                .add(log + "<bpmn:sequenceFlow id=\"logged2\" sourceRef=\"log2\" targetRef=\"tellOwner\"/>")
                .target("inProgressResolve", "log2");
        assertThat(sentences(before, after))
                .containsExactly("on resolve from In progress to Resolved, steps run in another order: Log it and Tell"
                        + " the owner; before Tell the owner and Log it");
    }

    @Test
    void tellsOfTimersThatAreNewOrGone() {
        assertThat(sentences(Drawing.incident(), Drawing.blocks()))
                .contains(
                        "the timer Vendor is late at the stage Vendor review is new: after 8 hours of the calendar"
                                + " support, reassign by the system with group second-level and reason 'The vendor is"
                                + " late', which leads to Assigned",
                        "the timer Every four hours at the stage Vendor review is new: every 4 hours, 3 times, running"
                                + " Nudge the vendor beside the stage");
        assertThat(sentences(
                        Drawing.incident(),
                        Drawing.incident()
                                .without("resolvedAutoClose")
                                .cut("<bpmn:boundaryEvent", "</bpmn:boundaryEvent>")))
                .containsExactly("the timer Not reopened in time at the stage Resolved is gone: after the time that"
                        + " autoCloseAfter says, close by the system, which leads to Closed");
    }

    @Test
    void tellsWhatTimersDoInAnotherWay() {
        told(
                Drawing.blocks().replace("<bpmn:timeDuration>PT8H<", "<bpmn:timeDuration>PT90M<"),
                "the timer Vendor is late at the stage Vendor review now rings after 1 hour 30 minutes; before after 8"
                        + " hours");
        told(
                Drawing.blocks().replace("calendar=\"support\" ", ""),
                "the timer Vendor is late at the stage Vendor review now counts all the time; before the working time of"
                        + " the calendar support");
        told(
                Drawing.blocks().replace("group=\"second-level\"", "group=\"vendors\""),
                "the timer Vendor is late at the stage Vendor review now says with reassign group vendors and reason 'The"
                        + " vendor is late'; before group second-level and reason 'The vendor is late'");
        told(
                Drawing.blocks()
                        .replace(
                                "action=\"reassign\" calendar=\"support\" group=\"second-level\" reason=\"The vendor is late\"",
                                "action=\"advance\" calendar=\"support\""),
                "the timer Vendor is late at the stage Vendor review now lets the system do advance; before reassign",
                "the timer Vendor is late at the stage Vendor review now says with advance no data; before group"
                        + " second-level and reason 'The vendor is late'");
        told(
                Drawing.blocks().target("late", "onHold"),
                "when the timer Vendor is late rings at the stage Vendor review, reassign now leads to On hold; the"
                        + " system may now do it",
                "when the timer Vendor is late rings at the stage Vendor review, reassign no longer leads to Assigned;"
                        + " the system could do it");
        told(
                Drawing.blocks()
                        .replace(
                                "id=\"nudge\" name=\"Every four hours\" attachedToRef=\"vendorReview\"",
                                "id=\"nudge\" name=\"Every four hours\" attachedToRef=\"repair\""),
                "the timer Every four hours is now at the stage Repair on site; before at Vendor review");
        told(
                Drawing.blocks()
                        .replace(" cancelActivity=\"false\"", "")
                        .replace(
                                "<bpmn:timeCycle>R3/PT4H</bpmn:timeCycle>",
                                "<bpmn:timeDuration>PT4H</bpmn:timeDuration>")
                        .replace(
                                "<bpmn:boundaryEvent id=\"nudge\" name=\"Every four hours\" attachedToRef=\"vendorReview\">",
                                "<bpmn:boundaryEvent id=\"nudge\" name=\"Every four hours\" attachedToRef=\"vendorReview\">"
                                        + "<bpmn:extensionElements><itsm:timer action=\"cancel\"/></bpmn:extensionElements>")
                        .target("toNudge", "cancelled")
                        .target("late", "nudgeVendor")
                        .target("nudgeDone", "assigned")
                        .cut("<bpmn:endEvent id=\"nudged\"", "/>"),
                "on reassign by the timer Vendor is late to Assigned, the step Nudge the vendor now runs",
                "the timer Every four hours at the stage Vendor review now interrupts it: after 4 hours, cancel by the"
                        + " system, which leads to Cancelled; before every 4 hours, 3 times, running Nudge the vendor"
                        + " beside the stage");
    }

    @Test
    void tellsOfTasks() {
        told(
                Drawing.blocks().replace("<itsm:task group=\"service-desk\" />", "<itsm:task group=\"office\" />"),
                "in the stage Repair on site, the task Inform the users is now for the group office; before for the"
                        + " group service-desk");
        Drawing sequence = Drawing.blocks()
                .target("r2", "informUsers")
                .without("r3")
                .target("r5", "replaceSwitch")
                .target("r4", "repairJoin");
        told(
                sequence,
                "in the stage Repair on site, the task Replace the switch now comes in sequence, after Inform the"
                        + " users");
        assertThat(sentences(sequence, Drawing.blocks()))
                .containsExactly("in the stage Repair on site, the task Replace the switch is now done in parallel: it"
                        + " no longer waits for Inform the users");
        Drawing without = Drawing.blocks()
                .without("r6")
                .target("r4", "testPorts")
                .cut("<bpmn:userTask id=\"informUsers\"", "</bpmn:userTask>")
                .without("r3")
                .without("r5")
                .cut("<bpmn:parallelGateway id=\"repairJoin\"", "/>");
        told(
                without,
                "in the stage Repair on site, the task Inform the users is gone; it was for the group service-desk");
        assertThat(sentences(without, Drawing.blocks()))
                .containsExactly("in the stage Repair on site, the task Inform the users is new, for the group"
                        + " service-desk");
    }

    @Test
    void putsNamesAndPositionsInOneLine() {
        List<Change> changes = between(
                        Drawing.blocks(),
                        Drawing.blocks()
                                .replace("id=\"newAssign\" name=\"assign\"", "id=\"newAssign\" name=\"assign it\"")
                                .replace("name=\"Tell the owner\"", "name=\"Call the owner\"")
                                .replace("<dc:Bounds x=\"160\" y=\"372\"", "<dc:Bounds x=\"161\" y=\"372\"")
                                .replace(
                                        "id=\"itsm-incident\" name=\"Incident\"",
                                        "id=\"itsm-incident\" name=\"Faults\""))
                .changes();
        assertThat(changes)
                .containsExactly(new Change(
                        "appearance",
                        Weight.APPEARANCE,
                        List.of("logged", "newAssign", "tellOwner"),
                        "another name for the whole, Faults; other names for newAssign and tellOwner; other positions"
                                + " for logged"));
    }

    @Test
    void reportsTheWeightiestFirst() {
        assertThat(between(
                                Drawing.incident().condition("inProgressResolve", "action == 'resolve' and major"),
                                Drawing.incident().without("newAssign").replace("name=\"On hold\"", "name=\"Waiting\""))
                        .report())
                .isEqualTo("""
                        Changes of the diagram itsm-incident: 3

                        No longer required
                        - in the stage In progress, resolve leads to Resolved always; before only when major is true [inProgress, resolved]

                        Behaviour
                        - assign is no longer possible in the stage New; it led to Assigned; dispatchers and the system could do it [new, assigned]

                        Appearance
                        - the stage On hold is now called Waiting [onHold]
                        """);
    }

    private static void told(Drawing after, String... sentences) {
        assertThat(sentences(Drawing.blocks(), after)).containsExactly(sentences);
    }

    private static List<String> sentences(Drawing before, Drawing after) {
        return between(before, after).changes().stream().map(Change::sentence).toList();
    }

    private static DiagramDiff between(Drawing before, Drawing after) {
        return DiagramDiff.between(before.read(), after.read(), Terms.of(IncidentContract.get()));
    }
}
