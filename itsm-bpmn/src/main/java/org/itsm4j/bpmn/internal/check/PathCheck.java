package org.itsm4j.bpmn.internal.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Rule;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Gate;

/** Proves over the graph of stages that every ticket can reach an end, and that no way passes by a gate. */
final class PathCheck<S extends Enum<S>, A extends Enum<A>> {
    private final Model model;
    private final Contract<S, A> contract;
    private final Findings findings;

    PathCheck(Model model, Contract<S, A> contract, Findings findings) {
        this.model = model;
        this.contract = contract;
        this.findings = findings;
    }

    /** Tells by where a ticket may stand next, which knows of conditions that no action makes true. */
    void check(Function<Node.Stage, Set<Node.Stand>> next) {
        stuck(next);
        contract.gates().forEach(this::gate);
    }

    private void stuck(Function<Node.Stage, Set<Node.Stand>> next) {
        Map<String, List<Node.Stage>> before = new HashMap<>();
        for (Node.Stage stage : model.all(Node.Stage.class)) {
            next.apply(stage)
                    .forEach(stand -> before.computeIfAbsent(stand.id(), it -> new ArrayList<>())
                            .add(stage));
        }
        Set<String> ending = new HashSet<>();
        Deque<Node> todo = new ArrayDeque<>(model.all(Node.End.class));
        while (!todo.isEmpty()) {
            Node node = todo.pop();
            if (ending.add(node.id())) {
                todo.addAll(before.getOrDefault(node.id(), List.of()));
            }
        }
        model.all(Node.Stage.class).stream()
                .filter(stage -> !ending.contains(stage.id()))
                .forEach(
                        stage -> findings.error(Rule.STUCK, stage, "a ticket that stands here can never reach an end"));
    }

    private void gate(Gate<S> gate) {
        path(model.start(), node -> means(node, gate.guarded()), node -> means(node, gate.pass()))
                .ifPresent(way -> findings.error(
                        Rule.GATE,
                        way.get(way.size() - 1),
                        "a way leads to " + gate.guarded() + " without passing " + gate.pass() + ": "
                                + Quote.list(Node.ids(way))));
    }

    private boolean means(Node node, S state) {
        return node instanceof Node.Stand stand && stand.state().equals(Optional.of(state.name()));
    }

    /** The shortest way from a node to one that is looked for, around those that are barred. */
    private Optional<List<Node>> path(Node from, Predicate<Node> wanted, Predicate<Node> barred) {
        Map<String, Node> before = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>(Set.of(from.id()));
        Deque<Node> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            Node node = next.poll();
            if (node != from && wanted.test(node)) {
                return Optional.of(way(node, before));
            }
            for (Node target : targets(node)) {
                if (!barred.test(target) && seen.add(target.id())) {
                    before.put(target.id(), node);
                    next.add(target);
                }
            }
        }
        return Optional.empty();
    }

    private List<Node> targets(Node node) {
        List<Node> targets = new ArrayList<>(
                model.from(node.id()).stream().map(model::target).toList());
        model.timers(node.id()).stream().filter(Node.Timer::interrupts).forEach(targets::add);
        return targets;
    }

    private static List<Node> way(Node end, Map<String, Node> before) {
        List<Node> way = new ArrayList<>();
        for (Node node = end; node != null; node = before.get(node.id())) {
            way.add(0, node);
        }
        return way;
    }
}
