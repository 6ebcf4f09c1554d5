package org.itsm4j.bpmn.internal.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Reduction;
import org.itsm4j.bpmn.internal.condition.Truth;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;

/**
 * What a move does: a function from facts to where a ticket goes, over gateways and steps, however they are drawn. The
 * action is put into the conditions. Immutable.
 */
final class Effect {
    /** Ways that are told one by one; where there are more, none is. */
    private static final int MOST_PATHS = 16;

    private record Branch(String to, Condition condition, boolean otherwise) {}

    private record Spot(Class<?> kind, List<Branch> branches) {}

    /** Where a ticket went, and the steps that ran, by id; nowhere if the move was refused. */
    record Trace(Set<String> stands, List<String> steps) {}

    /** A way to a stage or an end: what must hold for it, and the steps on it. */
    record Path(Node.Stand to, List<Condition> holds, List<String> steps) {}

    private final Model model;
    private final Origin origin;
    private final Map<String, Spot> spots = new LinkedHashMap<>();
    private final Set<Node.Stand> targets = new LinkedHashSet<>();

    Effect(Model model, Origin origin) {
        this.model = model;
        this.origin = origin;
        Deque<Node> next = new ArrayDeque<>(List.of(origin.node()));
        while (!next.isEmpty()) {
            Node node = next.poll();
            if (spots.containsKey(node.id())) {
                continue;
            }
            List<Branch> branches = branches(node);
            spots.put(node.id(), new Spot(node.getClass(), branches));
            for (Branch branch : branches) {
                Node target = node(branch.to());
                if (target instanceof Node.Stand stand) {
                    targets.add(stand);
                } else {
                    next.add(target);
                }
            }
        }
    }

    private List<Branch> branches(Node node) {
        List<Branch> branches = new ArrayList<>();
        for (Flow flow : model.from(node.id())) {
            boolean otherwise = node instanceof Node.Gateway gateway
                    && gateway.defaultFlow().filter(flow.id()::equals).isPresent();
            Condition condition = Reduction.of(flow.condition(), origin.action());
            if (!condition.equals(Reduction.FALSE)) {
                branches.add(new Branch(flow.to(), condition, otherwise));
            }
        }
        return branches;
    }

    private Node node(String id) {
        return Objects.requireNonNull(model.nodes().get(id));
    }

    Origin origin() {
        return origin;
    }

    /** Whether another one is written in the same way. */
    boolean isLike(Effect other) {
        return spots.equals(other.spots);
    }

    /** Stages and ends that it leads to, if conditions let it. */
    Set<Node.Stand> targets() {
        return targets;
    }

    /** The ids of the steps that it may run. */
    Set<String> steps() {
        Set<String> steps = new LinkedHashSet<>();
        spots.forEach((id, spot) -> {
            if (spot.kind() == Node.Step.class) {
                steps.add(id);
            }
        });
        return steps;
    }

    /** All conditions that it reads. */
    Set<Condition> conditions() {
        Set<Condition> conditions = new LinkedHashSet<>();
        spots.values().forEach(spot -> spot.branches().forEach(branch -> conditions.add(branch.condition())));
        conditions.remove(Reduction.TRUE);
        return conditions;
    }

    /** What it does when all facts are known. */
    Trace trace(Facts facts) {
        Trace trace = new Trace(new LinkedHashSet<>(), new ArrayList<>());
        List<Branch> open = open(origin.node(), facts);
        if (!origin.isStage() || open.size() == 1) { // a stage that several flows leave at once refuses
            open.forEach(branch -> follow(node(branch.to()), facts, trace, new HashSet<>()));
        }
        return trace;
    }

    private void follow(Node node, Facts facts, Trace trace, Set<String> seen) {
        if (node instanceof Node.Stand stand) {
            trace.stands().add(stand.id());
        } else if (seen.add(node.id())) {
            if (node instanceof Node.Step) {
                trace.steps().add(node.id());
            }
            open(node, facts).forEach(branch -> follow(node(branch.to()), facts, trace, seen));
        }
    }

    private List<Branch> open(Node node, Facts facts) {
        List<Branch> all = spot(node).branches();
        List<Branch> open = all.stream()
                .filter(branch -> !branch.otherwise() && branch.condition().test(facts) == Truth.TRUE)
                .toList();
        if (!(node instanceof Node.Gateway)) {
            return open;
        }
        return open.isEmpty() ? all.stream().filter(Branch::otherwise).toList() : open.subList(0, 1);
    }

    private Spot spot(Node node) {
        return Objects.requireNonNull(spots.get(node.id()));
    }

    /** All ways; empty if there are too many. */
    List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        List<Branch> branches = spot(origin.node()).branches();
        for (Branch branch : branches) {
            List<Condition> holds = new ArrayList<>();
            if (origin.isStage()) {
                branches.stream().filter(it -> it != branch).forEach(it -> holds.add(Reduction.not(it.condition())));
            }
            holds.add(branch.condition());
            collect(node(branch.to()), holds, List.of(), paths);
        }
        return paths.size() > MOST_PATHS ? List.of() : paths;
    }

    private void collect(Node node, List<Condition> holds, List<String> steps, List<Path> paths) {
        if (paths.size() > MOST_PATHS) {
            return;
        }
        if (node instanceof Node.Stand stand) {
            paths.add(new Path(stand, List.copyOf(holds), steps));
            return;
        }
        List<String> run = new ArrayList<>(steps);
        if (node instanceof Node.Step) {
            run.add(node.id());
        }
        List<Condition> before = new ArrayList<>(holds);
        List<Branch> branches = new ArrayList<>(spot(node).branches());
        branches.sort(Comparator.comparing(Branch::otherwise));
        for (Branch branch : branches) {
            List<Condition> now = new ArrayList<>(before);
            now.add(branch.condition());
            collect(node(branch.to()), now, run, paths);
            if (node instanceof Node.Gateway) {
                before.add(Reduction.not(branch.condition()));
            }
        }
    }
}
