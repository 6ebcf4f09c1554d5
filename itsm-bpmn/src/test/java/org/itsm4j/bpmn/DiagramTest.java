package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.itsm4j.error.ConfigurationException;
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
                        new Diagram.Stage("inProgress", "In progress", java.util.Optional.of("IN_PROGRESS"), false),
                        new Diagram.Stage("closed", "Closed", java.util.Optional.of("CLOSED"), true));
        assertThat(diagram.flows())
                .contains(new Diagram.Flow(
                        "newAssign", "assign", "new", "assigned", java.util.Optional.of("${action == 'assign'}")));
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
        assertThat(diagram.model().timers("t"))
                .singleElement()
                .extracting(Node.Timer::delay)
                .isEqualTo(new Delay.Fixed(java.time.Duration.ofDays(5)));
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
                "<scriptTask id='x'/> | line 2: <scriptTask id=\"x\"> is not allowed in <process",
                "<serviceTask id='x'/> | <serviceTask id=\"x\"> is not allowed",
                "<subProcess id='x'/> | is not allowed",
                "<parallelGateway id='x'/> | is not allowed",
                "<extensionElements><flowable:executionListener class='X'/></extensionElements> | <extensionElements>",
                "<userTask id='x' flowable:assignee='mia'/> | {http://flowable.org/bpmn}assignee of <userTask id=\"x\">",
                "<userTask id='x'><multiInstanceLoopCharacteristics/></userTask> | <multiInstanceLoopCharacteristics>",
                "<userTask id='x'><extensionElements><flowable:formProperty/></extensionElements></userTask> | <formProperty>",
                "<userTask id='x'>text</userTask> | text in <userTask",
                "<userTask id='x' name='${1+1}'/> | holds an expression",
                "<userTask id='x' name='a&#x202E;b'/> | direction of text",
                "<userTask id='x' name='a&#x200F;b'/> | direction of text",
                "<userTask/> | needs the attribute id",
                "<userTask id='1x'/> | must begin with a letter",
                "<userTask id='a b'/> | must begin with a letter",
                "<userTask id='t'/> | the id t is there twice",
                "<userTask id='f0'/> | the id f0 is there twice",
                "<userTask id='itsm-incident'/> | is there twice",
                "<userTask id='x'/> | x has no way out; line 3: no way leads to x",
                "<startEvent id='x'/> | 2 start events",
                "<sequenceFlow id='x' sourceRef='t' targetRef='ghost'/> | tied to ghost, which is not there",
                "<sequenceFlow id='x' sourceRef='t' targetRef='s'/> | a flow leads into s",
                "<sequenceFlow id='x' sourceRef='e' targetRef='t'/> | e is an end, but a flow leads out of it",
                "<sequenceFlow id='x' sourceRef='t' targetRef='e'><conditionExpression>${a.b}</conditionExpression></sequenceFlow> | condition of <sequenceFlow id=\"x\"> cannot be read",
                "<userTask id='x'><extensionElements><itsm:stage/></extensionElements></userTask> | <stage> needs the attribute state",
                "<userTask id='x'><extensionElements><itsm:timer action='a'/></extensionElements></userTask> | may have one <itsm:stage>",
                "<boundaryEvent id='x' attachedToRef='t'/> | needs <itsm:timer action",
                "<boundaryEvent id='x' attachedToRef='t' cancelActivity='false'/> | does not interrupt",
            })
    void refusesByElementAndLine(String element, String message) {
        assertThatThrownBy(() -> Diagram.of(Drawing.around(START + "<userTask id='t'/>\n" + element + END)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message.replace("line 2", "line 4").replace("line 3", "line 4"));
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
                .hasMessageContaining("an ISO 8601 duration of PT1M to PT87600H");
    }

    @Test
    void refusesGatewaysThatMayGetStuckOrRunInCircles() {
        assertThatThrownBy(() -> Diagram.of(
                        Drawing.around("<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/>"
                                + "<exclusiveGateway id='g'/>"
                                + "<sequenceFlow id='a' sourceRef='g' targetRef='t'><conditionExpression>${major}</conditionExpression></sequenceFlow>"
                                + "<sequenceFlow id='b' sourceRef='g' targetRef='e'/><userTask id='t'/>" + END)))
                .hasMessageContaining("the gateway g has no default flow")
                .hasMessageContaining("the flow b needs a condition");
        assertThatThrownBy(() -> Diagram.of(
                        Drawing.around("<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/>"
                                + "<exclusiveGateway id='g' default='b'/><exclusiveGateway id='h'/>"
                                + "<sequenceFlow id='a' sourceRef='g' targetRef='t'><conditionExpression>${major}</conditionExpression></sequenceFlow>"
                                + "<sequenceFlow id='b' sourceRef='g' targetRef='h'/><sequenceFlow id='c' sourceRef='h' targetRef='g'/>"
                                + "<userTask id='t'/>" + END)))
                .hasMessageContaining("the way out of g leads back to it and passes no stage");
    }

    @Test
    void capsWhatItReads() {
        assertThatThrownBy(() -> Diagram.of(new byte[(1 << 20) + 1])).hasMessageContaining("1048577 bytes");
        assertThatThrownBy(() -> Diagram.of(Drawing.around(START + "<userTask id='" + "t".repeat(256) + "'/>")))
                .hasMessageContaining("256 characters long; up to 255");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 501; i++) {
            many.append("<userTask id='x").append(i).append("'/>");
        }
        assertThatThrownBy(() -> Diagram.of(Drawing.around(many.toString())))
                .hasMessageContaining("more than 500 elements");
        assertThatThrownBy(() -> Diagram.of(Drawing.around("<a>".repeat(40) + "</a>".repeat(40))))
                .hasMessageContaining("nested more than 32 deep");
        assertThatThrownBy(() -> Diagram.of(Drawing.around("<a/>".repeat(20_001))))
                .hasMessageContaining("20000 elements");
        assertThatThrownBy(
                        () -> Diagram.of(Drawing.around("<documentation>" + "x".repeat(20_001) + "</documentation>")))
                .hasMessageContaining("20000 characters");
    }

    @Test
    void readsUtf8Only() {
        assertThatThrownBy(() -> Diagram.of(
                        "<?xml version='1.0' encoding='ISO-8859-1'?><a/>".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("write it as UTF-8");
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
