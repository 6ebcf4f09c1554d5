package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no engine runs: its ids, names and references keep the rules of all others; what editors leave there is let be. */
class UnreadPartsTest {
    private static final DiagramCheck CHECK =
            DiagramCheck.safety().steps(Set.of("itsmNotify")).facts(Set.of("priority", "reopened"));
    private static final String LONG = "n".repeat(4_000);
    private static final String TAGS = "\udb40\udc41\udb40\udc42";

    static Stream<Arguments> wrong() {
        return Stream.of(
                // ids
                of("id", "/lane", process("<laneSet><lane id='&lt;script&gt;'/></laneSet>")),
                of("id", "annotation", process("<textAnnotation id='a b'/>")),
                of("id", "empty", process("<textAnnotation id=''/>")),
                of("id", "participant", file("<collaboration><participant id='p\u202e'/></collaboration>", "")),
                of("id", "category", file("<category id='1'/>", "")),
                of("id", "documentation", process("<documentation id='&#x202e;'/>")),
                of("id", "definitions", whole().replace("targetNamespace", "id='a/b' targetNamespace")),
                of("id-too-long", "lane", process("<laneSet><lane id='" + LONG + "'/></laneSet>")),
                of("id-too-long", "collaboration", file("<collaboration id='" + LONG + "'/>", "")),
                of("duplicate-id", "lane and task", process("<laneSet><lane id='t'/></laneSet>")),
                of("duplicate-id", "lane and process", process("<laneSet><lane id='itsm-custom'/></laneSet>")),
                of("duplicate-id", "lane set and lane", process("<laneSet id='l'><lane id='l'/></laneSet>")),
                of("duplicate-id", "annotation and flow", process("<textAnnotation id='f0'/>")),
                of(
                        "duplicate-id",
                        "participant and task",
                        file("<collaboration><participant id='t'/></collaboration>", "")),
                of("duplicate-id", "collaboration and process", file("<collaboration id='itsm-custom'/>", "")),
                of("duplicate-id", "category and task", file("<category id='t'/>", "")),
                of("duplicate-id", "category value and end", file("<category><categoryValue id='e'/></category>", "")),
                of(
                        "duplicate-id",
                        "definitions and task",
                        whole().replace("targetNamespace", "id='t' targetNamespace")),
                of(
                        "duplicate-id",
                        "condition and task",
                        flow("<conditionExpression id='t'>${reopened}</conditionExpression>")),
                // names
                of("name-too-long", "lane", process("<laneSet><lane name='" + LONG + "'/></laneSet>")),
                of("name-too-long", "category", file("<category><categoryValue value='" + LONG + "'/></category>", "")),
                of(
                        "name-too-long",
                        "diagram",
                        whole().replace(
                                        "</definitions>",
                                        DI.replace("id='d'", "name='" + LONG + "'") + "</definitions>")),
                of("bidi-control", "lane", process("<laneSet><lane name='a\u202eb'/></laneSet>")),
                of("bidi-control", "lane set", process("<laneSet name='a\u2066b'/>")),
                of("bidi-control", "C1 control", process("<laneSet><lane name='a\u009bb'/></laneSet>")),
                of("bidi-control", "zero width", process("<laneSet><lane name='a\u200bb'/></laneSet>")),
                of("bidi-control", "tags", process("<laneSet><lane name='a" + TAGS + "b'/></laneSet>")),
                of("bidi-control", "tags in a task", work("<userTask id='t' name='a" + TAGS + "b'/>")),
                of("bidi-control", "joiner of words in a task", work("<userTask id='t' name='a\u2060b'/>")),
                of(
                        "bidi-control",
                        "participant",
                        file("<collaboration><participant name='a\u202eb'/></collaboration>", "")),
                of(
                        "bidi-control",
                        "category value",
                        file("<category><categoryValue value='a\u202eb'/></category>", "")),
                of(
                        "bidi-control",
                        "definitions",
                        whole().replace("targetNamespace", "name='a\u202eb' targetNamespace")),
                of("bidi-control", "group", work(marked("<itsm:task group='a\u202eb'/>"))),
                of("bidi-control", "group in short", work("<userTask id='t' itsm:group='a\u202eb'/>")),
                of("bidi-control", "group of a vendor", work("<userTask id='t' flowable:candidateGroups='a\u200bb'/>")),
                of("bidi-control", "state", work(marked("<itsm:stage state='N" + TAGS + "'/>"))),
                of("bidi-control", "reason", timer("reason='a\u009bb'")),
                of("bidi-control", "text", timer("text='a\u2067b'")),
                // references
                of(
                        "dangling-reference",
                        "lane",
                        process("<laneSet><lane><flowNodeRef>x</flowNodeRef></lane></laneSet>")),
                of("dangling-reference", "empty", process("<laneSet><lane><flowNodeRef/></lane></laneSet>")),
                of(
                        "dangling-reference",
                        "pool",
                        file("<collaboration><participant processRef='x'/></collaboration>", "")),
                of(
                        "dangling-reference",
                        "pool of a task",
                        file("<collaboration><participant processRef='t'/></collaboration>", "")),
                of(
                        "dangling-reference",
                        "from",
                        process("<textAnnotation id='a'/><association sourceRef='x' targetRef='a'/>")),
                of("dangling-reference", "to", process("<association sourceRef='t' targetRef='x'/>")),
                of("dangling-reference", "to nothing", process("<association sourceRef='t'/>")),
                // what stays refused beside what is let be
                of("compensation", "true", work("<userTask id='t' isForCompensation='true'/>")),
                of("asynchronous", "true", work("<userTask id='t' flowable:async='true'/>")),
                of("asynchronous", "of camunda", work("<userTask id='t' camunda:asyncBefore='true'/>")),
                of("asynchronous", "no word", work("<userTask id='t' flowable:async='${false}'/>")),
                of("expression", "initiator", started("flowable:initiator='${x}'")),
                of("expression", "docker", edge("flowable:sourceDockerX='${x}'")),
                of("expression", "template", flowWith("camunda:modelerTemplate='#{x}'")),
                of(
                        "expression",
                        "documentation",
                        process("<laneSet><lane><documentation>${x}</documentation></lane></laneSet>")),
                of(
                        "element",
                        "marker on a process",
                        process("<extensionElements><itsm:stage state='NEW'/></extensionElements>")),
                of(
                        "element",
                        "marker on a flow",
                        flow("<extensionElements><itsm:stage state='NEW'/></extensionElements>")),
                of(
                        "element",
                        "retry on a start",
                        whole().replace(
                                        "<startEvent id='s'/>",
                                        "<startEvent id='s'><extensionElements><flowable:failedJobRetryTimeCycle>R3/PT5M</flowable:failedJobRetryTimeCycle></extensionElements></startEvent>")),
                of("text", "text as extension", flow("<extensionElements>x</extensionElements>")),
                of("attribute", "another of XML", process("<textAnnotation xml:base='http://127.0.0.1/'/>")),
                of("attribute", "language of a marker", work(marked("<itsm:task group='a' xml:lang='de'/>"))),
                of(
                        "attribute",
                        "type of bounds",
                        whole().replace(
                                        "</definitions>",
                                        DI.replace("width", "xsi:type='c:Bounds' width") + "</definitions>")),
                of("element", "message flow", file("<collaboration><messageFlow id='m'/></collaboration>", "")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrong")
    void areRefused(String rule, String what, String file) {
        List<Finding> errors = check(file).stream().filter(Finding::isError).toList();
        assertThat(errors).as(what).extracting(Finding::rule).contains(rule);
        assertThat(errors).filteredOn(it -> it.rule().equals(rule)).hasSize(1);
        assertThat(errors).allSatisfy(it -> {
            assertThat(it.line()).isPositive();
            assertThat(it.toString()).hasSizeLessThan(1_500).doesNotContain("\u202e", "\u009b", "\u200b", TAGS);
        });
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                of(
                        "",
                        "dockers",
                        edge(
                                "flowable:sourceDockerX='1.0' flowable:sourceDockerY='2' flowable:targetDockerX='3' flowable:targetDockerY='4'")),
                of("", "dockers of another", edge("camunda:sourceDockerX='1.0'")),
                of("no-effect", "forms of a start", started("flowable:formFieldValidation='true'")),
                of("no-effect", "forms of a task", work("<userTask id='t' flowable:formFieldValidation='true'/>")),
                of("no-effect", "initiator", started("flowable:initiator='initiator'")),
                of(
                        "",
                        "notes beside pools",
                        file(
                                "<collaboration id='c'><participant id='p' processRef='itsm-custom'/><textAnnotation id='n'><text>x</text></textAnnotation><association id='a' sourceRef='p' targetRef='n'/><group id='g'/></collaboration>",
                                "")),
                of(
                        "",
                        "empty extensions of a start",
                        whole().replace(
                                        "<startEvent id='s'/>",
                                        "<startEvent id='s'><extensionElements/></startEvent>")),
                of("", "empty extensions of a flow", flow("<extensionElements>\n </extensionElements>")),
                of("", "empty extensions of a process", process("<extensionElements/>")),
                of(
                        "",
                        "empty extensions of a lane",
                        process("<laneSet id='l'><lane id='l1'><extensionElements/></lane></laneSet>")),
                of(
                        "",
                        "empty extensions of a gateway",
                        whole().replace(
                                        "<userTask id='t'/>",
                                        "<exclusiveGateway id='t' default='f1'><extensionElements/></exclusiveGateway>")),
                of(
                        "",
                        "documentation",
                        process(
                                "<laneSet id='l'><lane id='l1'><documentation>x</documentation></lane></laneSet><textAnnotation id='n'><documentation>x</documentation><text>y</text></textAnnotation>")),
                of(
                        "",
                        "documentation of a pool",
                        file(
                                "<collaboration id='c'><participant id='p'><documentation>x</documentation></participant></collaboration>",
                                "")),
                of("", "no compensation", work("<userTask id='t' isForCompensation='false'/>")),
                of(
                        "",
                        "no compensation of a step",
                        work(
                                "<serviceTask id='t' isForCompensation='false' flowable:delegateExpression='${itsmNotify}'/>")),
                of("?", "not in the background", work("<userTask id='t' flowable:async='false'/>")),
                of("?", "not in the background, of camunda", work("<userTask id='t' camunda:asyncBefore='false'/>")),
                of(
                        "no-effect",
                        "startable",
                        whole().replace("isExecutable", "camunda:isStartableInTasklist='true' isExecutable")),
                of("no-effect", "priority", whole().replace("isExecutable", "camunda:jobPriority='5' isExecutable")),
                of("no-effect", "priority of a task", work("<userTask id='t' camunda:jobPriority='5'/>")),
                of(
                        "no-effect",
                        "priority of a step",
                        work(
                                "<serviceTask id='t' camunda:jobPriority='5' flowable:delegateExpression='${itsmNotify}'/>")),
                of(
                        "",
                        "relation",
                        whole().replace("targetNamespace", "camunda:diagramRelationId='1-2' targetNamespace")),
                of(
                        "",
                        "relation of a process",
                        whole().replace("isExecutable", "camunda:diagramRelationId='1-2' isExecutable")),
                of("", "template of a start", started(TEMPLATE)),
                of("", "template of a flow", flowWith(TEMPLATE)),
                of("", "template of a process", whole().replace("isExecutable", TEMPLATE + " isExecutable")),
                of("", "template of a task", work("<userTask id='t' " + TEMPLATE + "/>")),
                of(
                        "",
                        "languages",
                        whole().replace("targetNamespace", "xml:lang='de' xml:space='preserve' targetNamespace")
                                .replace(
                                        "<userTask id='t'/>",
                                        "<userTask id='t'><documentation xml:lang='de'>x</documentation></userTask>")),
                of(
                        "",
                        "type of a point",
                        whole().replace(
                                        "</definitions>",
                                        DI.replace("<w:waypoint ", "<w:waypoint xsi:type='c:Point' ")
                                                + "</definitions>")),
                of(
                        "",
                        "names in many scripts",
                        process(
                                "<laneSet id='l'><lane id='l1' name='\u00dcberpr\u00fcfung \u4f60\u597d \u05e9\u05dc\u05d5\u05dd \ud83d\udc69\u200d\ud83d\ude80&#10;b'/></laneSet>")),
                of("", "no ids", process("<laneSet><lane/><lane/></laneSet><textAnnotation/><textAnnotation/>")),
                of(
                        "bidi-control",
                        "text of an annotation",
                        process("<textAnnotation><text>a\u202eb</text></textAnnotation>")),
                of("no-effect", "group of no category", process("<group categoryValueRef='x'/>")),
                of(
                        "no-effect",
                        "a picture of nothing",
                        whole().replace(
                                        "</definitions>",
                                        DI.replace("bpmnElement='t'", "bpmnElement='x'") + "</definitions>")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("harmless")
    void areLetBe(String warning, String what, String file) {
        List<Finding> findings = check(file);
        assertThat(findings).as(what).filteredOn(Finding::isError).isEmpty();
        if (!warning.equals("?")) {
            assertThat(findings)
                    .as(what)
                    .extracting(Finding::rule)
                    .isEqualTo(warning.isEmpty() ? List.of() : List.of(warning));
        }
    }

    @Test
    void tellOfAnIdOfTwoNodesOnce() {
        assertThat(check(whole().replace("<endEvent", "<userTask id='t'/><endEvent")))
                .extracting(Finding::rule)
                .containsOnlyOnce("duplicate-id");
        assertThat(check(whole().replace("<userTask id='t'/>", "<userTask id='t' name='a\u202eb'/>")))
                .extracting(Finding::rule)
                .containsExactly("bidi-control");
    }

    private static List<Finding> check(String file) {
        return CHECK.check(file.getBytes(StandardCharsets.UTF_8));
    }

    // ---- files

    private static final String TEMPLATE =
            "camunda:modelerTemplate='x' camunda:modelerTemplateVersion='1' camunda:modelerTemplateIcon='data:,x'";
    private static final String DI = "<i:BPMNDiagram xmlns:i='http://www.omg.org/spec/BPMN/20100524/DI'"
            + " xmlns:c='http://www.omg.org/spec/DD/20100524/DC' xmlns:w='http://www.omg.org/spec/DD/20100524/DI' id='d'>"
            + "<i:BPMNPlane bpmnElement='itsm-custom'><i:BPMNShape bpmnElement='t'>"
            + "<c:Bounds x='1' y='2' width='3' height='4'/></i:BPMNShape><i:BPMNEdge bpmnElement='f0'>"
            + "<w:waypoint x='1' y='2'/><w:waypoint x='3' y='2'/></i:BPMNEdge></i:BPMNPlane></i:BPMNDiagram>";

    private static Arguments of(String rule, String what, String file) {
        return Arguments.of(rule, what, file);
    }

    private static String whole() {
        return file("", "");
    }

    private static String file(String before, String inside) {
        return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:flowable='http://flowable.org/bpmn'"
                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' xmlns:itsm='http://itsm4j.org/bpmn'"
                + " targetNamespace='urn:t'>" + before + "<process id='itsm-custom' isExecutable='true'>" + inside
                + "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/><userTask id='t'/>"
                + "<sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'/></process></definitions>";
    }

    private static String process(String inside) {
        return file("", inside);
    }

    private static String work(String task) {
        return whole().replace("<userTask id='t'/>", task);
    }

    private static String marked(String marker) {
        return "<userTask id='t'><extensionElements>" + marker + "</extensionElements></userTask>";
    }

    private static String started(String attributes) {
        return whole().replace("<startEvent ", "<startEvent " + attributes + " ");
    }

    private static String flow(String content) {
        return whole().replace("targetRef='e'/>", "targetRef='e'>" + content + "</sequenceFlow>");
    }

    private static String flowWith(String attributes) {
        return whole().replace("targetRef='e'/>", "targetRef='e' " + attributes + "/>");
    }

    private static String edge(String attributes) {
        return whole().replace(
                        "</definitions>",
                        DI.replace("<i:BPMNEdge ", "<i:BPMNEdge " + attributes + " ") + "</definitions>");
    }

    private static String timer(String attributes) {
        return process(
                "<boundaryEvent id='b' attachedToRef='t'><extensionElements><itsm:timer action='close' " + attributes
                        + "/></extensionElements><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
                        + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>");
    }
}
