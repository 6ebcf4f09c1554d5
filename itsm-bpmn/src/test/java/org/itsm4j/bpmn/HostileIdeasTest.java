package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** More that somebody could try with a diagram, with the rule that stops it; and what must not be stopped. */
class HostileIdeasTest {
    private static final DiagramCheck CHECK =
            DiagramCheck.safety().steps(Set.of("itsmNotify")).facts(Set.of("priority", "reopened"));
    /** Sets a property if anything evaluates it. */
    private static final String EVIL = "${''.getClass().forName('java.lang.System').getMethod('setProperty',"
            + "''.getClass(),''.getClass()).invoke(null,'itsm.canary','fired')}";

    private static final String DEFERRED = EVIL.replace("${", "#{");

    @BeforeEach
    void nothingHasFired() {
        assertThat(System.getProperty("itsm.canary")).isNull();
    }

    // ---- refused

    static Stream<Arguments> code() {
        return Stream.of(
                refused(
                        "javascript",
                        work(
                                "<scriptTask id='t' scriptFormat='javascript'><script>java.lang.System.exit(1)</script></scriptTask>"),
                        "script-task"),
                refused(
                        "script in CDATA",
                        work("<scriptTask id='t' scriptFormat='groovy'><script><![CDATA[x]]></script></scriptTask>"),
                        "script-task"),
                refused("script in a user task", work("<userTask id='t'><script>x</script></userTask>"), "script-task"),
                refused("class", work("<serviceTask id='t' flowable:class='java.util.Timer'/>"), "class"),
                refused(
                        "class of camunda",
                        work(
                                "<serviceTask id='t' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' camunda:class='java.util.Timer'/>"),
                        "class"),
                refused(
                        "class of activiti",
                        work(
                                "<serviceTask id='t' xmlns:activiti='http://activiti.org/bpmn' activiti:class='java.util.Timer'/>"),
                        "class"),
                refused(
                        "class beside a registered step",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' flowable:class='java.util.Timer'/>"),
                        "class"),
                refused("class on a user task", work("<userTask id='t' flowable:class='java.util.Timer'/>"), "class"),
                refused(
                        "expression",
                        work("<serviceTask id='t' flowable:expression='" + attribute(EVIL) + "'/>"),
                        "expression"),
                refused(
                        "deferred expression",
                        work("<serviceTask id='t' flowable:expression='" + attribute(DEFERRED) + "'/>"),
                        "expression"),
                refused(
                        "plain name as expression",
                        work("<serviceTask id='t' flowable:expression='itsmNotify'/>"),
                        "expression"),
                refused(
                        "result variable",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' flowable:resultVariable='x'/>"),
                        "expression"),
                refused(
                        "delegate with a method",
                        work("<serviceTask id='t' flowable:delegateExpression='${itsmNotify.run()}'/>"),
                        "expression"),
                refused(
                        "delegate with a property",
                        work("<serviceTask id='t' flowable:delegateExpression='${itsmNotify.x}'/>"),
                        "expression"),
                refused(
                        "delegate by index",
                        work("<serviceTask id='t' flowable:delegateExpression=\"${beans['itsmNotify']}\"/>"),
                        "expression"),
                refused(
                        "delegate, deferred",
                        work("<serviceTask id='t' flowable:delegateExpression='#{itsmNotify}'/>"),
                        "expression"),
                refused(
                        "two delegates in one",
                        work("<serviceTask id='t' flowable:delegateExpression='${itsmNotify}${evil}'/>"),
                        "expression"),
                refused(
                        "delegate with a condition",
                        work("<serviceTask id='t' flowable:delegateExpression='${reopened ? itsmNotify : evil}'/>"),
                        "expression"),
                refused(
                        "delegate in words",
                        work("<serviceTask id='t' flowable:delegateExpression='itsmNotify'/>"),
                        "expression"),
                refused(
                        "delegate of another case",
                        work("<serviceTask id='t' flowable:delegateExpression='${ItsmNotify}'/>"),
                        "unknown-step"),
                refused(
                        "delegate of two vendors",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' xmlns:c='http://camunda.org/schema/1.0/bpmn' c:delegateExpression='${evil}'/>"),
                        "attribute"),
                refused(
                        "unknown step by marker",
                        work(
                                "<serviceTask id='t'><extensionElements><itsm:step handler='evil'/></extensionElements></serviceTask>"),
                        "unknown-step"),
                refused(
                        "expression as a handler",
                        work("<serviceTask id='t'><extensionElements><itsm:step handler='" + attribute(EVIL)
                                + "'/></extensionElements></serviceTask>"),
                        "expression"),
                refused(
                        "two steps",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'><extensionElements><itsm:step handler='other'/></extensionElements></serviceTask>"),
                        "step"),
                refused(
                        "listener on the process",
                        process("<extensionElements><flowable:executionListener event='start' expression='"
                                + attribute(EVIL) + "'/></extensionElements>"),
                        "element",
                        "listener"),
                refused(
                        "listener on a flow",
                        flow(
                                "<extensionElements><flowable:executionListener event='take' class='java.util.Timer'/></extensionElements>"),
                        "listener"),
                refused(
                        "listener by delegate",
                        work(
                                "<userTask id='t'><extensionElements><flowable:executionListener event='start' delegateExpression='${itsmNotify}'/></extensionElements></userTask>"),
                        "listener"),
                refused(
                        "listener of camunda",
                        work(
                                "<userTask id='t'><extensionElements><c:executionListener xmlns:c='http://camunda.org/schema/1.0/bpmn' event='start'><c:script scriptFormat='groovy'>x</c:script></c:executionListener></extensionElements></userTask>"),
                        "listener"),
                refused(
                        "listener with a script",
                        work(
                                "<userTask id='t'><extensionElements><flowable:taskListener event='create' type='script'><flowable:script language='groovy'>x</flowable:script></flowable:taskListener></extensionElements></userTask>"),
                        "listener"),
                refused(
                        "listener on the start",
                        process(
                                "<startEvent id='s2'><extensionElements><flowable:executionListener event='end' class='x.Y'/></extensionElements></startEvent>"),
                        "listener"),
                refused(
                        "listener on a gateway",
                        process(
                                "<exclusiveGateway id='g2'><extensionElements><flowable:executionListener event='end' class='x.Y'/></extensionElements></exclusiveGateway>"),
                        "listener"),
                refused(
                        "listener on a participant",
                        definitions(
                                "<collaboration id='c'><participant id='p' processRef='itsm-custom'><extensionElements><flowable:executionListener class='x.Y'/></extensionElements></participant></collaboration>"),
                        "listener"),
                refused(
                        "event listener",
                        process(
                                "<extensionElements><flowable:eventListener events='PROCESS_STARTED' class='java.util.Timer'/></extensionElements>"),
                        "listener"),
                refused(
                        "transaction dependent listener",
                        work(
                                "<userTask id='t'><extensionElements><flowable:executionListener event='end' onTransaction='committed' customPropertiesResolverClass='x.Y'/></extensionElements></userTask>"),
                        "listener"),
                refused(
                        "name with a deferred expression",
                        work("<userTask id='t' name='" + attribute(DEFERRED) + "'/>"),
                        "expression-in-name"),
                refused(
                        "name of the process",
                        definition("<process id='itsm-custom' name='${1+1}' isExecutable='true'>", BODY),
                        "expression-in-name"),
                refused(
                        "name of a lane",
                        process("<laneSet id='l'><lane id='l1' name='" + attribute(EVIL) + "'/></laneSet>"),
                        "expression-in-name"),
                refused(
                        "name by a character reference",
                        work("<userTask id='t' name='&#36;&#123;x}'/>"),
                        "expression-in-name"),
                refused(
                        "localised name",
                        work(
                                "<userTask id='t'><extensionElements><flowable:localization locale='de' name='${x}'/></extensionElements></userTask>"),
                        "element"),
                refused(
                        "documentation of a task",
                        work("<userTask id='t'><documentation>" + EVIL + "</documentation></userTask>"),
                        "expression"),
                refused(
                        "documentation in CDATA",
                        work("<userTask id='t'><documentation><![CDATA[" + EVIL + "]]></documentation></userTask>"),
                        "expression"),
                refused(
                        "documentation in pieces",
                        work("<userTask id='t'><documentation>$<!-- -->{x}</documentation></userTask>"),
                        "expression"),
                refused("documentation of a flow", flow("<documentation>${x}</documentation>"), "expression"),
                refused(
                        "assignee",
                        work("<userTask id='t' flowable:assignee='" + attribute(DEFERRED) + "'/>"),
                        "expression"),
                refused("candidate groups", work("<userTask id='t' flowable:candidateGroups='a,${x}'/>"), "expression"),
                refused(
                        "candidate users",
                        work("<userTask id='t' flowable:candidateUsers='" + attribute(EVIL) + "'/>"),
                        "expression"),
                refused("owner", work("<userTask id='t' flowable:owner='${x}'/>"), "expression"),
                refused("priority", work("<userTask id='t' flowable:priority='${x}'/>"), "expression"),
                refused("category", work("<userTask id='t' flowable:category='${x}'/>"), "expression"),
                refused("due date", work("<userTask id='t' flowable:dueDate='${x}'/>"), "expression"),
                refused(
                        "form key of camunda",
                        work(
                                "<userTask id='t' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' camunda:formKey='#{x}'/>"),
                        "expression"),
                refused(
                        "business calendar",
                        work("<userTask id='t' flowable:dueDate='P1D' flowable:businessCalendarName='evil'/>"),
                        "attribute"),
                refused(
                        "form property",
                        work("<userTask id='t'><extensionElements><flowable:formProperty id='p' expression='"
                                + attribute(EVIL) + "'/></extensionElements></userTask>"),
                        "expression"),
                refused(
                        "form default",
                        work(
                                "<userTask id='t'><extensionElements><flowable:formProperty id='p' default='#{x}'/></extensionElements></userTask>"),
                        "expression"),
                refused(
                        "form data of camunda",
                        work(
                                "<userTask id='t'><extensionElements><c:formData xmlns:c='http://camunda.org/schema/1.0/bpmn'><c:formField id='a' defaultValue='${x}'/></c:formData></extensionElements></userTask>"),
                        "element"),
                refused(
                        "humanPerformer",
                        work("<userTask id='t'><humanPerformer><resourceAssignmentExpression><formalExpression>" + EVIL
                                + "</formalExpression></resourceAssignmentExpression></humanPerformer></userTask>"),
                        "element",
                        "expression"),
                refused(
                        "potentialOwner",
                        work(
                                "<userTask id='t'><potentialOwner><resourceAssignmentExpression><formalExpression>user(x)</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>"),
                        "element"),
                refused(
                        "field as a string",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'><extensionElements><flowable:field name='x'><flowable:string>y</flowable:string></flowable:field></extensionElements></serviceTask>"),
                        "field"),
                refused(
                        "field with a nested expression",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'><extensionElements><flowable:field name='x'><flowable:expression>"
                                        + EVIL
                                        + "</flowable:expression></flowable:field></extensionElements></serviceTask>"),
                        "field"),
                refused(
                        "input parameter",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'><extensionElements><c:inputOutput xmlns:c='http://camunda.org/schema/1.0/bpmn'><c:inputParameter name='x'>"
                                        + EVIL
                                        + "</c:inputParameter></c:inputOutput></extensionElements></serviceTask>"),
                        "element",
                        "expression"),
                refused(
                        "connector",
                        work(
                                "<serviceTask id='t'><extensionElements><c:connector xmlns:c='http://camunda.org/schema/1.0/bpmn'><c:connectorId>http-connector</c:connectorId></c:connector></extensionElements></serviceTask>"),
                        "service-task-type"),
                refused(
                        "in and out",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'><extensionElements><flowable:in source='a' target='b'/><flowable:out sourceExpression='${x}' target='b'/></extensionElements></serviceTask>"),
                        "element",
                        "expression"),
                refused(
                        "exception mapping",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'><extensionElements><flowable:mapException errorCode='e'>java.lang.Exception</flowable:mapException></extensionElements></serviceTask>"),
                        "element"),
                refused(
                        "skip on a step",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' flowable:skipExpression='${true}'/>"),
                        "skip-expression"),
                refused(
                        "skip on a flow",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='e' flowable:skipExpression='${true}'/><endEvent id='e'/>"),
                        "skip-expression"),
                refused(
                        "data object",
                        process("<dataObject id='d' name='d' itemSubjectRef='xsd:string'/>"),
                        "data-object"),
                refused(
                        "data object reference",
                        process("<dataObjectReference id='d' dataObjectRef='x'/>"),
                        "data-object"),
                refused("data store", definitions("<dataStore id='d' name='d'/>"), "data-object"),
                refused("property", process("<property id='p' name='x'/>"), "data-object"),
                refused(
                        "item definition",
                        definitions("<itemDefinition id='i' structureRef='java.lang.Runtime'/>"),
                        "data-object"),
                refused(
                        "io specification",
                        work(
                                "<userTask id='t'><ioSpecification><dataInput id='i'/><inputSet><dataInputRefs>i</dataInputRefs></inputSet></ioSpecification></userTask>"),
                        "element"),
                refused(
                        "data input association",
                        work("<userTask id='t'><dataInputAssociation><assignment><from>" + EVIL
                                + "</from><to>x</to></assignment></dataInputAssociation></userTask>"),
                        "element",
                        "expression"),
                refused(
                        "import",
                        definitions(
                                "<import importType='http://www.w3.org/2001/XMLSchema' location='http://127.0.0.1:47999/x.xsd' namespace='x'/>"),
                        "element"),
                refused(
                        "interface",
                        definitions(
                                "<interface id='i' name='i' implementationRef='java.lang.Runtime'><operation id='o' name='exec'><inMessageRef>m</inMessageRef></operation></interface>"),
                        "element"),
                refused("resource", definitions("<resource id='r' name='r'/>"), "element"),
                refused("extension", definitions("<extension mustUnderstand='true' definition='x'/>"), "element"));
    }

    static Stream<Arguments> elements() {
        return Stream.of(
                refused(
                        "mail of camunda",
                        work(
                                "<serviceTask id='t' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' camunda:type='mail'/>"),
                        "service-task-type"),
                refused(
                        "shell",
                        work(
                                "<serviceTask id='t' flowable:type='shell'><extensionElements><flowable:field name='command' stringValue='touch canary-shell'/></extensionElements></serviceTask>"),
                        "service-task-type",
                        "field"),
                refused(
                        "http",
                        work(
                                "<serviceTask id='t' flowable:type='http'><extensionElements><flowable:field name='requestUrl' stringValue='http://127.0.0.1:47999'/></extensionElements></serviceTask>"),
                        "service-task-type"),
                refused("mule", work("<serviceTask id='t' flowable:type='mule'/>"), "service-task-type"),
                refused("dmn", work("<serviceTask id='t' flowable:type='dmn'/>"), "service-task-type"),
                refused(
                        "external worker",
                        work("<serviceTask id='t' flowable:type='external-worker' flowable:topic='x'/>"),
                        "service-task-type"),
                refused(
                        "external of camunda",
                        work(
                                "<serviceTask id='t' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' camunda:type='external' camunda:topic='x'/>"),
                        "service-task-type"),
                refused("case", work("<serviceTask id='t' flowable:type='case'/>"), "service-task-type"),
                refused(
                        "web service",
                        work("<serviceTask id='t' implementation='##WebService' operationRef='o'/>"),
                        "service-task-type"),
                refused("send task", work("<sendTask id='t' flowable:type='mail'/>"), "service-task-type"),
                refused("receive task", work("<receiveTask id='t'/>"), "element"),
                refused("manual task", work("<manualTask id='t'/>"), "element"),
                refused(
                        "business rule task",
                        work("<businessRuleTask id='t' flowable:ruleVariablesInput='x'/>"),
                        "service-task-type"),
                refused("task", work("<task id='t'/>"), "element"),
                refused(
                        "triggerable",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' flowable:triggerable='true'/>"),
                        "attribute"),
                refused(
                        "leave in the background",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' flowable:asyncLeave='true'/>"),
                        "asynchronous"),
                refused(
                        "after in the background",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' flowable:asyncAfter='true'/>"),
                        "asynchronous"),
                refused(
                        "a user task in the background",
                        work("<userTask id='t' flowable:async='true'/>"),
                        "asynchronous"),
                refused(
                        "a gateway in the background",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/><exclusiveGateway id='g' flowable:async='true'/><sequenceFlow id='f1' sourceRef='g' targetRef='e'/><endEvent id='e'/>"),
                        "asynchronous"),
                refused(
                        "job priority",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' flowable:jobPriority='${x}'/>"),
                        "expression"),
                refused(
                        "job category",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}' flowable:async='true'><extensionElements><flowable:jobCategory>${x}</flowable:jobCategory></extensionElements></serviceTask>"),
                        "element"),
                refused("retries, none", retry("R0/PT5M"), "retry"),
                refused("retries without a pause", retry("R3/PT0S"), "retry"),
                refused("retries, negative", retry("R-1/PT5M"), "retry"),
                refused("retries without end", retry("R/PT5M"), "retry"),
                refused("retries by expression", retry("${x}"), "retry"),
                refused("retries in words", retry("often"), "retry"),
                refused(
                        "retries, two policies",
                        work(
                                "<serviceTask id='t' flowable:async='true' flowable:delegateExpression='${itsmNotify}'><extensionElements><flowable:failedJobRetryTimeCycle>R3/PT5M</flowable:failedJobRetryTimeCycle><c:failedJobRetryTimeCycle xmlns:c='http://camunda.org/schema/1.0/bpmn'>R99999/PT0S</c:failedJobRetryTimeCycle></extensionElements></serviceTask>"),
                        "retry"),
                refused(
                        "call activity by expression",
                        work("<callActivity id='t' calledElement='${x}'/>"),
                        "call-activity"),
                refused(
                        "call activity of ours",
                        work("<callActivity id='t' calledElement='itsm-incident' flowable:inheritVariables='true'/>"),
                        "call-activity"),
                refused(
                        "call activity of a case",
                        work("<callActivity id='t' flowable:caseRef='x'/>"),
                        "call-activity"),
                refused(
                        "signal throw",
                        definitionsAnd(
                                "<signal id='sg' name='x' flowable:scope='global'/>",
                                "<intermediateThrowEvent id='t'><signalEventDefinition signalRef='sg'/></intermediateThrowEvent>"),
                        "event-definition"),
                refused(
                        "signal with a name by expression",
                        definitionsAnd("<signal id='sg' name='${x}'/>", "<userTask id='t'/>"),
                        "event-definition",
                        "expression-in-name"),
                refused(
                        "message catch",
                        definitionsAnd(
                                "<message id='m' name='x'/>",
                                "<intermediateCatchEvent id='t'><messageEventDefinition messageRef='m'/></intermediateCatchEvent>"),
                        "event-definition"),
                refused(
                        "escalation",
                        definitionsAnd("<escalation id='x' escalationCode='c'/>", "<userTask id='t'/>"),
                        "event-definition"),
                refused(
                        "timer catch",
                        work(
                                "<intermediateCatchEvent id='t'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>"),
                        "element"),
                refused(
                        "link events",
                        work("<intermediateThrowEvent id='t'><linkEventDefinition name='a'/></intermediateThrowEvent>"),
                        "event-definition"),
                refused(
                        "terminate end",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/><userTask id='t'/><sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'><terminateEventDefinition/></endEvent>"),
                        "event-definition"),
                refused(
                        "cancel end",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/><userTask id='t'/><sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'><cancelEventDefinition/></endEvent>"),
                        "event-definition"),
                refused("error boundary", boundary("<errorEventDefinition errorRef='x'/>"), "uncaught-error"),
                refused("message boundary", boundary("<messageEventDefinition messageRef='x'/>"), "event-definition"),
                refused("signal boundary", boundary("<signalEventDefinition signalRef='x'/>"), "event-definition"),
                refused(
                        "conditional boundary",
                        boundary("<conditionalEventDefinition><condition>" + EVIL
                                + "</condition></conditionalEventDefinition>"),
                        "event-definition",
                        "expression"),
                refused("compensation boundary", boundary("<compensateEventDefinition/>"), "compensation"),
                refused(
                        "variable listener",
                        boundary(
                                "<extensionElements><flowable:variableListenerEventDefinition variableName='x'/></extensionElements>"),
                        "event-definition"),
                refused(
                        "two timers in one",
                        boundary(
                                "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition><timerEventDefinition><timeDuration>PT1M</timeDuration></timerEventDefinition>"),
                        "timer"),
                refused("event-based gateway", work("<eventBasedGateway id='t'/>"), "element"),
                refused("inclusive gateway", work("<inclusiveGateway id='t'/>"), "element"),
                refused(
                        "complex gateway",
                        work("<complexGateway id='t'><activationCondition>" + EVIL
                                + "</activationCondition></complexGateway>"),
                        "element",
                        "expression"),
                refused(
                        "ad hoc",
                        work("<adHocSubProcess id='t' ordering='Parallel'><userTask id='i'/><completionCondition>"
                                + EVIL + "</completionCondition></adHocSubProcess>"),
                        "sub-process",
                        "expression"),
                refused("transaction", work("<transaction id='t'><startEvent id='i'/></transaction>"), "sub-process"),
                refused(
                        "event sub-process with a timer",
                        process(
                                "<subProcess id='x' triggeredByEvent='true'><startEvent id='i'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent><sequenceFlow id='i0' sourceRef='i' targetRef='ie'/><endEvent id='ie'/></subProcess>"),
                        "event-sub-process",
                        "event-definition"),
                refused(
                        "start by timer",
                        custom(
                                "<startEvent id='s'><timerEventDefinition><timeCycle>R/PT1S</timeCycle></timerEventDefinition></startEvent><sequenceFlow id='f0' sourceRef='s' targetRef='e'/><endEvent id='e'/>"),
                        "event-definition"),
                refused(
                        "start by signal",
                        custom(
                                "<startEvent id='s'><signalEventDefinition signalRef='x'/></startEvent><sequenceFlow id='f0' sourceRef='s' targetRef='e'/><endEvent id='e'/>"),
                        "event-definition"),
                refused(
                        "start by message",
                        custom(
                                "<startEvent id='s'><messageEventDefinition messageRef='x'/></startEvent><sequenceFlow id='f0' sourceRef='s' targetRef='e'/><endEvent id='e'/>"),
                        "event-definition"),
                refused(
                        "start with a form",
                        custom(
                                "<startEvent id='s' flowable:formKey='${x}'/><sequenceFlow id='f0' sourceRef='s' targetRef='e'/><endEvent id='e'/>"),
                        "expression",
                        "attribute"),
                refused(
                        "start in a sub-process with a timer",
                        inside(
                                "<startEvent id='i'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent><sequenceFlow id='i0' sourceRef='i' targetRef='it'/><userTask id='it'/><sequenceFlow id='i1' sourceRef='it' targetRef='ie'/><endEvent id='ie'/>"),
                        "event-definition"),
                refused(
                        "standard loop",
                        work(
                                "<userTask id='t'><standardLoopCharacteristics loopMaximum='9'><loopCondition>${true}</loopCondition></standardLoopCharacteristics></userTask>"),
                        "multi-instance"),
                refused(
                        "collection",
                        work(
                                "<userTask id='t'><multiInstanceLoopCharacteristics flowable:collection='${x}' flowable:elementVariable='y'/></userTask>"),
                        "multi-instance",
                        "expression"),
                refused(
                        "cardinality by expression",
                        work("<userTask id='t'><multiInstanceLoopCharacteristics><loopCardinality>" + EVIL
                                + "</loopCardinality></multiInstanceLoopCharacteristics></userTask>"),
                        "multi-instance"),
                refused(
                        "completion condition",
                        work(
                                "<userTask id='t'><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>"
                                        + EVIL
                                        + "</completionCondition></multiInstanceLoopCharacteristics></userTask>"),
                        "multi-instance",
                        "expression"),
                refused(
                        "multi-instance sub-process",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/><subProcess id='t'><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics><startEvent id='i'/><sequenceFlow id='i0' sourceRef='i' targetRef='it'/><userTask id='it'/><sequenceFlow id='i1' sourceRef='it' targetRef='ie'/><endEvent id='ie'/></subProcess><sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'/>"),
                        "element"),
                refused("compensation", work("<userTask id='t' isForCompensation='true'/>"), "compensation"),
                refused(
                        "starters by attribute",
                        definition(
                                "<process id='itsm-custom' isExecutable='true' flowable:candidateStarterUsers='mallory'>",
                                BODY),
                        "starter"),
                refused(
                        "starters by group",
                        definition(
                                "<process id='itsm-custom' isExecutable='true' flowable:candidateStarterGroups='everyone'>",
                                BODY),
                        "starter"),
                refused(
                        "message flow",
                        definitions(
                                "<collaboration id='c'><participant id='p' processRef='itsm-custom'/><messageFlow id='m' sourceRef='t' targetRef='p'/></collaboration>"),
                        "element"),
                refused("choreography", definitions("<choreography id='c'/>"), "element"),
                refused(
                        "conversation",
                        definitions("<collaboration id='c'><conversation id='v'/></collaboration>"),
                        "element"),
                refused(
                        "eager loading",
                        definition(
                                "<process id='itsm-custom' isExecutable='true' flowable:isEagerExecutionFetching='true'>",
                                BODY),
                        "attribute"),
                refused("auditing", process("<auditing/>"), "element"),
                refused("monitoring", work("<userTask id='t'><monitoring/></userTask>"), "element"),
                refused("global task", definitions("<globalScriptTask id='g'/>"), "element"));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                refused("date in the past", timer("<timeDate>2001-01-01T00:00:00Z</timeDate>"), "timer"),
                refused("date far away", timer("<timeDate>9999-01-01T00:00:00Z</timeDate>"), "timer"),
                refused("date by expression", timer("<timeDate>" + EVIL + "</timeDate>"), "expression"),
                refused("cron", timer("<timeCycle>0 0/1 * * * ?</timeCycle>"), "timer"),
                refused("cycle by expression", timer("<timeCycle>" + DEFERRED + "</timeCycle>"), "expression"),
                refused("cycle without end", timer("<timeCycle>R/PT1H</timeCycle>"), "timer"),
                refused("cycle of an instant", timer("<timeCycle>R3/2001-01-01T00:00:00Z/PT1H</timeCycle>"), "timer"),
                refused("cycle of very many", timer("<timeCycle>R999/PT1H</timeCycle>"), "timer"),
                refused(
                        "cycle that ends by attribute",
                        timer("<timeCycle flowable:endDate='${x}'>R3/PT1H</timeCycle>"),
                        "expression",
                        "attribute"),
                refused("cycle that interrupts", timer("<timeCycle>R3/PT1H</timeCycle>"), "timer"),
                refused("duration of nothing", timer("<timeDuration>PT0S</timeDuration>"), "timer"),
                refused("empty duration", timer("<timeDuration/>"), "timer"),
                refused("negative duration", timer("<timeDuration>-PT1H</timeDuration>"), "timer"),
                refused(
                        "duration that overflows",
                        timer("<timeDuration>PT9223372036854775807H</timeDuration>"),
                        "timer"),
                refused("duration by reflection", timer("<timeDuration>" + EVIL + "</timeDuration>"), "expression"),
                refused("duration by a method", timer("<timeDuration>${priority.x()}</timeDuration>"), "expression"),
                refused("duration by an unknown fact", timer("<timeDuration>${secret}</timeDuration>"), "timer"),
                refused(
                        "calendar by name",
                        boundary(
                                "<timerEventDefinition flowable:businessCalendarName='x'><timeDuration>PT1H</timeDuration></timerEventDefinition>"),
                        "attribute"),
                refused(
                        "on a timer",
                        custom(TASK + "<boundaryEvent id='b' attachedToRef='t'>" + HOUR
                                + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>"
                                + "<boundaryEvent id='b2' attachedToRef='b'>" + HOUR
                                + "</boundaryEvent><sequenceFlow id='fb2' sourceRef='b2' targetRef='e'/>"),
                        "dangling-reference"),
                refused(
                        "on itself",
                        custom(TASK + "<boundaryEvent id='b' attachedToRef='b'>" + HOUR
                                + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>"),
                        "dangling-reference"),
                refused(
                        "on a gateway",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/><exclusiveGateway id='t'/><sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'/>"
                                        + "<boundaryEvent id='b' attachedToRef='t'>" + HOUR
                                        + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>"),
                        "dangling-reference"),
                refused(
                        "on the start",
                        custom(TASK + "<boundaryEvent id='b' attachedToRef='s'>" + HOUR
                                + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>"),
                        "dangling-reference"),
                refused(
                        "on an end",
                        custom(TASK + "<boundaryEvent id='b' attachedToRef='e'>" + HOUR
                                + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>"),
                        "dangling-reference"),
                refused(
                        "on a flow",
                        custom(TASK + "<boundaryEvent id='b' attachedToRef='f1'>" + HOUR
                                + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>"),
                        "dangling-reference"),
                refused(
                        "that leads nowhere",
                        custom(TASK + "<boundaryEvent id='b' attachedToRef='t'>" + HOUR + "</boundaryEvent>"),
                        "no-way-out"),
                refused(
                        "that is led to",
                        custom(
                                TASK + "<boundaryEvent id='b' attachedToRef='t'>" + HOUR
                                        + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/><sequenceFlow id='fx' sourceRef='t' targetRef='b'/>"),
                        "start-flow"));
    }

    static Stream<Arguments> shapes() {
        String fork =
                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='p'/><parallelGateway id='p'/>";
        return Stream.of(
                refused(
                        "a loop of steps",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='a'/><serviceTask id='a' flowable:delegateExpression='${itsmNotify}'/><sequenceFlow id='f1' sourceRef='a' targetRef='a'/>"),
                        "cycle-without-wait"),
                refused(
                        "a loop of steps in the background",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='a'/><serviceTask id='a' flowable:async='true' flowable:delegateExpression='${itsmNotify}'/><sequenceFlow id='f1' sourceRef='a' targetRef='b'/><serviceTask id='b' flowable:async='true' flowable:delegateExpression='${itsmNotify}'/><sequenceFlow id='f2' sourceRef='b' targetRef='a'/>"),
                        "cycle-without-wait"),
                refused(
                        "a loop through a sub-process that does not wait",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='x'/><subProcess id='x'><startEvent id='i'/><sequenceFlow id='i0' sourceRef='i' targetRef='ie'/><endEvent id='ie'/></subProcess><sequenceFlow id='f1' sourceRef='x' targetRef='g'/><exclusiveGateway id='g' default='d'/><sequenceFlow id='c' sourceRef='g' targetRef='e'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='d' sourceRef='g' targetRef='x'/><endEvent id='e'/>"),
                        "cycle-without-wait"),
                refused(
                        "a loop in a sub-process",
                        inside(
                                "<startEvent id='i'/><sequenceFlow id='i0' sourceRef='i' targetRef='ig'/><exclusiveGateway id='ig'/><sequenceFlow id='i1' sourceRef='ig' targetRef='ig'/>"),
                        "cycle-without-wait"),
                refused(
                        "no end",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/><userTask id='t'/>"),
                        "no-way-out"),
                refused("a start alone", custom("<startEvent id='s'/>"), "no-way-out"),
                refused("nothing", custom(""), "no-start"),
                refused("no process", bytes(HEAD + "</definitions>"), "process"),
                refused(
                        "not executable",
                        definition("<process id='itsm-custom' isExecutable='false'>", BODY),
                        "process"),
                refused(
                        "a process of the host",
                        definition("<process id='payroll' isExecutable='true'>", BODY),
                        "process-id"),
                refused(
                        "two processes",
                        bytes(HEAD + "<process id='itsm-a' isExecutable='true'>" + BODY
                                + "</process><process id='itsm-b' isExecutable='true'>" + BODY
                                + "</process></definitions>"),
                        "duplicate-process"),
                refused(
                        "a part that nothing leads to",
                        custom(TASK + "<userTask id='u'/><sequenceFlow id='fu' sourceRef='u' targetRef='e'/>"),
                        "no-way-in"),
                refused(
                        "an island",
                        custom(
                                TASK
                                        + "<userTask id='u'/><sequenceFlow id='fu' sourceRef='u' targetRef='v'/><userTask id='v'/><sequenceFlow id='fv' sourceRef='v' targetRef='u'/>"),
                        "no-way-in"),
                refused(
                        "a dead end",
                        custom(TASK + "<userTask id='u'/><sequenceFlow id='fu' sourceRef='t' targetRef='u'/>"),
                        "no-way-out"),
                refused(
                        "a flow into a sub-process",
                        custom(TASK.replace("<userTask id='t'/>", SUB)
                                + "<sequenceFlow id='fx' sourceRef='s' targetRef='it'/>"),
                        "dangling-reference"),
                refused(
                        "a flow out of a sub-process",
                        inside(
                                "<startEvent id='i'/><sequenceFlow id='i0' sourceRef='i' targetRef='it'/><userTask id='it'/><sequenceFlow id='i1' sourceRef='it' targetRef='e'/>"),
                        "dangling-reference"),
                refused(
                        "a sub-process in a sub-process",
                        inside(
                                "<startEvent id='i'/><sequenceFlow id='i0' sourceRef='i' targetRef='n'/><subProcess id='n'><startEvent id='j'/><sequenceFlow id='j0' sourceRef='j' targetRef='je'/><endEvent id='je'/></subProcess><sequenceFlow id='i1' sourceRef='n' targetRef='ie'/><endEvent id='ie'/>"),
                        "sub-process"),
                refused(
                        "a sub-process without a start",
                        inside(
                                "<userTask id='it'/><sequenceFlow id='i1' sourceRef='it' targetRef='ie'/><endEvent id='ie'/>"),
                        "no-start"),
                refused(
                        "two starts in a sub-process",
                        inside(
                                "<startEvent id='i'/><startEvent id='j'/><sequenceFlow id='i0' sourceRef='i' targetRef='it'/><sequenceFlow id='j0' sourceRef='j' targetRef='it'/><userTask id='it'/><sequenceFlow id='i1' sourceRef='it' targetRef='ie'/><endEvent id='ie'/>"),
                        "several-starts"),
                refused(
                        "a way back to the start",
                        custom(TASK + "<sequenceFlow id='fx' sourceRef='t' targetRef='s'/>"),
                        "start-flow"),
                refused(
                        "a way on from the end",
                        custom(TASK + "<sequenceFlow id='fx' sourceRef='e' targetRef='t'/>"),
                        "end-flow"),
                refused(
                        "a step that splits",
                        custom(
                                TASK.replace(
                                                "<userTask id='t'/>",
                                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'/>")
                                        + "<userTask id='u'/><sequenceFlow id='fu' sourceRef='t' targetRef='u'/><sequenceFlow id='fv' sourceRef='u' targetRef='e'/>"),
                        "start-flow"),
                refused(
                        "a start that splits",
                        custom(TASK + "<sequenceFlow id='fx' sourceRef='s' targetRef='e'/>"),
                        "start-flow"),
                refused(
                        "a condition behind the start",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='e'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><endEvent id='e'/>"),
                        "start-flow"),
                refused(
                        "a condition behind a fork",
                        custom(
                                fork
                                        + "<sequenceFlow id='f1' sourceRef='p' targetRef='e'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><endEvent id='e'/>"),
                        "condition"),
                refused(
                        "a fork bomb without a circle",
                        custom(fork
                                + IntStream.range(0, 30)
                                        .mapToObj(i -> (i == 0 ? "" : "<parallelGateway id='p" + i + "'/>")
                                                + "<sequenceFlow id='a" + i + "' sourceRef='p" + (i == 0 ? "" : i)
                                                + "' targetRef='m" + i + "'/><sequenceFlow id='b" + i + "' sourceRef='p"
                                                + (i == 0 ? "" : i) + "' targetRef='m" + i + "'/>"
                                                + "<exclusiveGateway id='m" + i + "'/><sequenceFlow id='c" + i
                                                + "' sourceRef='m" + i + "' targetRef='"
                                                + (i == 29 ? "e" : "p" + (i + 1)) + "'/>")
                                        .collect(Collectors.joining())
                                + "<endEvent id='e'/>"),
                        "parallel"),
                refused(
                        "a join that never completes",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/><exclusiveGateway id='g' default='d'/><sequenceFlow id='c' sourceRef='g' targetRef='j'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='d' sourceRef='g' targetRef='t'/><userTask id='t'/><sequenceFlow id='f1' sourceRef='t' targetRef='j'/><parallelGateway id='j'/><sequenceFlow id='f2' sourceRef='j' targetRef='e'/><endEvent id='e'/>"),
                        "parallel"),
                refused(
                        "an implicit split",
                        custom(
                                TASK
                                        + "<userTask id='u'/><sequenceFlow id='fu' sourceRef='t' targetRef='u'/><sequenceFlow id='fv' sourceRef='u' targetRef='e'/>"),
                        "parallel"),
                refused(
                        "a fork that goes back into itself and so waits for itself",
                        custom(
                                FORK.replace(
                                        "<sequenceFlow id='f5' sourceRef='j' targetRef='e'/>",
                                        "<sequenceFlow id='f5' sourceRef='j' targetRef='g'/><exclusiveGateway id='g' default='gd'/><sequenceFlow id='gc' sourceRef='g' targetRef='p'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='gd' sourceRef='g' targetRef='e'/>")),
                        "parallel"),
                refused(
                        "a default that is not there",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/><exclusiveGateway id='g' default='ghost'/><sequenceFlow id='f1' sourceRef='g' targetRef='e'/><endEvent id='e'/>"),
                        "default-flow"),
                refused(
                        "a default with a condition",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/><exclusiveGateway id='g' default='f1'/><sequenceFlow id='f1' sourceRef='g' targetRef='e'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='f2' sourceRef='g' targetRef='t'><conditionExpression>${not reopened}</conditionExpression></sequenceFlow><userTask id='t'/><sequenceFlow id='f3' sourceRef='t' targetRef='e'/><endEvent id='e'/>"),
                        "default-flow"),
                refused("a flow without a condition at a choice", gateway("${reopened}", ""), "default-flow"),
                refused("an unknown fact", gateway("${secret}", "${not secret}"), "condition"),
                refused("a method", gateway("${priority.length() == 2}", "${true}"), "expression"),
                refused("a bean", gateway("${runtimeService == 1}", "${true}"), "condition"),
                refused("deferred", gateway("#{reopened}", "${true}"), "expression"),
                refused("an empty condition", gateway("", "${true}"), "expression"),
                refused("an assignment", gateway("${reopened = true}", "${true}"), "expression"),
                refused("two expressions", gateway("${reopened}${reopened}", "${true}"), "expression"),
                refused("text around", gateway("x${reopened}", "${true}"), "expression"),
                refused(
                        "a script as condition",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='e'><conditionExpression xsi:type='tFormalExpression' language='groovy'>System.exit(1)</conditionExpression></sequenceFlow><endEvent id='e'/>"),
                        "attribute",
                        "expression"),
                refused(
                        "a resource as condition",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='e'><conditionExpression xmlns:c='http://camunda.org/schema/1.0/bpmn' c:resource='x.groovy'>${reopened}</conditionExpression></sequenceFlow><endEvent id='e'/>"),
                        "attribute"),
                refused(
                        "two conditions",
                        flow("<conditionExpression>${reopened}</conditionExpression><conditionExpression>" + EVIL
                                + "</conditionExpression>"),
                        "condition"),
                refused(
                        "deep brackets",
                        gateway("${" + "(".repeat(60) + "reopened" + ")".repeat(60) + "}", "${true}"),
                        "expression"),
                refused(
                        "a name of 100,000 characters",
                        work("<userTask id='t' name='" + "n".repeat(100_000) + "'/>"),
                        "name-too-long"),
                refused("an id with a blank", work("<userTask id='t x'/>"), "id"),
                refused("an id with a path", work("<userTask id='../t'/>"), "id"),
                refused("an id with markup", work("<userTask id='&lt;b&gt;'/>"), "id"),
                refused("an id with letters that look alike", custom(TASK.replace("'t'", "'t\u0430'")), "id"),
                refused("an id that is no text", custom(TASK.replace("'t'", "'t\u200b'")), "id"),
                refused("bidi in the name of a flow", flow("", "name='a\u2066b'"), "bidi-control"),
                refused("a line separator in a name", work("<userTask id='t' name='a\u2028b'/>"), "bidi-control"),
                refused("a control in a name", work("<userTask id='t' name='a\u0085b'/>"), "bidi-control"),
                refused(
                        "include with a fallback",
                        custom(
                                TASK
                                        + "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/hostname'><xi:fallback/></xi:include>"),
                        "foreign-element"),
                refused(
                        "markup of a page in the documentation",
                        work(
                                "<userTask id='t'><documentation><b xmlns='http://www.w3.org/1999/xhtml'>x</b></documentation></userTask>"),
                        "foreign-element"),
                refused(
                        "no schema location of its own",
                        bytes(HEAD.replace(
                                        "targetNamespace",
                                        "xsi:noNamespaceSchemaLocation='http://127.0.0.1:47999/x' targetNamespace")
                                + "<process id='itsm-custom' isExecutable='true'>" + BODY + "</process></definitions>"),
                        "attribute"),
                refused(
                        "BPMN 1.x",
                        bytes("<bpmn:Package xmlns:bpmn='http://schema.omg.org/spec/BPMN/1.1'/>"),
                        "not-bpmn"),
                refused("XPDL", bytes("<Package xmlns='http://www.wfmc.org/2008/XPDL2.1'/>"), "not-bpmn"),
                refused("SVG", bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "not-bpmn"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"code", "elements", "times", "shapes"})
    void isRefused(String name, byte[] file, Set<String> rules) {
        List<Finding> findings = CHECK.check(file);
        assertThat(findings.stream().filter(Finding::isError).map(Finding::rule).collect(Collectors.toSet()))
                .as("%s: %s", name, findings)
                .containsAll(rules);
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.line()).isPositive();
            assertThat(finding.hint()).isNotBlank();
            assertThat(finding.toString()).doesNotContain("\n").hasSizeLessThan(1_500);
        });
        assertThat(System.getProperty("itsm.canary")).isNull();
    }

    // ---- accepted

    static Stream<Arguments> good() {
        String fork = FORK;
        return Stream.of(
                accepted(
                        "a step by delegate",
                        work("<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'/>")),
                accepted(
                        "a step with blanks",
                        work("<serviceTask id='t' flowable:delegateExpression='${ itsmNotify }'/>")),
                accepted(
                        "a step of camunda's modeller",
                        work(
                                "<serviceTask id='t' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' camunda:delegateExpression='${itsmNotify}' camunda:asyncBefore='true'/>")),
                accepted(
                        "a step by marker",
                        work(
                                "<serviceTask id='t' name='Tell'><extensionElements><itsm:step handler='itsmNotify'/></extensionElements></serviceTask>")),
                accepted(
                        "the same step twice said",
                        work(
                                "<serviceTask id='t' flowable:delegateExpression='${itsmNotify}'><extensionElements><itsm:step handler='itsmNotify'/></extensionElements></serviceTask>")),
                accepted(
                        "a step in the background",
                        work(
                                "<serviceTask id='t' flowable:async='true' flowable:delegateExpression='${itsmNotify}'/>")),
                accepted("a step that is tried again", retry("R3/PT5M")),
                accepted(
                        "a step that says it is not in the background",
                        work(
                                "<serviceTask id='t' flowable:async='false' flowable:exclusive='true' flowable:delegateExpression='${itsmNotify}'/>")),
                accepted("a timer that interrupts", timer("<timeDuration>PT4H</timeDuration>")),
                accepted(
                        "a timer that interrupts and says so",
                        custom(
                                TASK
                                        + "<boundaryEvent id='b' attachedToRef='t' cancelActivity='true'><timerEventDefinition id='td'><timeDuration xsi:type='tFormalExpression'>PT4H</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>")),
                accepted(
                        "a timer that does not",
                        custom(
                                TASK
                                        + "<boundaryEvent id='b' attachedToRef='t' cancelActivity='false'><timerEventDefinition><timeDuration>PT4H</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='p'/><serviceTask id='p' flowable:delegateExpression='${itsmNotify}'/><sequenceFlow id='fp' sourceRef='p' targetRef='pe'/><endEvent id='pe'/>")),
                accepted(
                        "a timer that repeats",
                        custom(
                                TASK
                                        + "<boundaryEvent id='b' attachedToRef='t' cancelActivity='false'><timerEventDefinition><timeCycle>R3/PT4H</timeCycle></timerEventDefinition></boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='pe'/><endEvent id='pe'/>")),
                accepted("a timer of a fact", timer("<timeDuration>${priority}</timeDuration>")),
                accepted("a timer of weeks", timer("<timeDuration>P2W</timeDuration>")),
                accepted(
                        "a timer on a step",
                        custom(TASK.replace(
                                        "<userTask id='t'/>",
                                        "<serviceTask id='t' flowable:async='true' flowable:delegateExpression='${itsmNotify}'/>")
                                + "<boundaryEvent id='b' attachedToRef='t'>" + HOUR
                                + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>")),
                warned(
                        "literal people",
                        work(
                                "<userTask id='t' flowable:assignee='kermit' flowable:candidateGroups='service-desk,network' flowable:candidateUsers='a,b'/>")),
                warned(
                        "a literal form, due date and priority",
                        work(
                                "<userTask id='t' flowable:formKey='triage' flowable:dueDate='P1D' flowable:priority='50'/>")),
                warned(
                        "three times the same task",
                        work(
                                "<userTask id='t'><multiInstanceLoopCharacteristics isSequential='true'><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>")),
                accepted("fork and join", custom(fork)),
                accepted(
                        "fork and ends",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='p'/><parallelGateway id='p'/><sequenceFlow id='f1' sourceRef='p' targetRef='a'/><sequenceFlow id='f2' sourceRef='p' targetRef='b'/><userTask id='a'/><userTask id='b'/><sequenceFlow id='f3' sourceRef='a' targetRef='ea'/><sequenceFlow id='f4' sourceRef='b' targetRef='eb'/><endEvent id='ea'/><endEvent id='eb'/>")),
                accepted(
                        "fork in a fork, and a choice in a branch",
                        custom(fork.replace(
                                        "<userTask id='b'/>",
                                        "<exclusiveGateway id='b' default='bd'/><sequenceFlow id='bc' sourceRef='b' targetRef='b1'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='bd' sourceRef='b' targetRef='b2'/>"
                                                + "<userTask id='b1'/><userTask id='b2'/><sequenceFlow id='b3' sourceRef='b1' targetRef='bm'/><sequenceFlow id='b4' sourceRef='b2' targetRef='bm'/><exclusiveGateway id='bm'/>")
                                .replace("sourceRef='b' targetRef='j'", "sourceRef='bm' targetRef='j'"))),
                accepted(
                        "a fork that goes round by a task",
                        custom(
                                fork.replace(
                                                "<parallelGateway id='p'/>",
                                                "<exclusiveGateway id='p'/><sequenceFlow id='pp' sourceRef='p' targetRef='q'/><parallelGateway id='q'/>")
                                        .replace("sourceRef='p' targetRef='a'", "sourceRef='q' targetRef='a'")
                                        .replace("sourceRef='p' targetRef='b'", "sourceRef='q' targetRef='b'")
                                        .replace(
                                                "<sequenceFlow id='f5' sourceRef='j' targetRef='e'/>",
                                                "<sequenceFlow id='f5' sourceRef='j' targetRef='g'/><exclusiveGateway id='g' default='gd'/><sequenceFlow id='gc' sourceRef='g' targetRef='p'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='gd' sourceRef='g' targetRef='e'/>"))),
                accepted("a sub-process", custom(TASK.replace("<userTask id='t'/>", SUB))),
                accepted(
                        "a loop with a wait",
                        custom(
                                TASK.replace(
                                        "<sequenceFlow id='f1' sourceRef='t' targetRef='e'/>",
                                        "<sequenceFlow id='f1' sourceRef='t' targetRef='g'/><exclusiveGateway id='g' default='d'/><sequenceFlow id='c' sourceRef='g' targetRef='t'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='d' sourceRef='g' targetRef='e'/>"))),
                accepted(
                        "a loop through a sub-process",
                        custom(
                                TASK.replace("<userTask id='t'/>", SUB)
                                        .replace(
                                                "<sequenceFlow id='f1' sourceRef='t' targetRef='e'/>",
                                                "<sequenceFlow id='f1' sourceRef='t' targetRef='g'/><exclusiveGateway id='g' default='d'/><sequenceFlow id='c' sourceRef='g' targetRef='t'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='d' sourceRef='g' targetRef='e'/>"))),
                accepted(
                        "two ends",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/><exclusiveGateway id='g' default='d'/><sequenceFlow id='c' sourceRef='g' targetRef='e1'><conditionExpression>${reopened}</conditionExpression></sequenceFlow><sequenceFlow id='d' sourceRef='g' targetRef='e2'/><endEvent id='e1'/><endEvent id='e2'/>")),
                accepted(
                        "ids that differ by case",
                        custom(
                                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/><userTask id='t'/><sequenceFlow id='f1' sourceRef='t' targetRef='T'/><userTask id='T'/><sequenceFlow id='F1' sourceRef='T' targetRef='e'/><endEvent id='e'/>")),
                accepted("a choice that covers all", gateway("${reopened}", "${not reopened}")),
                accepted(
                        "a condition in CDATA",
                        gateway(
                                "<![CDATA[${priority in ('P1', 'P2') and reopened}]]>",
                                "<![CDATA[${not (priority in ('P1', 'P2') and reopened)}]]>")),
                accepted("a condition with a comment in it", gateway("${reo<!-- x -->pened}", "${not reopened}")),
                accepted("a condition over lines", gateway("\n  ${reopened\n  }\n", "${not reopened}")),
                accepted(
                        "an annotation",
                        process(
                                "<textAnnotation id='n' textFormat='text/plain'><text>Costs 5 $ {net}</text></textAnnotation><association id='as' sourceRef='t' targetRef='n' associationDirection='None'/>")),
                accepted(
                        "an annotation that looks like code, which nothing reads",
                        process("<textAnnotation id='n'><text>" + EVIL + "</text></textAnnotation>")),
                accepted(
                        "documentation of the process that looks like code",
                        process("<documentation>" + EVIL + "</documentation>")),
                accepted(
                        "documentation of a task",
                        work(
                                "<userTask id='t'><documentation textFormat='text/plain'>5 $, {x}</documentation></userTask>")),
                accepted(
                        "lanes",
                        process(
                                "<laneSet id='l'><lane id='l1' name='Front'><flowNodeRef>s</flowNodeRef><flowNodeRef>t</flowNodeRef><childLaneSet id='l2'><lane id='l3' name='Night'/></childLaneSet></lane></laneSet>")),
                accepted(
                        "a group",
                        definitionsAnd(
                                "<category id='c'><categoryValue id='cv' value='x'/></category>",
                                "<userTask id='t'/><group id='gr' categoryValueRef='cv'/>")),
                accepted(
                        "a pool",
                        definitions(
                                "<collaboration id='c'><participant id='p' name='IT' processRef='itsm-custom'/></collaboration>")),
                accepted(
                        "two pools, one of them closed to us",
                        definitions(
                                "<collaboration id='c'><participant id='p' name='IT' processRef='itsm-custom'/><participant id='p2' name='Vendor'/></collaboration>")),
                accepted(
                        "colours",
                        bytes(
                                utf8(custom(TASK))
                                        .replace(
                                                "</definitions>",
                                                "<di:BPMNDiagram xmlns:di='http://www.omg.org/spec/BPMN/20100524/DI' xmlns:dc='http://www.omg.org/spec/DD/20100524/DC' xmlns:w='http://www.omg.org/spec/DD/20100524/DI' xmlns:bioc='http://bpmn.io/schema/bpmn/biocolor/1.0' xmlns:color='http://www.omg.org/spec/BPMN/non-normative/color/1.0' id='d'><di:BPMNPlane id='pl' bpmnElement='itsm-custom'>"
                                                        + "<di:BPMNShape id='sh' bpmnElement='t' bioc:stroke='#fff' bioc:fill='#000' color:background-color='#fff' color:border-color='#000' isExpanded='true'><dc:Bounds x='1' y='2.5' width='3' height='4'/><di:BPMNLabel><dc:Bounds x='1' y='2' width='3' height='4'/></di:BPMNLabel></di:BPMNShape><di:BPMNEdge id='ed' bpmnElement='f0'><w:waypoint x='1' y='2'/><w:waypoint x='-1' y='2'/></di:BPMNEdge></di:BPMNPlane></di:BPMNDiagram></definitions>"))),
                accepted(
                        "a modeller's name",
                        bytes(
                                utf8(custom(TASK))
                                        .replace(
                                                "targetNamespace",
                                                "xmlns:modeler='http://camunda.org/schema/modeler/1.0' exporter='Camunda Modeler' exporterVersion='5' modeler:executionPlatform='Camunda Platform' modeler:executionPlatformVersion='7.20.0' targetNamespace"))),
                accepted(
                        "a schema location, which is not fetched",
                        bytes(
                                utf8(custom(TASK))
                                        .replace(
                                                "targetNamespace",
                                                "xsi:schemaLocation='http://www.omg.org/spec/BPMN/20100524/MODEL http://127.0.0.1:47999/BPMN20.xsd' targetNamespace"))),
                accepted("Windows line ends", bytes(utf8(custom(TASK)).replace(">", ">\r\n"))),
                accepted("a byte order mark", bytes("\ufeff" + utf8(custom(TASK)))),
                accepted(
                        "comments and instructions",
                        bytes("<!-- ${x} --><?editor ${x}?>"
                                + utf8(custom(TASK)).replace("<userTask", "<!-- <scriptTask/> --><?x y?><userTask")
                                + "<!-- -->")),
                accepted(
                        "SQL and formulas in names, as text",
                        work("<userTask id='t' name=\"=cmd|' /C calc'!A0 '; DROP TABLE x; --\"/>")),
                accepted(
                        "names in many scripts",
                        work(
                                "<userTask id='t' name='Überprüfung \u4f60\u597d \u05e9\u05dc\u05d5\u05dd \ud83d\ude80 a\u200db'/>")),
                accepted("dollars in a name", work("<userTask id='t' name='costs $5 {net} # 1'/>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void isAccepted(String name, byte[] file, boolean warned) {
        List<Finding> findings = CHECK.check(file);
        assertThat(findings).as(name).filteredOn(Finding::isError).isEmpty();
        assertThat(findings.isEmpty()).as("%s: %s", name, findings).isEqualTo(!warned);
        assertThat(System.getProperty("itsm.canary")).isNull();
    }

    // ---- files

    private static final String HEAD = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
            + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:flowable='http://flowable.org/bpmn'"
            + " xmlns:itsm='http://itsm4j.org/bpmn' targetNamespace='t'>\n";
    private static final String TASK = "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/>"
            + "<userTask id='t'/><sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'/>";
    private static final String BODY = TASK;
    private static final String FORK =
            "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='p'/><parallelGateway id='p'/>"
                    + "<sequenceFlow id='f1' sourceRef='p' targetRef='a'/><sequenceFlow id='f2' sourceRef='p' targetRef='b'/>"
                    + "<userTask id='a'/><userTask id='b'/><sequenceFlow id='f3' sourceRef='a' targetRef='j'/><sequenceFlow id='f4' sourceRef='b' targetRef='j'/>"
                    + "<parallelGateway id='j'/><sequenceFlow id='f5' sourceRef='j' targetRef='e'/><endEvent id='e'/>";
    private static final String HOUR = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";
    private static final String SUB =
            "<subProcess id='t'><startEvent id='i'/><sequenceFlow id='i0' sourceRef='i' targetRef='it'/>"
                    + "<userTask id='it'/><sequenceFlow id='i1' sourceRef='it' targetRef='ie'/><endEvent id='ie'/></subProcess>";

    private static Arguments refused(String name, byte[] file, String... rules) {
        return Arguments.of(name, file, Set.of(rules));
    }

    private static Arguments accepted(String name, byte[] file, String... ignored) {
        return Arguments.of(name, file, false);
    }

    private static Arguments warned(String name, byte[] file) {
        return Arguments.of(name, file, true);
    }

    private static byte[] definition(String process, String body) {
        return bytes(HEAD + process + "\n" + body + "\n</process></definitions>");
    }

    private static byte[] custom(String body) {
        return definition("<process id='itsm-custom' isExecutable='true'>", body);
    }

    /** With something more in the process. */
    private static byte[] process(String more) {
        return custom(more + TASK);
    }

    /** With something else for the task in the middle. */
    private static byte[] work(String task) {
        return custom(TASK.replace("<userTask id='t'/>", task));
    }

    private static byte[] flow(String content) {
        return flow(content, "");
    }

    private static byte[] flow(String content, String attributes) {
        return custom(TASK.replace(
                "sourceRef='t' targetRef='e'/>",
                attributes + " sourceRef='t' targetRef='e'>" + content + "</sequenceFlow>"));
    }

    private static byte[] inside(String body) {
        return work("<subProcess id='t'>" + body + "</subProcess>");
    }

    private static byte[] definitions(String more) {
        return bytes(utf8(custom(TASK)).replace("<process", more + "<process"));
    }

    private static byte[] definitionsAnd(String more, String task) {
        return bytes(utf8(work(task)).replace("<process", more + "<process"));
    }

    private static byte[] boundary(String content) {
        return custom(TASK + "<boundaryEvent id='b' attachedToRef='t'>" + content
                + "</boundaryEvent><sequenceFlow id='fb' sourceRef='b' targetRef='e'/>");
    }

    private static byte[] timer(String time) {
        return boundary("<timerEventDefinition>" + time + "</timerEventDefinition>");
    }

    private static byte[] retry(String policy) {
        return work(
                "<serviceTask id='t' flowable:async='true' flowable:delegateExpression='${itsmNotify}'><extensionElements>"
                        + "<flowable:failedJobRetryTimeCycle>" + policy
                        + "</flowable:failedJobRetryTimeCycle></extensionElements></serviceTask>");
    }

    private static byte[] gateway(String one, String other) {
        return custom(
                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='g'/><exclusiveGateway id='g'/>"
                        + "<sequenceFlow id='c1' sourceRef='g' targetRef='e'><conditionExpression>" + one
                        + "</conditionExpression></sequenceFlow>"
                        + "<sequenceFlow id='c2' sourceRef='g' targetRef='t'>"
                        + (other.isEmpty() ? "" : "<conditionExpression>" + other + "</conditionExpression>")
                        + "</sequenceFlow><userTask id='t'/><sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'/>");
    }

    private static String attribute(String text) {
        return text.replace("'", "&apos;");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
