package org.itsm4j.bpmn.internal.model;

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
public final class Model {
    private final String id;
    private final String name;
    private final Map<String, Node> nodes;
    private final List<Flow> flows;
    private final int line;
    private final Map<String, List<Flow>> out;
    private final Map<String, List<Node.Timer>> timers;
    private final SidePaths beside;

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
        beside = new SidePaths(this);
    }

    /**
     * @param lifecycle a lifecycle
     * @return the id of its process
     */
    public static String idOf(String lifecycle) {
        return "itsm-" + lifecycle;
    }

    /** @return the id of the process, or of the stage that the tasks are in */
    public String id() {
        return id;
    }

    /** @return its name, for people */
    public String name() {
        return name;
    }

    /** @return its nodes, by id */
    public Map<String, Node> nodes() {
        return nodes;
    }

    /** @return its flows */
    public List<Flow> flows() {
        return flows;
    }

    /** @return its line in the file */
    public int line() {
        return line;
    }

    /**
     * @param kind a kind of node
     * @param <T> that kind
     * @return the nodes of that kind
     */
    public <T extends Node> List<T> all(Class<T> kind) {
        return nodes.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** @return where a ticket can stand: stages, and ends but those of side paths */
    public List<Node.Stand> stands() {
        return all(Node.Stand.class).stream()
                .filter(stand -> !beside.ends().contains(stand.id()))
                .toList();
    }

    /** @return what runs beside its stages */
    public SidePaths beside() {
        return beside;
    }

    /** @return the first start event */
    public Node.Start start() {
        return all(Node.Start.class).get(0);
    }

    /**
     * @param nodeId a node
     * @return the flows that leave it
     */
    public List<Flow> from(String nodeId) {
        return out.getOrDefault(nodeId, List.of());
    }

    /**
     * @param flow a flow
     * @return the node it enters
     */
    public Node target(Flow flow) {
        return Objects.requireNonNull(nodes.get(flow.to()));
    }

    /**
     * @param stageId a stage
     * @return the timers on it
     */
    public List<Node.Timer> timers(String stageId) {
        return timers.getOrDefault(stageId, List.of());
    }
}
