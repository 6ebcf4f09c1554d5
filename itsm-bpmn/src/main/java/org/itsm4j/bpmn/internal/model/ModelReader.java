package org.itsm4j.bpmn.internal.model;

import static org.itsm4j.bpmn.internal.model.Vocabulary.BPMN;
import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.ConditionParser;
import org.itsm4j.bpmn.internal.condition.ConditionParser.Mistake;

/**
 * Makes a model of a file. It goes on after a fault, and keeps a place for what is not allowed, so that one look at a file
 * finds all that is wrong with it.
 */
public final class ModelReader {
    static final int MOST_ELEMENTS = 500;
    private static final int MOST_REPETITIONS = 50;

    private final Findings findings;
    private final Set<String> ids = new HashSet<>();
    private int elements;

    private ModelReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param root a file
     * @param findings where to put what is wrong
     * @return the model; empty if there is no process that could be looked at
     */
    public static Optional<Model> read(Markup root, Findings findings) {
        return new ModelReader(findings).definitions(root);
    }

    private Optional<Model> definitions(Markup root) {
        List<Markup> processes = root.children(bpmn("process"));
        if (processes.isEmpty()) {
            findings.error(Rule.PROCESS, root, "it has no process");
            return Optional.empty();
        }
        Markup process = processes.get(0);
        if (processes.size() > 1) {
            boolean same =
                    processes.stream().map(it -> it.attribute("id")).distinct().count() < processes.size();
            findings.error(
                    Rule.DUPLICATE_PROCESS,
                    processes.get(1),
                    "it has " + processes.size() + " processes" + (same ? ", with the same id" : ""));
        }
        if (!process.attribute("isExecutable").equals("true")) {
            findings.error(Rule.PROCESS, process, process.label() + " must have isExecutable=\"true\"");
        }
        String id = Names.id(process, "id", findings).orElse("");
        ids.add(id);
        return Optional.of(scope(id, process));
    }

    /** A process, or what a sub-process holds. */
    private Model scope(String id, Markup owner) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        List<Flow> flows = new ArrayList<>();
        boolean inside = owner.is(bpmn("subProcess"));
        for (Markup child : owner.children()) {
            if (!isRead(child)) {
                continue;
            }
            if (++elements == MOST_ELEMENTS + 1) {
                findings.error(Rule.TOO_LARGE, child, "more than " + MOST_ELEMENTS + " elements");
            }
            Optional<String> own = id(child);
            if (own.isEmpty() || elements > MOST_ELEMENTS) {
                continue;
            }
            if (child.is(bpmn("sequenceFlow"))) {
                flow(own.get(), child).ifPresent(flows::add);
            } else {
                node(own.get(), child, inside).ifPresent(node -> nodes.put(node.id(), node));
            }
        }
        return new Model(id, named(owner, id), nodes, flows, owner.line());
    }

    /** Whether a child of a process or a sub-process has a place in the model; {@link UnreadParts} looks at all others. */
    static boolean isRead(Markup child) {
        return isNode(child) || child.is(bpmn("sequenceFlow"));
    }

    /** Whatever else BPMN calls a task, an event or a gateway has a place in the graph, though it is refused. */
    private static boolean isNode(Markup element) {
        String local = element.name().getLocalPart();
        return element.name().getNamespaceURI().equals(BPMN)
                && (local.endsWith("Task")
                        || local.equals("task")
                        || local.endsWith("Event")
                        || local.endsWith("Gateway")
                        || local.endsWith("ubProcess")
                        || local.equals("callActivity")
                        || local.equals("transaction"));
    }

    private Optional<String> id(Markup element) {
        Optional<String> id = Names.id(element, "id", findings);
        if (id.filter(it -> !ids.add(it)).isPresent()) {
            findings.error(Rule.DUPLICATE_ID, element, "the id " + id.get() + " is there twice");
            return Optional.empty();
        }
        return id;
    }

    private Optional<Node> node(String id, Markup element, boolean inside) {
        String name = named(element, id);
        int line = element.line();
        Markers markers = new Markers(element, findings);
        element.children(bpmn("multiInstanceLoopCharacteristics")).forEach(it -> repeated(element, it));
        if (element.is(bpmn("userTask"))) {
            markers.misplaced(inside ? Set.of(Marker.STAGE, Marker.APPROVAL) : Set.of(Marker.TASK), inside);
        }
        return switch (element.name().getLocalPart()) {
            case "startEvent" -> Optional.of(new Node.Start(id, name, line));
            case "userTask" ->
                Optional.of(
                        inside
                                ? new Node.Task(id, name, markers.group(), line)
                                : new Node.Stage(
                                        id, name, markers.state(), markers.approval(), Optional.empty(), line));
            case "subProcess" -> Optional.of(subProcess(id, name, element, markers, inside));
            case "serviceTask" -> Optional.of(step(id, name, element, markers));
            case "endEvent" -> Optional.of(new Node.End(id, name, markers.state(), line));
            case "exclusiveGateway" -> Optional.of(new Node.Gateway(id, name, standard(element), line));
            case "parallelGateway" -> Optional.of(new Node.Parallel(id, name, line));
            case "boundaryEvent" ->
                TimerReader.read(id, name, element, markers, findings).map(it -> it);
            default -> Optional.of(new Node.Other(id, name, line));
        };
    }

    private void repeated(Markup element, Markup loop) {
        List<Markup> cardinalities = loop.children(bpmn("loopCardinality"));
        boolean bounded = cardinalities.size() == 1
                && cardinalities.get(0).text().matches("\\d{1,3}")
                && Integer.parseInt(cardinalities.get(0).text()) <= MOST_REPETITIONS;
        if (bounded) {
            findings.warning(
                    Rule.NO_EFFECT, element, element.label() + " is to be done several times; here it is done once");
        } else {
            findings.error(
                    Rule.MULTI_INSTANCE,
                    element,
                    element.label() + " is multi-instance with a cardinality above the cap of " + MOST_REPETITIONS
                            + " or none");
        }
    }

    private Node subProcess(String id, String name, Markup element, Markers markers, boolean inside) {
        if (element.attribute("triggeredByEvent").equals("true")) {
            findings.error(
                    Rule.EVENT_SUB_PROCESS,
                    element,
                    element.label() + " is an event subprocess: it may take over anywhere");
        }
        if (inside) {
            findings.error(Rule.SUB_PROCESS, element, element.label() + " lies in another sub-process");
        }
        return new Node.Stage(
                id, name, markers.state(), markers.approval(), Optional.of(scope(id, element)), element.line());
    }

    private Node step(String id, String name, Markup element, Markers markers) {
        return new Node.Step(id, name, markers.handler(), markers.background(), element.line());
    }

    private static Optional<String> standard(Markup element) {
        return Optional.of(element.attribute("default")).filter(it -> !it.isEmpty());
    }

    private String named(Markup element, String id) {
        String name = Names.name(element, findings);
        return name.isEmpty() ? id : name;
    }

    private Optional<Flow> flow(String id, Markup element) {
        List<Markup> conditions = element.children(bpmn("conditionExpression"));
        if (conditions.size() > 1) {
            findings.error(Rule.CONDITION, element, element.label() + " has several conditions");
        }
        Optional<String> text = conditions.stream().map(Markup::text).findFirst();
        Optional<String> from = Names.id(element, "sourceRef", findings);
        Optional<String> to = Names.id(element, "targetRef", findings);
        String name = Names.name(element, findings);
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new Flow(
                        id,
                        name,
                        from.get(),
                        to.get(),
                        text,
                        text.flatMap(it -> condition(element, it)),
                        element.line()));
    }

    private Optional<Condition> condition(Markup element, String text) {
        try {
            return Optional.of(ConditionParser.parse(text));
        } catch (Mistake e) {
            findings.error(
                    Rule.EXPRESSION,
                    element,
                    "the condition of " + element.label() + ", an expression, is not of the allowed grammar: "
                            + e.getMessage() + ": " + Quote.of(text));
            return Optional.empty();
        }
    }
}
