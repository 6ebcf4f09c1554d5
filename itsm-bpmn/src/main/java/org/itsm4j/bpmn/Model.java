package org.itsm4j.bpmn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A diagram as read, without its picture, or the tasks in one of its stages. Nodes and flows keep the order of the file.
 * Immutable.
 */
final class Model {
    private final String id;
    private final String name;
    private final Map<String, Node> nodes;
    private final List<Flow> flows;
    private final int line;
    private final Map<String, List<Flow>> out;
    private final Map<String, List<Node.Timer>> timers;

    Model(String id, String name, Map<String, Node> nodes, List<Flow> flows, int line) {
        this.id = id;
        this.name = name;
        this.nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        this.flows = List.copyOf(flows);
        this.line = line;
        // asked for each node again and again: without these the check of a large diagram takes seconds
        out = flows.stream().collect(Collectors.groupingBy(Flow::from, Collectors.toUnmodifiableList()));
        timers = all(Node.Timer.class).stream()
                .collect(Collectors.groupingBy(Node.Timer::stage, Collectors.toUnmodifiableList()));
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Map<String, Node> nodes() {
        return nodes;
    }

    List<Flow> flows() {
        return flows;
    }

    int line() {
        return line;
    }

    <T extends Node> List<T> all(Class<T> kind) {
        return nodes.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Node.Start start() {
        return all(Node.Start.class).get(0);
    }

    List<Flow> from(String nodeId) {
        return out.getOrDefault(nodeId, List.of());
    }

    Node target(Flow flow) {
        return Objects.requireNonNull(nodes.get(flow.to()));
    }

    List<Node.Timer> timers(String stageId) {
        return timers.getOrDefault(stageId, List.of());
    }
}
