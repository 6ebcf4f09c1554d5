package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.itsm4j.bpmn.internal.model.Delay;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagramTest {
    private static final String START = "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/>";
    private static final String END = "<sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'/>";

    @Test
    void readsStagesFlowsAndNames() {
        Diagram diagram = Diagram.incident();
        assertThat(diagram.id()).isEqualTo("itsm-incident");
        assertThat(diagram.name()).isEqualTo("Incident");
        assertThat(diagram.stages())
                .contains(
                        new Diagram.Stage("inProgress", "In progress", Optional.of("IN_PROGRESS"), false),
                        new Diagram.Stage("closed", "Closed", Optional.of("CLOSED"), true));
        assertThat(diagram.flows())
                .contains(new Diagram.Flow(
                        "newAssign", "assign", "new", "assigned", Optional.of("${action == 'assign'}")));
        assertThat(diagram).hasToString("Diagram itsm-incident");
    }

    @Test
    void keepsTheFileItWasGiven() {
        byte[] bytes = Drawing.incident().bytes();
        Diagram diagram = Diagram.of(bytes);
        bytes[0] = 'x';
        diagram.bytes()[1] = 'x';
        assertThat(diagram.bytes()).startsWith("<?xml".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsATimerBeforeItsStageAndTextInPieces() {
        Diagram diagram = Diagram.of(Drawing.around(START
                + "<boundaryEvent id='b' attachedToRef='t'><extensionElements><itsm:timer action='close'/></extensionElements>"
                + "<timerEventDefinition><timeDuration>P<!-- five -->5<![CDATA[D]]></timeDuration></timerEventDefinition>"
                + "</boundaryEvent><sequenceFlow id='f2' sourceRef='b' targetRef='e'/><userTask id='t'/>" + END));
        assertThat(diagram.source().model().timers("t"))
                .singleElement()
                .extracting(Node.Timer::delay)
                .isEqualTo(new Delay.Fixed(java.time.Duration.ofDays(5), 1));
    }

    @Test
    void readsNamesWithLineBreaksAsOneLine() {
        assertThat(Diagram.of(Drawing.around(START + "<userTask id='t' name='Vendor&#10;review'/>" + END))
                        .stages()
                        .get(0)
                        .name())
                .isEqualTo("Vendor review");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<scriptTask id='x'/> | script-task | <scriptTask id=\"x\"> is not allowed in <process",
                "<serviceTask id='x'/> | step | names no step",
                "<serviceTask id='x' flowable:delegateExpression='${a.b()}'/> | expression | allowed grammar",
                "<serviceTask id='x' flowable:class='java.util.Timer'/> | class | {http://flowable.org/bpmn}class",
                "<serviceTask id='x' flowable:async='true' flowable:delegateExpression='${a}'><extensionElements><flowable:failedJobRetryTimeCycle>R99/PT0S</flowable:failedJobRetryTimeCycle></extensionElements></serviceTask> | retry | out of range",
                "<subProcess id='x' triggeredByEvent='true'/> | event-sub-process | event subprocess",
                "<subProcess id='x'><subProcess id='y'/></subProcess> | sub-process | in another sub-process",
                "<complexGateway id='x'/> | element | is not allowed",
                "<extensionElements><flowable:executionListener class='X'/></extensionElements> | listener | <executionListener>",
                "<userTask id='x' flowable:skipExpression='${true}'/> | skip-expression | skipExpression",
                "<userTask id='x' flowable:assignee='${mia}'/> | expression | {http://flowable.org/bpmn}assignee",
                "<userTask id='x'><multiInstanceLoopCharacteristics/></userTask> | multi-instance | cardinality above the cap",
                "<userTask id='x'><extensionElements><flowable:formProperty/></extensionElements></userTask> | element | <formProperty>",
                "<userTask id='x'>text</userTask> | text | text in <userTask",
                "<userTask id='x' name='${1+1}'/> | expression-in-name | an expression in the name",
                "<userTask id='x' name='a&#x202E;b'/> | bidi-control | direction of text",
                "<userTask id='x' name='a&#x200F;b'/> | bidi-control | direction of text",
                "<userTask id='x'><documentation>#{a}</documentation></userTask> | expression | in the documentation",
                "<userTask/> | id | needs the attribute id",
                "<userTask id='1x'/> | id | is no id",
                "<userTask id='a b'/> | id | is no id",
                "<userTask id='t'/> | duplicate-id | the id t is there twice",
                "<userTask id='f0'/> | duplicate-id | the id f0 is there twice",
                "<userTask id='itsm-incident'/> | duplicate-id | is there twice",
                "<userTask id='x'/> | no-way-out | it has no way out",
                "<userTask id='x'/> | no-way-in | no way leads to it",
                "<startEvent id='x'/> | several-starts | more than one start event: 2",
                "<sequenceFlow id='x' sourceRef='t' targetRef='ghost'/> | dangling-reference | tied to ghost, which is not there",
                "<sequenceFlow id='x' sourceRef='t' targetRef='s'/> | start-flow | a flow leads into it",
                "<sequenceFlow id='x' sourceRef='e' targetRef='t'/> | end-flow | a flow leads out of it",
                "<sequenceFlow id='x' sourceRef='t' targetRef='e'><conditionExpression>${a.b}</conditionExpression></sequenceFlow> | expression | the condition of <sequenceFlow id=\"x\">",
                "<userTask id='x'><extensionElements><itsm:stage/></extensionElements></userTask> | marker | <stage> needs the attribute state",
                "<userTask id='x'><extensionElements><itsm:timer action='a'/></extensionElements></userTask> | marker | says nothing on",
                "<boundaryEvent id='x' attachedToRef='t'/> | timer | needs one timer with one time",
                "<boundaryEvent id='x' attachedToRef='ghost'><timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition></boundaryEvent> | dangling-reference | attached to ghost",
                "<intermediateCatchEvent id='x'><messageEventDefinition/></intermediateCatchEvent> | event-definition | <messageEventDefinition>",
                "<callActivity id='x' calledElement='itsm-incident'/> | call-activity | recursion",
                "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude'/> | foreign-element | a foreign element",
            })
    void refusesByRuleElementAndLine(String element, String rule, String what) {
        assertThat(findings(START + "<userTask id='t'/>\n" + element + END)).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.what()).contains(what);
            assertThat(finding.line()).isIn(2, 3, 4);
            assertThat(finding.isError()).isTrue();
        });
    }

    @Test
    void tellsTheLineInWhichAnElementBegins() {
        assertThat(findings(START + "<userTask id='t'/>\n<userTask\n\n id='x'\n/>" + END))
                .extracting(Finding::line, Finding::element)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(4, "x"));
    }

    @Test
    void keepsWhatWasFoundWhenItIsSerialised() throws Exception {
        var refused = new DiagramRefusedException("drawing.bpmn", findings("<startEvent id='s'/>"));
        assertThat(refused.findings()).isNotEmpty();
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(refused);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((DiagramRefusedException) in.readObject()).findings()).isEqualTo(refused.findings());
        }
    }

    private static List<Finding> findings(String elements) {
        return DiagramCheck.safety().check(Drawing.around(elements));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0.001S",
                "PT59S",
                "-P5D",
                "P5000D",
                "R/PT1H",
                "5d",
                "${a.b}",
                "#{a}",
                "${a}${b}",
                "2026-01-01T00:00:00",
            })
    void refusesDurations(String duration) {
        assertThatThrownBy(() -> Diagram.of(Drawing.around(START + "<userTask id='t'/>"
                        + "<boundaryEvent id='b' attachedToRef='t'><extensionElements><itsm:timer action='close'/></extensionElements>"
                        + "<timerEventDefinition><timeDuration>" + duration
                        + "</timeDuration></timerEventDefinition></boundaryEvent>" + END)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching(".*(timer|expression) b: the timeDuration of .*");
    }

    @Test
    void refusesGatewaysThatMayGetStuckOrRunInCircles() {
        assertThatThrownBy(() -> Diagram.of(
                        Drawing.around("<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/>"
                                + "<exclusiveGateway id='g'/>"
                                + "<sequenceFlow id='a' sourceRef='g' targetRef='t'><conditionExpression>${major}</conditionExpression></sequenceFlow>"
                                + "<sequenceFlow id='b' sourceRef='g' targetRef='e'/><userTask id='t'/>" + END)))
                .hasMessageContaining("default-flow b: it needs a condition")
                .satisfies(refused -> assertThat(((DiagramRefusedException) refused).findings())
                        .extracting(Finding::what)
                        .contains("it has no default flow, and no flow is open when major is false"));
        assertThatThrownBy(() -> Diagram.of(
                        Drawing.around("<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/>"
                                + "<exclusiveGateway id='g' default='b'/><exclusiveGateway id='h'/>"
                                + "<sequenceFlow id='a' sourceRef='g' targetRef='t'><conditionExpression>${major}</conditionExpression></sequenceFlow>"
                                + "<sequenceFlow id='b' sourceRef='g' targetRef='h'/><sequenceFlow id='c' sourceRef='h' targetRef='g'/>"
                                + "<userTask id='t'/>" + END)))
                .hasMessageContaining("leads back to it without a wait");
    }

    @Test
    void leavesGapsOfFactsThatItDoesNotKnowToTheCheckWithTerms() {
        byte[] file = Drawing.incident()
                .target("inProgressResolve", "byPriority")
                .add("""
                        <bpmn:exclusiveGateway id="byPriority"/>
                        <bpmn:sequenceFlow id="high" sourceRef="byPriority" targetRef="resolved">
                          <bpmn:conditionExpression>${priority in ('P1', 'P2')}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="low" sourceRef="byPriority" targetRef="resolved">
                          <bpmn:conditionExpression>${priority in ('P3', 'P4', 'P5')}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>""")
                .bytes();
        assertThat(DiagramCheck.of(Terms.of(IncidentContract.get())).check(file))
                .isEmpty();
        assertThat(Diagram.of(file).flows()).extracting(Diagram.Flow::id).contains("high", "low");
        assertThat(DiagramCheck.safety().check(file)).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).as("nobody else looks at it").isTrue();
            assertThat(finding.rule()).isEqualTo("no-default-flow");
        });
    }

    @Test
    void refusesGapsThatNoFactCanFill() {
        byte[] file =
                Drawing.incident().target("inProgressResolve", "never").add("""
                        <bpmn:exclusiveGateway id="never"/>
                        <bpmn:sequenceFlow id="one" sourceRef="never" targetRef="resolved">
                          <bpmn:conditionExpression>${false}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="other" sourceRef="never" targetRef="resolved">
                          <bpmn:conditionExpression>${not true}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>""").bytes();
        assertThatThrownBy(() -> Diagram.of(file))
                .hasMessageContaining("no-default-flow never: it has no default flow");
    }

    @Test
    void capsWhatItReads() {
        assertThatThrownBy(() -> Diagram.of(new byte[(1 << 20) + 1])).hasMessageContaining("1048577 bytes");
        assertThatThrownBy(() -> Diagram.of(Drawing.around(START + "<userTask id='" + "t".repeat(256) + "'/>")))
                .hasMessageContaining("256 characters; up to 255");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 501; i++) {
            many.append("<userTask id='x").append(i).append("'/>");
        }
        assertThatThrownBy(() -> Diagram.of(Drawing.around(many.toString())))
                .hasMessageContaining("more than 500 elements");
        assertThatThrownBy(() -> Diagram.of(Drawing.around("<a>".repeat(40) + "</a>".repeat(40))))
                .hasMessageContaining("nested more than 20 deep");
        assertThatThrownBy(() -> Diagram.of(Drawing.around("<a/>".repeat(20_001))))
                .hasMessageContaining("20000 XML elements");
        assertThatThrownBy(
                        () -> Diagram.of(Drawing.around("<documentation>" + "x".repeat(20_001) + "</documentation>")))
                .hasMessageContaining("20000 characters");
    }

    @Test
    void readsUtf8Only() {
        assertThatThrownBy(() -> Diagram.of(
                        "<?xml version='1.0' encoding='ISO-8859-1'?><a/>".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("save it as UTF-8");
        assertThatThrownBy(() -> Diagram.of("<a/>".getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("it is not UTF-8");
        assertThatThrownBy(() -> Diagram.of("<a>\u00fc</a>".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("it is not UTF-8");
        assertThatThrownBy(() -> Diagram.of(new byte[0])).hasMessageContaining("not well-formed XML");
        assertThat(Diagram.of(("\uFEFF" + new String(Drawing.incident().bytes(), StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8))
                        .id())
                .isEqualTo("itsm-incident");
    }
}
