package org.itsm4j.bpmn;

import static org.itsm4j.bpmn.Vocabulary.BPMN_DI;
import static org.itsm4j.bpmn.Vocabulary.DC;
import static org.itsm4j.bpmn.Vocabulary.DI;
import static org.itsm4j.bpmn.Vocabulary.MODELER;
import static org.itsm4j.bpmn.Vocabulary.XSI;
import static org.itsm4j.bpmn.Vocabulary.bpmn;
import static org.itsm4j.bpmn.Vocabulary.itsm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;

/**
 * Which elements a diagram may have, where, and with which attributes; everything else is refused. Names are compared with
 * their namespace, so that no prefix hides what Flowable would read under {@code flowable:}, {@code activiti:} or {@code
 * camunda:} alike.
 */
final class AllowList {
    private record Entry(Set<QName> attributes, Set<QName> children, boolean text) {}

    private static final QName XSI_TYPE = new QName(XSI, "type");
    private static final Map<QName, Entry> ENTRIES = entries();

    private AllowList() {}

    static void check(Markup root) {
        if (!root.name().equals(bpmn("definitions"))) {
            throw Faults.refusal(root.line(), root.label() + " is no BPMN 2.0 <definitions>");
        }
        element(root);
    }

    private static void element(Markup element) {
        Entry entry = ENTRIES.get(element.name());
        if (entry == null) {
            throw Faults.refusal(element.line(), element.label() + " is not allowed");
        }
        for (QName attribute : element.attributes().keySet()) {
            if (!entry.attributes.contains(attribute)) {
                throw Faults.refusal(
                        element.line(),
                        "the attribute " + shown(attribute) + " of " + element.label() + " is not allowed; allowed: "
                                + locals(entry.attributes));
            }
        }
        if (!entry.text && !element.text().isEmpty()) {
            throw Faults.refusal(element.line(), "text in " + element.label() + " is not allowed");
        }
        for (Markup child : element.children()) {
            if (!entry.children.contains(child.name())) {
                throw Faults.refusal(
                        child.line(),
                        child.label() + " is not allowed in " + element.label() + "; allowed: "
                                + locals(entry.children));
            }
            element(child);
        }
    }

    private static String shown(QName name) {
        return (name.getNamespaceURI().isEmpty() ? "" : "{" + Faults.quoted(name.getNamespaceURI()) + "}")
                + Faults.quoted(name.getLocalPart());
    }

    private static Set<String> locals(Set<QName> names) {
        return names.stream().map(QName::getLocalPart).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<QName, Entry> entries() {
        Map<QName, Entry> all = new HashMap<>();
        QName extensions = bpmn("extensionElements");
        QName documentation = bpmn("documentation");
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
                                new QName(XSI, "schemaLocation"),
                                new QName(MODELER, "executionPlatform"),
                                new QName(MODELER, "executionPlatformVersion")),
                        Set.of(bpmn("process"), new QName(BPMN_DI, "BPMNDiagram"), documentation)));
        all.put(documentation, text("id", "textFormat"));
        all.put(
                bpmn("process"),
                entry(
                        plain("id", "name", "isExecutable"),
                        Set.of(
                                documentation,
                                bpmn("startEvent"),
                                bpmn("userTask"),
                                bpmn("exclusiveGateway"),
                                bpmn("boundaryEvent"),
                                bpmn("endEvent"),
                                bpmn("sequenceFlow"))));
        Set<QName> joints = Set.of(documentation, bpmn("incoming"), bpmn("outgoing"));
        all.put(bpmn("incoming"), text());
        all.put(bpmn("outgoing"), text());
        all.put(bpmn("startEvent"), entry(plain("id", "name"), joints));
        all.put(bpmn("userTask"), entry(plain("id", "name"), with(joints, extensions)));
        all.put(bpmn("exclusiveGateway"), entry(plain("id", "name", "default", "gatewayDirection"), joints));
        all.put(bpmn("endEvent"), entry(plain("id", "name"), with(joints, extensions)));
        all.put(
                bpmn("boundaryEvent"),
                entry(
                        plain("id", "name", "attachedToRef", "cancelActivity"),
                        with(joints, extensions, bpmn("timerEventDefinition"))));
        all.put(bpmn("timerEventDefinition"), entry(plain("id"), Set.of(bpmn("timeDuration"))));
        all.put(bpmn("timeDuration"), new Entry(with(plain("id"), XSI_TYPE), Set.of(), true));
        all.put(
                bpmn("sequenceFlow"),
                entry(
                        plain("id", "name", "sourceRef", "targetRef"),
                        Set.of(documentation, bpmn("conditionExpression"))));
        all.put(bpmn("conditionExpression"), new Entry(with(plain("id"), XSI_TYPE), Set.of(), true));
        all.put(extensions, entry(Set.of(), Set.of(itsm("stage"), itsm("timer"))));
        all.put(itsm("stage"), entry(plain("state"), Set.of()));
        all.put(itsm("timer"), entry(plain("action"), Set.of()));
        pictures(all);
        return Map.copyOf(all);
    }

    private static void pictures(Map<QName, Entry> all) {
        QName label = new QName(BPMN_DI, "BPMNLabel");
        QName style = new QName(BPMN_DI, "BPMNLabelStyle");
        QName bounds = new QName(DC, "Bounds");
        all.put(
                new QName(BPMN_DI, "BPMNDiagram"),
                entry(
                        plain("id", "name", "documentation", "resolution"),
                        Set.of(new QName(BPMN_DI, "BPMNPlane"), style)));
        all.put(
                new QName(BPMN_DI, "BPMNPlane"),
                entry(
                        plain("id", "bpmnElement"),
                        Set.of(new QName(BPMN_DI, "BPMNShape"), new QName(BPMN_DI, "BPMNEdge"))));
        all.put(
                new QName(BPMN_DI, "BPMNShape"),
                entry(
                        plain("id", "bpmnElement", "isHorizontal", "isExpanded", "isMarkerVisible"),
                        Set.of(bounds, label)));
        all.put(
                new QName(BPMN_DI, "BPMNEdge"),
                entry(
                        plain("id", "bpmnElement", "sourceElement", "targetElement"),
                        Set.of(new QName(DI, "waypoint"), label)));
        all.put(label, entry(plain("id", "labelStyle"), Set.of(bounds)));
        all.put(style, entry(plain("id"), Set.of(new QName(DC, "Font"))));
        all.put(
                new QName(DC, "Font"),
                entry(plain("name", "size", "isBold", "isItalic", "isUnderline", "isStrikeThrough"), Set.of()));
        all.put(bounds, entry(plain("x", "y", "width", "height"), Set.of()));
        all.put(new QName(DI, "waypoint"), entry(plain("x", "y"), Set.of()));
    }

    private static Entry entry(Set<QName> attributes, Set<QName> children) {
        return new Entry(attributes, children, false);
    }

    private static Entry text(String... attributes) {
        return new Entry(plain(attributes), Set.of(), true);
    }

    private static Set<QName> plain(String... locals) {
        return Arrays.stream(locals).map(QName::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<QName> with(Set<QName> some, QName... more) {
        Set<QName> all = new java.util.HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
