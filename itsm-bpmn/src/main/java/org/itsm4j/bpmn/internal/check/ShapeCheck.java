package org.itsm4j.bpmn.internal.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Cases;
import org.itsm4j.bpmn.internal.condition.Truth;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Rule;

/** Sees that a diagram hangs together, whatever its lifecycle: ends of flows, ways in and out, no cycle without a wait. */
final class ShapeCheck {
    private final Model model;
    private final Cases cases;
    private final Cases doubts;
    private final boolean typed;
    private final Findings findings;

    private ShapeCheck(Model model, Cases cases, Cases doubts, boolean typed, Findings findings) {
        this.model = model;
        this.cases = cases;
        this.doubts = doubts;
        this.typed = typed;
        this.findings = findings;
    }

    /**
     * Looks at a process, and into its sub-processes.
     *
     * @param typed whether no other check follows that knows better what facts can be; else a gap that may lie in them is no
     *     error
     */
    static void check(Model model, Cases cases, boolean typed, Findings findings) {
        check(model, cases, cases.forWarnings(), typed, findings);
    }

    private static void check(Model model, Cases cases, Cases doubts, boolean typed, Findings findings) {
        new ShapeCheck(model, cases, doubts, typed, findings).check();
        model.all(Node.Stage.class).stream()
                .flatMap(stage -> stage.tasks().stream())
                .forEach(tasks -> check(tasks, cases, doubts, typed, findings));
    }

    private void check() {
        boolean tied = model.flows().stream().map(this::isTied).reduce(true, Boolean::logicalAnd);
        boolean attached =
                model.all(Node.Timer.class).stream().map(this::isAttached).reduce(true, Boolean::logicalAnd);
        int starts = model.all(Node.Start.class).size();
        if (starts == 0) {
            findings.error(Rule.NO_START, model.line(), model.id() + " has no start event");
        }
        model.all(Node.Start.class).stream()
                .skip(1)
                .forEach(start ->
                        findings.error(Rule.SEVERAL_STARTS, start, "there is more than one start event: " + starts));
        if (!tied || !attached) {
            return; // from here on references are followed
        }
        model.nodes().values().forEach(this::ways);
        model.all(Node.Gateway.class).forEach(this::gateway);
        cycles();
        if (starts > 0) {
            reached();
        }
        if (starts == 1) {
            TokenCheck.check(model, findings);
        }
    }

    private boolean isTied(Flow flow) {
        boolean tied = true;
        for (String end : List.of(flow.from(), flow.to())) {
            if (!model.nodes().containsKey(end)) {
                findings.error(
                        Rule.DANGLING_REFERENCE, flow, "the flow is tied to " + Quote.of(end) + ", which is not there");
                tied = false;
            }
        }
        return tied;
    }

    private boolean isAttached(Node.Timer timer) {
        Node host = model.nodes().get(timer.stage());
        if (host == null) {
            findings.error(
                    Rule.DANGLING_REFERENCE,
                    timer,
                    "it is attached to " + Quote.of(timer.stage()) + ", which is not there");
            return false;
        }
        boolean works = Node.waits(host) || host instanceof Node.Stage || host instanceof Node.Step;
        if (!works && !(host instanceof Node.Other)) {
            findings.error(
                    Rule.DANGLING_REFERENCE,
                    timer,
                    "it is attached to " + timer.stage() + ", where nothing is done that takes time");
        }
        return works || host instanceof Node.Other;
    }

    private void ways(Node node) {
        List<Flow> out = model.from(node.id());
        boolean entered = model.flows().stream().anyMatch(flow -> flow.to().equals(node.id()));
        if (node instanceof Node.End) {
            if (!out.isEmpty()) {
                findings.error(Rule.END_FLOW, node, "it is an end, but a flow leads out of it");
            }
        } else if (out.isEmpty()) {
            findings.error(Rule.NO_WAY_OUT, node, "it has no way out");
        }
        boolean opening = node instanceof Node.Start || node instanceof Node.Timer;
        if (opening && entered) {
            findings.error(Rule.START_FLOW, node, "a flow leads into it");
        }
        if ((opening || node instanceof Node.Step)
                && (out.size() > 1 || out.stream().anyMatch(flow -> flow.text().isPresent()))) {
            findings.error(Rule.START_FLOW, node, "it needs one way out, without a condition");
        }
        if (Node.waits(node)
                && out.size() > 1
                && out.stream().anyMatch(flow -> flow.text().isEmpty())) {
            findings.error(
                    Rule.PARALLEL, node, "several ways lead out of it, and one has no condition: both would be walked");
        }
        if (node instanceof Node.Parallel) {
            out.stream()
                    .filter(flow -> flow.text().isPresent())
                    .forEach(flow -> findings.error(
                            Rule.CONDITION,
                            flow,
                            "a flow out of a parallel gateway is always taken; its condition is not"));
        }
    }

    private void gateway(Node.Gateway gateway) {
        List<Flow> out = model.from(gateway.id());
        gateway.defaultFlow()
                .filter(id -> out.stream().noneMatch(flow -> flow.id().equals(id)))
                .ifPresent(id -> findings.error(
                        Rule.DEFAULT_FLOW, gateway, "its default flow " + Quote.of(id) + " does not lead out of it"));
        for (Flow flow : out) {
            boolean standard = gateway.defaultFlow().equals(Optional.of(flow.id())) || out.size() == 1;
            if (standard == flow.text().isPresent()) {
                findings.error(
                        Rule.DEFAULT_FLOW,
                        flow,
                        standard ? "it is the default flow and cannot have a condition" : "it needs a condition");
            }
        }
        List<Flow> conditional =
                out.stream().filter(flow -> flow.condition().isPresent()).toList();
        if (out.size() > 1 && gateway.defaultFlow().isEmpty()) {
            noDefault(gateway, conditional);
        }
        overlaps(gateway, conditional);
    }

    private void noDefault(Node.Gateway gateway, List<Flow> conditional) {
        var conditions =
                conditional.stream().map(flow -> flow.condition().orElseThrow()).toList();
        Cases.Answer stuck = cases.example(
                conditions, facts -> conditions.stream().noneMatch(condition -> condition.test(facts) == Truth.TRUE));
        if (!stuck.decided() || stuck.example().isPresent()) {
            String what = "it has no default flow, and "
                    + stuck.example()
                            .map(when -> "no flow is open " + when)
                            .orElse("there are too many cases to see whether some flow is always open");
            if (typed
                    || conditions.stream()
                            .allMatch(condition -> condition.names().isEmpty())) {
                findings.error(Rule.NO_DEFAULT_FLOW, gateway, what);
            } else {
                findings.warning(Rule.NO_DEFAULT_FLOW, gateway, what);
            }
        }
    }

    private void overlaps(Node.Gateway gateway, List<Flow> conditional) {
        Overlaps.find(conditional, doubts, Optional.empty())
                .forEach(overlap ->
                        findings.warning(Rule.OVERLAP, gateway, overlap + "; the first in the file is taken"));
    }

    /** Follows the ways between waits: one that comes back to where it was would never end. */
    private void cycles() {
        Set<String> done = new HashSet<>();
        for (Node node : model.nodes().values()) {
            if (!Node.waits(node) && !done.contains(node.id())) {
                cycle(node, done);
            }
        }
    }

    private void cycle(Node start, Set<String> done) {
        Set<String> path = new HashSet<>();
        Deque<Map.Entry<Node, Boolean>> todo = new ArrayDeque<>();
        todo.push(Map.entry(start, true));
        while (!todo.isEmpty()) {
            var next = todo.pop();
            Node node = next.getKey();
            if (!next.getValue()) {
                path.remove(node.id());
                done.add(node.id());
                continue;
            }
            if (path.contains(node.id())) {
                findings.error(Rule.CYCLE_WITHOUT_WAIT, node, "the way out of it leads back to it without a wait");
                continue;
            }
            if (done.contains(node.id()) || Node.waits(node)) {
                continue;
            }
            path.add(node.id());
            todo.push(Map.entry(node, false));
            targets(node).forEach(it -> todo.push(Map.entry(it, true)));
        }
    }

    private void reached() {
        Set<String> reached = new HashSet<>();
        Deque<Node> next = new ArrayDeque<>(model.all(Node.Start.class));
        while (!next.isEmpty()) {
            Node node = next.pop();
            if (reached.add(node.id())) {
                next.addAll(targets(node));
                next.addAll(model.timers(node.id()));
            }
        }
        model.nodes().values().stream()
                .filter(node -> !reached.contains(node.id()))
                .forEach(node -> findings.error(Rule.NO_WAY_IN, node, "no way leads to it"));
    }

    private List<Node> targets(Node node) {
        return model.from(node.id()).stream().map(model::target).toList();
    }
}
