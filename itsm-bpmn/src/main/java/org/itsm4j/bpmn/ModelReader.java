package org.itsm4j.bpmn;

import static org.itsm4j.bpmn.Vocabulary.bpmn;
import static org.itsm4j.bpmn.Vocabulary.itsm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.bpmn.ConditionParser.Mistake;

/** Makes a model of the elements that the allow list let through, and sees that it hangs together. */
final class ModelReader {
    static final int MOST_ELEMENTS = 500;

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Flow> flows = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private ModelReader() {}

    static Model read(byte[] bytes) {
        Markup root = MarkupReader.read(bytes);
        AllowList.check(root);
        return new ModelReader().definitions(root);
    }

    private Model definitions(Markup root) {
        List<Markup> processes = root.children(bpmn("process"));
        if (processes.size() != 1) {
            throw Faults.refusal(root.line(), "it has " + processes.size() + " processes; one is expected");
        }
        Markup process = processes.get(0);
        if (!process.attribute("isExecutable").equals("true")) {
            throw Faults.refusal(process.line(), process.label() + " must have isExecutable=\"true\"");
        }
        String id = Names.id(process, "id");
        ids.add(id);
        process.children().forEach(this::element);
        Model model = new Model(id, Names.name(process), nodes, flows);
        Faults faults = new Faults(id);
        new ShapeCheck(model, faults).check();
        faults.throwIfAny();
        return model;
    }

    private void element(Markup element) {
        switch (element.name().getLocalPart()) {
            case "startEvent" -> add(new Node.Start(id(element), Names.name(element), element.line()));
            case "userTask" -> add(new Node.Stage(id(element), Names.name(element), state(element), element.line()));
            case "endEvent" -> add(new Node.End(id(element), Names.name(element), state(element), element.line()));
            case "exclusiveGateway" -> add(gateway(element));
            case "boundaryEvent" -> add(timer(element));
            case "sequenceFlow" -> flows.add(flow(element));
            default -> {
                // documentation: the allow list knows all that may come
            }
        }
        if (nodes.size() + flows.size() > MOST_ELEMENTS) {
            throw Faults.refusal(element.line(), "more than " + MOST_ELEMENTS + " elements");
        }
    }

    private void add(Node node) {
        nodes.put(node.id(), node);
    }

    private String id(Markup element) {
        String id = Names.id(element, "id");
        if (!ids.add(id)) {
            throw Faults.refusal(element.line(), "the id " + Faults.quoted(id) + " is there twice");
        }
        return id;
    }

    private static Optional<String> state(Markup element) {
        return marker(element, "stage").map(stage -> required(stage, "state"));
    }

    private Node.Gateway gateway(Markup element) {
        String standard = element.attribute("default");
        return new Node.Gateway(
                id(element),
                Names.name(element),
                standard.isEmpty() ? Optional.empty() : Optional.of(standard),
                element.line());
    }

    private Node.Timer timer(Markup element) {
        String id = id(element);
        if (element.attribute("cancelActivity").equals("false")) {
            throw Faults.refusal(
                    element.line(), element.label() + " does not interrupt; only interrupting timers are supported");
        }
        String action = marker(element, "timer")
                .map(timer -> required(timer, "action"))
                .orElseThrow(() -> Faults.refusal(
                        element.line(),
                        element.label() + " needs <itsm:timer action=\"...\"/> in its extension elements"));
        List<Markup> definitions = element.children(bpmn("timerEventDefinition"));
        List<Markup> durations = definitions.stream()
                .flatMap(definition -> definition.children(bpmn("timeDuration")).stream())
                .toList();
        if (definitions.size() != 1 || durations.size() != 1) {
            throw Faults.refusal(element.line(), element.label() + " needs one timer with one <timeDuration>");
        }
        Delay delay = Delay.parse(durations.get(0).text())
                .orElseThrow(() -> Faults.refusal(
                        durations.get(0).line(),
                        "the duration of " + element.label() + " must be ${fact}, or an ISO 8601 duration of "
                                + Delay.SHORTEST + " to " + Delay.LONGEST + " such as P5D"));
        return new Node.Timer(
                id, Names.name(element), Names.id(element, "attachedToRef"), action, delay, element.line());
    }

    private static Optional<Markup> marker(Markup element, String kind) {
        List<Markup> markers = element.children(bpmn("extensionElements")).stream()
                .flatMap(it -> it.children().stream())
                .toList();
        if (markers.size() > 1 || markers.stream().anyMatch(it -> !it.name().equals(itsm(kind)))) {
            throw Faults.refusal(
                    element.line(), element.label() + " may have one <itsm:" + kind + "> and no other marker");
        }
        return markers.stream().findFirst();
    }

    private static String required(Markup marker, String attribute) {
        String value = marker.attribute(attribute);
        if (value.isEmpty()) {
            throw Faults.refusal(marker.line(), marker.label() + " needs the attribute " + attribute);
        }
        return value;
    }

    private Flow flow(Markup element) {
        List<Markup> conditions = element.children(bpmn("conditionExpression"));
        if (conditions.size() > 1) {
            throw Faults.refusal(element.line(), element.label() + " has several conditions");
        }
        Optional<String> text = conditions.stream().map(Markup::text).findFirst();
        return new Flow(
                id(element),
                element.attribute("name").isEmpty() ? "" : Names.name(element),
                Names.id(element, "sourceRef"),
                Names.id(element, "targetRef"),
                text,
                text.map(it -> condition(element, it)),
                element.line());
    }

    private static Condition condition(Markup element, String text) {
        try {
            return ConditionParser.parse(text);
        } catch (Mistake e) {
            throw Faults.refusal(
                    element.line(),
                    "the condition of " + element.label() + " cannot be read: " + e.getMessage() + ": "
                            + Faults.quoted(text));
        }
    }
}
