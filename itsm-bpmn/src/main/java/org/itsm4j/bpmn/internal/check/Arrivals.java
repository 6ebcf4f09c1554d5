package org.itsm4j.bpmn.internal.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Ways;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.ticket.Labels;

/** Which actions can lead to the nodes between stages: never too few, perhaps too many. */
final class Arrivals {
    private final Model model;
    private final Ways ways;
    private final Set<String> all = new TreeSet<>();
    private final Map<String, Set<String>> actions = new HashMap<>();

    Arrivals(Model model, Ways ways, Contract<?, ?> contract) {
        this.model = model;
        this.ways = ways;
        contract.actions().forEach(action -> all.add(Labels.of((Enum<?>) action)));
        Set<String> creating = new TreeSet<>();
        contract.creations().forEach(row -> creating.add(Labels.of((Enum<?>) row.action())));
        model.all(Node.Start.class).forEach(start -> leave(start, creating));
        model.all(Node.Stage.class).forEach(stage -> leave(stage, all));
        model.all(Node.Timer.class)
                .forEach(timer -> leave(timer, timer.action().map(Set::of).orElse(all)));
        // a ticket waits at a step in the background, and goes on by another action than the one that led there
        contract.advance()
                .ifPresent(action -> model.all(Node.Step.class).stream()
                        .filter(step -> step.background().isPresent())
                        .forEach(step -> leave(step, Set.of(Labels.of((Enum<?>) action)))));
    }

    /** @return the actions, by the id of the node that they can lead to; a node that none leads to is left out */
    Map<String, Set<String>> actions() {
        return actions;
    }

    private void leave(Node from, Set<String> some) {
        some.forEach(action -> follow(from, action));
    }

    private void follow(Node from, String action) {
        Deque<Map.Entry<Node, String>> next = new ArrayDeque<>();
        next.add(Map.entry(from, action));
        while (!next.isEmpty()) {
            String by = next.peek().getValue();
            for (Flow flow : model.from(next.pop().getKey().id())) {
                Node target = model.target(flow);
                if (!ways.isOpen(flow, by) || target instanceof Node.Stand) {
                    continue;
                }
                if (actions.computeIfAbsent(target.id(), id -> new TreeSet<>()).add(by)) {
                    next.add(Map.entry(target, by));
                }
            }
        }
    }
}
