package org.itsm4j.bpmn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A diagram as read, without its picture, or the tasks in one of its stages. Nodes and flows keep the order of the file.
 */
record Model(String id, String name, Map<String, Node> nodes, List<Flow> flows, int line) {
    Model {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        flows = List.copyOf(flows);
    }

    <T extends Node> List<T> all(Class<T> kind) {
        return nodes.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Node.Start start() {
        return all(Node.Start.class).get(0);
    }

    List<Flow> from(String nodeId) {
        return flows.stream().filter(flow -> flow.from().equals(nodeId)).toList();
    }

    Node target(Flow flow) {
        return Objects.requireNonNull(nodes.get(flow.to()));
    }

    List<Node.Timer> timers(String stageId) {
        return all(Node.Timer.class).stream()
                .filter(timer -> timer.stage().equals(stageId))
                .toList();
    }
}
