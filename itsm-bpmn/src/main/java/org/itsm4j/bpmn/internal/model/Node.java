package org.itsm4j.bpmn.internal.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A node of a diagram that flows connect. */
public sealed interface Node {
    /** @return its id */
    String id();

    /** @return its name, for people; the id if the file gives none */
    String name();

    /** @return its line in the file */
    int line();

    /** Where a ticket can stand: a stage that waits, or an end. */
    sealed interface Stand extends Node {
        /** @return the state of the contract it means, by name */
        Optional<String> state();
    }

    /** Where a ticket comes in. */
    record Start(String id, String name, int line) implements Node {}

    /** Where a ticket waits for its next action; drawn as a user task, or, with tasks in it, as a sub-process. */
    record Stage(
            String id, String name, Optional<String> state, Optional<String> approval, Optional<Model> tasks, int line)
            implements Stand {}

    /** Where a ticket is done. Without a state it is the end of a side path, or of the tasks in a stage. */
    record End(String id, String name, Optional<String> state, int line) implements Stand {}

    /** Work inside a stage; drawn as a user task in a sub-process. */
    record Task(String id, String name, Optional<String> group, int line) implements Node {}

    /** Code of the host, by name; drawn as a service task. */
    record Step(String id, String name, String handler, Optional<Retry> background, int line) implements Node {
        /** The longest id of one in the background, so that the engine can add its suffixes. */
        public static final int LONGEST_IN_BACKGROUND = Names.LONGEST - 4;
    }

    /** Takes the first way whose condition holds, else the default one. */
    record Gateway(String id, String name, Optional<String> defaultFlow, int line) implements Node {}

    /** Lets all its ways go at once, and waits for all that lead in. */
    record Parallel(String id, String name, int line) implements Node {}

    /**
     * Rings when a ticket has been at a stage for a while; drawn as a boundary event. One that interrupts gives an action;
     * one that does not runs the steps behind it.
     */
    record Timer(
            String id,
            String name,
            String stage,
            boolean interrupts,
            Optional<String> action,
            Map<String, String> data,
            Optional<String> calendar,
            Delay delay,
            int line)
            implements Node {
        /** Copies the data. */
        public Timer {
            data = Map.copyOf(data);
        }
    }

    /** What is not allowed, kept so that the rest of the diagram can be checked. */
    record Other(String id, String name, int line) implements Node {}

    /** How often a step that failed is tried again, and how long after the failure. */
    record Retry(int tries, Duration pause) {
        static final Retry STANDARD = new Retry(5, Duration.ofMinutes(1));
    }

    /**
     * A cycle without a wait would never end. A stage with tasks waits for a task.
     *
     * @param node a node
     * @return whether something is waited for there
     */
    static boolean waits(Node node) {
        return node instanceof Task
                || node instanceof Stage stage && stage.tasks().map(Node::waits).orElse(true);
    }

    /** Whether every way through the inside of a stage comes by a wait. */
    private static boolean waits(Model tasks) {
        Set<String> seen = new HashSet<>();
        Deque<Node> next = new ArrayDeque<>(tasks.all(Start.class));
        while (!next.isEmpty()) {
            Node node = next.pop();
            if (waits(node) || !seen.add(node.id())) {
                continue;
            }
            if (node instanceof End || tasks.from(node.id()).isEmpty()) {
                return false;
            } else {
                tasks.from(node.id()).stream()
                        .map(flow -> tasks.nodes().get(flow.to()))
                        .filter(Objects::nonNull) // a dangling flow is a finding elsewhere
                        .forEach(next::add);
            }
        }
        return true;
    }

    /**
     * @param nodes some nodes
     * @return their ids, for messages
     */
    static List<String> ids(List<? extends Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }
}
