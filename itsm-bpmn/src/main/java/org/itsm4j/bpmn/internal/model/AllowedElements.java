package org.itsm4j.bpmn.internal.model;

import static org.itsm4j.bpmn.internal.model.Vocabulary.BIOC;
import static org.itsm4j.bpmn.internal.model.Vocabulary.BPMN_DI;
import static org.itsm4j.bpmn.internal.model.Vocabulary.COLOR;
import static org.itsm4j.bpmn.internal.model.Vocabulary.DC;
import static org.itsm4j.bpmn.internal.model.Vocabulary.DI;
import static org.itsm4j.bpmn.internal.model.Vocabulary.MODELER;
import static org.itsm4j.bpmn.internal.model.Vocabulary.XSI;
import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;
import static org.itsm4j.bpmn.internal.model.Vocabulary.vendor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;

/** Which elements a diagram may have, in which, with which attributes: a table. */
final class AllowedElements {
    /** What stands between the tags of an element. */
    enum Text {
        NONE,
        /** Plain text: no engine may find an expression in it. */
        PLAIN,
        /** Text that is never looked at, or that the reader of the element judges. */
        ANY
    }

    /** The attributes of {@code off} are allowed if they say that something is not so. */
    record Entry(Set<QName> attributes, Set<QName> off, Set<QName> children, Text text) {}

    private static final QName XSI_TYPE = new QName(XSI, "type");
    private static final QName NO_COMPENSATION = new QName("isForCompensation");
    private static final QName RELATION = vendor("diagramRelationId");
    private static final QName PRIORITY = vendor("jobPriority");
    /** What editors remember of a template. */
    private static final Set<QName> TEMPLATE =
            names(vendor("modelerTemplate"), vendor("modelerTemplateVersion"), vendor("modelerTemplateIcon"));

    private static final QName EXTENSIONS = bpmn("extensionElements");
    private static final QName DOCUMENTATION = bpmn("documentation");
    private static final Map<QName, Entry> ENTRIES = entries();
    private static final Set<String> NAMESPACES =
            ENTRIES.keySet().stream().map(QName::getNamespaceURI).collect(Collectors.toUnmodifiableSet());

    private AllowedElements() {}

    /** By a name whose vendor namespaces are folded into one. */
    static Map<QName, Entry> all() {
        return ENTRIES;
    }

    /** The namespaces of these names. */
    static Set<String> namespaces() {
        return NAMESPACES;
    }

    private static Map<QName, Entry> entries() {
        Map<QName, Entry> all = new HashMap<>();
        definitions(all);
        Set<QName> flowElements = names(
                bpmn("startEvent"),
                bpmn("userTask"),
                bpmn("serviceTask"),
                bpmn("subProcess"),
                bpmn("exclusiveGateway"),
                bpmn("parallelGateway"),
                bpmn("boundaryEvent"),
                bpmn("endEvent"),
                bpmn("sequenceFlow"),
                bpmn("textAnnotation"),
                bpmn("association"),
                bpmn("group"),
                bpmn("laneSet"));
        all.put(
                bpmn("process"),
                entry(
                        with(
                                with(TEMPLATE, plain("id", "name", "isExecutable", "processType", "isClosed")),
                                RELATION,
                                PRIORITY,
                                vendor("isStartableInTasklist"),
                                vendor("versionTag"),
                                vendor("historyTimeToLive")),
                        with(flowElements, DOCUMENTATION)));
        nodes(all, flowElements);
        artifacts(all);
        markers(all);
        pictures(all);
        return Map.copyOf(all);
    }

    private static void definitions(Map<QName, Entry> all) {
        all.put(
                bpmn("definitions"),
                entry(
                        with(
                                plain(
                                        "id",
                                        "name",
                                        "targetNamespace",
                                        "exporter",
                                        "exporterVersion",
                                        "expressionLanguage",
                                        "typeLanguage"),
                                RELATION,
                                new QName(XSI, "schemaLocation"),
                                new QName(MODELER, "executionPlatform"),
                                new QName(MODELER, "executionPlatformVersion")),
                        names(
                                bpmn("process"),
                                bpmn("collaboration"),
                                bpmn("category"),
                                new QName(BPMN_DI, "BPMNDiagram"),
                                DOCUMENTATION)));
        all.put(DOCUMENTATION, new Entry(plain("id", "textFormat"), Set.of(), Set.of(), Text.ANY));
    }

    private static void nodes(Map<QName, Entry> all, Set<QName> flowElements) {
        Set<QName> joints = names(DOCUMENTATION, bpmn("incoming"), bpmn("outgoing"));
        Set<QName> marked = with(joints, EXTENSIONS);
        all.put(bpmn("incoming"), text());
        all.put(bpmn("outgoing"), text());
        all.put(
                bpmn("startEvent"),
                entry(
                        with(
                                with(TEMPLATE, plain("id", "name", "isInterrupting", "parallelMultiple")),
                                vendor("formFieldValidation"),
                                vendor("initiator")),
                        joints));
        all.put(
                bpmn("userTask"),
                entry(
                        with(
                                with(
                                        TEMPLATE,
                                        plain("id", "name", "implementation", "startQuantity", "completionQuantity")),
                                vendor("assignee"),
                                vendor("candidateGroups"),
                                vendor("candidateUsers"),
                                vendor("owner"),
                                vendor("formKey"),
                                vendor("formFieldValidation"),
                                RELATION,
                                PRIORITY,
                                vendor("dueDate"),
                                vendor("priority"),
                                vendor("category")),
                        names(NO_COMPENSATION, vendor("async"), vendor("asyncBefore")),
                        with(marked, bpmn("multiInstanceLoopCharacteristics"))));
        all.put(
                bpmn("multiInstanceLoopCharacteristics"),
                entry(plain("id", "isSequential"), names(bpmn("loopCardinality"))));
        all.put(bpmn("loopCardinality"), new Entry(with(plain("id"), XSI_TYPE), Set.of(), Set.of(), Text.ANY));
        all.put(
                bpmn("serviceTask"),
                entry(
                        with(
                                with(
                                        TEMPLATE,
                                        plain("id", "name", "implementation", "startQuantity", "completionQuantity")),
                                vendor("delegateExpression"),
                                vendor("async"),
                                vendor("asyncBefore"),
                                RELATION,
                                PRIORITY,
                                vendor("exclusive")),
                        names(NO_COMPENSATION),
                        marked));
        all.put(
                bpmn("subProcess"),
                entry(
                        with(TEMPLATE, plain("id", "name", "triggeredByEvent", "startQuantity", "completionQuantity")),
                        names(NO_COMPENSATION),
                        with(with(flowElements, marked), EXTENSIONS)));
        all.put(bpmn("exclusiveGateway"), entry(plain("id", "name", "default", "gatewayDirection"), joints));
        all.put(bpmn("parallelGateway"), entry(plain("id", "name", "gatewayDirection"), joints));
        all.put(bpmn("endEvent"), entry(with(TEMPLATE, plain("id", "name")), marked));
        all.put(
                bpmn("boundaryEvent"),
                entry(
                        with(TEMPLATE, plain("id", "name", "attachedToRef", "cancelActivity", "parallelMultiple")),
                        with(marked, bpmn("timerEventDefinition"))));
        all.put(
                bpmn("timerEventDefinition"),
                entry(plain("id"), names(bpmn("timeDuration"), bpmn("timeCycle"), bpmn("timeDate"))));
        for (String time : Set.of("timeDuration", "timeCycle", "timeDate")) {
            all.put(bpmn(time), new Entry(with(plain("id"), XSI_TYPE), Set.of(), Set.of(), Text.ANY));
        }
        all.put(
                bpmn("sequenceFlow"),
                entry(
                        with(TEMPLATE, plain("id", "name", "sourceRef", "targetRef", "isImmediate")),
                        names(DOCUMENTATION, bpmn("conditionExpression"))));
        all.put(bpmn("conditionExpression"), new Entry(with(plain("id"), XSI_TYPE), Set.of(), Set.of(), Text.ANY));
    }

    /** What people draw around a process; nothing runs it. */
    private static void artifacts(Map<QName, Entry> all) {
        all.put(
                bpmn("collaboration"),
                entry(
                        plain("id", "name", "isClosed"),
                        names(
                                bpmn("participant"),
                                bpmn("textAnnotation"),
                                bpmn("association"),
                                bpmn("group"),
                                DOCUMENTATION)));
        all.put(bpmn("participant"), entry(plain("id", "name", "processRef"), names(DOCUMENTATION)));
        all.put(bpmn("textAnnotation"), entry(plain("id", "textFormat"), names(DOCUMENTATION, bpmn("text"))));
        all.put(
                bpmn("text"),
                new Entry(Set.of(), Set.of(), Set.of(), Text.ANY)); // of an annotation: no engine reads it
        all.put(
                bpmn("association"),
                entry(plain("id", "sourceRef", "targetRef", "associationDirection"), names(DOCUMENTATION)));
        all.put(bpmn("group"), entry(plain("id", "categoryValueRef"), names(DOCUMENTATION)));
        all.put(bpmn("category"), entry(plain("id", "name"), names(bpmn("categoryValue"))));
        all.put(bpmn("categoryValue"), entry(plain("id", "value"), Set.of()));
        all.put(bpmn("laneSet"), entry(plain("id", "name"), names(bpmn("lane"), DOCUMENTATION)));
        all.put(
                bpmn("lane"),
                entry(plain("id", "name"), names(bpmn("flowNodeRef"), bpmn("childLaneSet"), DOCUMENTATION)));
        all.put(bpmn("childLaneSet"), entry(plain("id", "name"), names(bpmn("lane"), DOCUMENTATION)));
        all.put(bpmn("flowNodeRef"), text());
    }

    private static void markers(Map<QName, Entry> all) {
        Set<QName> extensions = new HashSet<>(names(vendor("failedJobRetryTimeCycle")));
        for (Marker marker : Marker.values()) {
            extensions.add(marker.qName());
            all.put(marker.qName(), entry(plain(marker.attributes().toArray(String[]::new)), Set.of()));
        }
        all.put(EXTENSIONS, entry(Set.of(), Set.copyOf(extensions)));
        all.put(vendor("failedJobRetryTimeCycle"), new Entry(Set.of(), Set.of(), Set.of(), Text.ANY));
    }

    private static void pictures(Map<QName, Entry> all) {
        QName label = new QName(BPMN_DI, "BPMNLabel");
        QName style = new QName(BPMN_DI, "BPMNLabelStyle");
        QName bounds = new QName(DC, "Bounds");
        Set<QName> colours = names(
                new QName(BIOC, "stroke"),
                new QName(BIOC, "fill"),
                new QName(COLOR, "background-color"),
                new QName(COLOR, "border-color"),
                new QName(COLOR, "color"));
        all.put(
                new QName(BPMN_DI, "BPMNDiagram"),
                entry(
                        plain("id", "name", "documentation", "resolution"),
                        names(new QName(BPMN_DI, "BPMNPlane"), style)));
        all.put(
                new QName(BPMN_DI, "BPMNPlane"),
                entry(
                        plain("id", "bpmnElement"),
                        names(new QName(BPMN_DI, "BPMNShape"), new QName(BPMN_DI, "BPMNEdge"))));
        all.put(
                new QName(BPMN_DI, "BPMNShape"),
                entry(
                        with(
                                colours,
                                plain(
                                        "id",
                                        "bpmnElement",
                                        "isHorizontal",
                                        "isExpanded",
                                        "isMarkerVisible",
                                        "choreographyActivityShape")),
                        names(bounds, label)));
        all.put(
                new QName(BPMN_DI, "BPMNEdge"),
                entry(
                        with(
                                with(
                                        colours,
                                        plain(
                                                "id",
                                                "bpmnElement",
                                                "sourceElement",
                                                "targetElement",
                                                "messageVisibleKind")),
                                vendor("sourceDockerX"),
                                vendor("sourceDockerY"),
                                vendor("targetDockerX"),
                                vendor("targetDockerY")),
                        names(new QName(DI, "waypoint"), label)));
        all.put(label, entry(with(colours, plain("id", "labelStyle")), names(bounds)));
        all.put(style, entry(plain("id"), names(new QName(DC, "Font"))));
        all.put(
                new QName(DC, "Font"),
                entry(plain("name", "size", "isBold", "isItalic", "isUnderline", "isStrikeThrough"), Set.of()));
        all.put(bounds, entry(plain("x", "y", "width", "height"), Set.of()));
        all.put(new QName(DI, "waypoint"), entry(with(plain("x", "y"), XSI_TYPE), Set.of()));
    }

    private static Entry entry(Set<QName> attributes, Set<QName> children) {
        return new Entry(attributes, Set.of(), children, Text.NONE);
    }

    private static Entry entry(Set<QName> attributes, Set<QName> off, Set<QName> children) {
        return new Entry(attributes, off, children, Text.NONE);
    }

    private static Entry text() {
        return new Entry(Set.of(), Set.of(), Set.of(), Text.PLAIN);
    }

    private static Set<QName> plain(String... locals) {
        return Arrays.stream(locals).map(QName::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<QName> names(QName... names) {
        return Set.of(names);
    }

    private static Set<QName> with(Set<QName> some, QName... more) {
        return with(some, Set.of(more));
    }

    private static Set<QName> with(Set<QName> some, Set<QName> more) {
        Set<QName> all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }
}
