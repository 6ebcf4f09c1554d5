package org.itsm4j.bpmn.internal.picture;

import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;
import static org.itsm4j.bpmn.internal.model.Vocabulary.itsm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.error.ConfigurationException;

/**
 * The nodes and flows of a diagram as its file has them, those inside sub-processes too: what a picture shows. Whether
 * they are lawful is not asked here.
 */
public final class Elements {
    private static final Set<String> NODES = Set.of(
            "startEvent",
            "endEvent",
            "userTask",
            "serviceTask",
            "subProcess",
            "exclusiveGateway",
            "parallelGateway",
            "boundaryEvent");

    private final Markup process;
    private final Map<String, Markup> nodes = new LinkedHashMap<>();
    private final Map<String, Markup> flows = new LinkedHashMap<>();
    private final Map<String, String> parents = new LinkedHashMap<>();
    private final Map<String, Integer> depths = new LinkedHashMap<>();

    private Elements(Markup process) {
        this.process = process;
        read(process, 0);
    }

    /**
     * @param root a file
     * @return the elements of its process
     */
    public static Elements of(Markup root) {
        return root.children(bpmn("process")).stream()
                .findFirst()
                .map(Elements::new)
                .orElseThrow(() -> new ConfigurationException("The diagram cannot be drawn: it has no process"));
    }

    private void read(Markup scope, int depth) {
        for (Markup child : scope.children()) {
            String kind = child.name().getLocalPart();
            String id = child.attribute("id");
            if (kind.equals("sequenceFlow")) {
                flows.put(id, child);
                parents.put(id, scope.attribute("id"));
            } else if (NODES.contains(kind)) {
                nodes.put(id, child);
                parents.put(id, scope.attribute("id"));
                depths.put(id, depth);
                read(child, depth + 1);
            }
        }
    }

    String id() {
        return process.attribute("id");
    }

    String name() {
        return process.attribute("name").isBlank() ? id() : process.attribute("name");
    }

    /**
     * @param id the id of a node
     * @return the node
     */
    public Optional<Markup> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /**
     * @param id the id of a flow
     * @return the flow
     */
    public Optional<Markup> flow(String id) {
        return Optional.ofNullable(flows.get(id));
    }

    /** Its nodes, in the order of the file. */
    List<Markup> nodes() {
        return List.copyOf(nodes.values());
    }

    /** @return its flows, in the order of the file */
    public List<Markup> flows() {
        return List.copyOf(flows.values());
    }

    List<Markup> flowsFrom(String node) {
        return flows.values().stream()
                .filter(flow -> flow.attribute("sourceRef").equals(node))
                .toList();
    }

    /**
     * @param id an element
     * @return whether it is part of the process itself, not of a sub-process
     */
    public boolean top(String id) {
        return id().equals(parents.get(id));
    }

    /** In how many sub-processes it lies. */
    int depth(String id) {
        return depths.getOrDefault(id, 0);
    }

    /** The nodes that lie in a sub-process. */
    List<Markup> inside(String id) {
        return nodes.values().stream()
                .filter(node -> id.equals(parents.get(node.attribute("id"))))
                .toList();
    }

    /** @return where a ticket can stand, in the order of the file */
    public List<Markup> stages() {
        return nodes.values().stream().filter(this::isStage).toList();
    }

    /**
     * @param node a node
     * @return whether it is a task or sub-process of the process itself, or an end that says which state it means
     */
    public boolean isStage(Markup node) {
        return top(node.attribute("id"))
                && switch (node.name().getLocalPart()) {
                    case "userTask", "subProcess" -> true;
                    case "endEvent" -> marker(node, "stage").isPresent();
                    default -> false;
                };
    }

    /** The id of its start event; empty text if it has none. */
    String start() {
        return nodes.values().stream()
                .filter(node -> node.name().getLocalPart().equals("startEvent"))
                .map(node -> node.attribute("id"))
                .filter(this::top)
                .findFirst()
                .orElse("");
    }

    /** Timers on a stage. */
    List<Markup> timers(String stage) {
        return nodes.values().stream()
                .filter(node -> node.attribute("attachedToRef").equals(stage))
                .toList();
    }

    /** What people call a node; its id if it has no name. */
    String called(String id) {
        return node(id).map(node -> node.attribute("name"))
                .filter(name -> !name.isBlank())
                .orElse(id);
    }

    static Optional<Markup> marker(Markup element, String kind) {
        List<Markup> found = new ArrayList<>();
        element.children(bpmn("extensionElements"))
                .forEach(extensions -> found.addAll(extensions.children(itsm(kind))));
        return found.stream().findFirst();
    }

    static String marked(Markup element, String kind, String attribute) {
        return marker(element, kind).map(it -> it.attribute(attribute)).orElse("");
    }

    static String condition(Markup flow) {
        return flow.children(bpmn("conditionExpression")).stream()
                .map(Markup::text)
                .findFirst()
                .orElse("");
    }
}
