package org.itsm4j.bpmn.internal.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Rule;

/**
 * Sees that what a parallel gateway splits is joined again: no way is walked twice at the same time, and no join waits for
 * ever. Plays the token game with one mover at a time: where a way parts by choice, all choices are tried; the order of ways
 * that run at the same time makes no difference to whether they get stuck.
 */
final class TokenCheck {
    private static final int MOST = 5_000;

    private final Model model;
    private final Findings findings;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, BitSet> into = new HashMap<>();
    private final Map<String, Integer> distance = new HashMap<>();

    private TokenCheck(Model model, Findings findings) {
        this.model = model;
        this.findings = findings;
        for (Flow flow : model.flows()) {
            numbers.put(flow.id(), numbers.size());
            into.computeIfAbsent(flow.to(), it -> new BitSet()).set(number(flow));
        }
        measure();
    }

    /** For a model whose flows are all tied, with one start. */
    static void check(Model model, Findings findings) {
        if (!model.all(Node.Parallel.class).isEmpty()) {
            new TokenCheck(model, findings).play();
        }
    }

    private int number(Flow flow) {
        return numbers.getOrDefault(flow.id(), -1);
    }

    private void measure() {
        Deque<Node> next = new ArrayDeque<>(model.all(Node.Start.class));
        next.forEach(start -> distance.put(start.id(), 0));
        while (!next.isEmpty()) {
            Node node = next.poll();
            for (List<Flow> flows : choices(node)) {
                for (Flow flow : flows) {
                    if (distance.putIfAbsent(flow.to(), distance.getOrDefault(node.id(), 0) + 1) == null) {
                        next.add(model.target(flow));
                    }
                }
            }
        }
    }

    private void play() {
        Set<BitSet> seen = new HashSet<>();
        Deque<BitSet> todo = new ArrayDeque<>();
        BitSet start = new BitSet();
        model.from(model.start().id()).forEach(flow -> start.set(number(flow)));
        todo.push(start);
        while (!todo.isEmpty()) {
            BitSet marking = todo.pop();
            if (marking.isEmpty() || !seen.add(marking)) {
                continue;
            }
            Optional<Flow> first = first(marking);
            if (seen.size() > MOST) {
                wrong(
                        model.all(Node.Parallel.class).get(0),
                        "there are too many ways at the same time to see how they end");
                return;
            }
            if (first.isEmpty()) {
                Flow waiting = model.flows().get(marking.nextSetBit(0));
                wrong(model.target(waiting), "it would wait for ever: not all ways that lead to it are walked");
                return;
            }
            for (List<Flow> choice : choices(model.target(first.get()))) {
                BitSet next = (BitSet) marking.clone();
                take(first.get(), next);
                for (Flow flow : choice) {
                    if (next.get(number(flow))) {
                        wrong(
                                model.target(flow),
                                "ways that run at the same time meet before it, and nothing joins them");
                        return;
                    }
                    next.set(number(flow));
                }
                todo.push(next);
            }
        }
    }

    /** The token nearest to the start that can move: others behind it would only be overtaken. */
    private Optional<Flow> first(BitSet marking) {
        Flow first = null;
        for (int i = marking.nextSetBit(0); i >= 0; i = marking.nextSetBit(i + 1)) {
            Flow flow = model.flows().get(i);
            if (isReady(flow, marking) && (first == null || distance(flow) < distance(first))) {
                first = flow;
            }
        }
        return Optional.ofNullable(first);
    }

    private int distance(Flow flow) {
        return distance.getOrDefault(flow.to(), Integer.MAX_VALUE);
    }

    private boolean isReady(Flow flow, BitSet marking) {
        if (!(model.target(flow) instanceof Node.Parallel)) {
            return true;
        }
        BitSet missing = (BitSet) incoming(flow).clone();
        missing.andNot(marking);
        return missing.isEmpty();
    }

    private void take(Flow flow, BitSet marking) {
        if (model.target(flow) instanceof Node.Parallel) {
            marking.andNot(incoming(flow));
        } else {
            marking.clear(number(flow));
        }
    }

    private BitSet incoming(Flow flow) {
        return into.getOrDefault(flow.to(), new BitSet());
    }

    /** Each is a list of flows that are taken together. What runs beside a stage ends by itself. */
    private List<List<Flow>> choices(Node node) {
        List<Flow> out = model.from(node.id());
        if (node instanceof Node.Parallel || out.isEmpty()) {
            return List.of(out);
        }
        List<List<Flow>> choices = new ArrayList<>();
        out.forEach(flow -> choices.add(List.of(flow)));
        model.timers(node.id()).stream()
                .filter(Node.Timer::interrupts)
                .flatMap(timer -> model.from(timer.id()).stream())
                .forEach(flow -> choices.add(List.of(flow)));
        return choices;
    }

    private void wrong(Node node, String what) {
        findings.error(Rule.PARALLEL, node, what);
    }
}
