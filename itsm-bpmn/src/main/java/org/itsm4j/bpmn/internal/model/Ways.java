package org.itsm4j.bpmn.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Truth;

/**
 * Where an action may lead, as far as can be said before the facts of a ticket are known: never too few places, perhaps
 * too many.
 */
public final class Ways {
    private final Model model;
    private final Map<String, Map<String, Truth>> truths = new ConcurrentHashMap<>();
    /** By the action and the node behind the flow: several flows may lead to it. */
    private final Map<String, Set<Node.Stand>> targets = new ConcurrentHashMap<>();

    /**
     * @param model a model whose flows all lead somewhere
     */
    public Ways(Model model) {
        this.model = model;
    }

    /**
     * @param from a stage
     * @param action an action
     * @return the flows by which it may leave the stage
     */
    public List<Flow> open(Node from, String action) {
        return model.from(from.id()).stream()
                .filter(flow -> isOpen(flow, action))
                .toList();
    }

    /**
     * @param flow a flow
     * @param action an action
     * @return whether it may take the flow
     */
    public boolean isOpen(Flow flow, String action) {
        return truth(flow, Optional.of(action)) != Truth.FALSE;
    }

    /**
     * @param from a node
     * @param facts what is known
     * @return the flows by which the node may be left
     */
    public List<Flow> open(Node from, Facts facts) {
        return model.from(from.id()).stream()
                .filter(flow -> truth(flow, facts) != Truth.FALSE)
                .toList();
    }

    private static Truth truth(Flow flow, Facts facts) {
        return flow.condition().map(condition -> condition.test(facts)).orElse(Truth.TRUE);
    }

    /**
     * @param flow a flow
     * @param action the action, if it is known
     * @return whether its condition holds, as far as that alone says; true if it has none
     */
    public Truth truth(Flow flow, Optional<String> action) {
        if (flow.condition().isEmpty()) {
            return Truth.TRUE;
        }
        Facts facts = action.map(Facts::assuming).orElse(Facts.NOTHING);
        return truths.computeIfAbsent(action.orElse(""), key -> new ConcurrentHashMap<>())
                .computeIfAbsent(flow.id(), key -> flow.condition().get().test(facts));
    }

    /**
     * @param flow a flow
     * @param action an action
     * @return stages and ends that the action may lead to by the flow
     */
    public Set<Node.Stand> targets(Flow flow, String action) {
        return targets.computeIfAbsent(
                action + " " + flow.to(),
                key -> targets(model.target(flow), each -> truth(each, Optional.of(action)), new HashMap<>()));
    }

    /**
     * @param flow a flow
     * @param facts what is known
     * @return stages and ends that it may lead to
     */
    public Set<Node.Stand> targets(Flow flow, Facts facts) {
        return targets(model.target(flow), each -> truth(each, facts), new HashMap<>());
    }

    /**
     * @param node a node
     * @return stages and ends that some action may lead to from behind it
     */
    public Set<Node.Stand> targets(Node node) {
        Map<String, Set<Node.Stand>> known = new HashMap<>();
        Set<Node.Stand> found = new LinkedHashSet<>();
        model.from(node.id())
                .forEach(flow ->
                        found.addAll(targets(model.target(flow), each -> truth(each, Optional.empty()), known)));
        return found;
    }

    private Set<Node.Stand> targets(Node node, Function<Flow, Truth> truth, Map<String, Set<Node.Stand>> known) {
        if (node instanceof Node.Stand stand) {
            return Set.of(stand);
        }
        Set<Node.Stand> before = known.get(node.id());
        if (before != null) {
            return before;
        }
        Set<Node.Stand> found = new LinkedHashSet<>();
        known.put(node.id(), found); // a cycle, which is refused elsewhere, ends here
        List<Flow> out = node instanceof Node.Gateway gateway ? possible(gateway, truth) : model.from(node.id());
        for (Flow flow : out) {
            found.addAll(targets(model.target(flow), truth, known));
        }
        return found;
    }

    /** In the order of the file, up to the first whose condition is certain to hold; then the default one is not taken. */
    private List<Flow> possible(Node.Gateway gateway, Function<Flow, Truth> truths) {
        List<Flow> possible = new ArrayList<>();
        List<Flow> standard = new ArrayList<>();
        for (Flow flow : model.from(gateway.id())) {
            if (flow.condition().isEmpty()) {
                standard.add(flow);
                continue;
            }
            Truth truth = truths.apply(flow);
            if (truth != Truth.FALSE) {
                possible.add(flow);
            }
            if (truth == Truth.TRUE) {
                return possible;
            }
        }
        possible.addAll(standard);
        return possible;
    }
}
