package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Where an action may lead, as far as can be said before the facts of a ticket are known: never too few places, perhaps
 * too many.
 */
final class Ways {
    private final Model model;
    private final Map<String, Map<String, Truth>> truths = new ConcurrentHashMap<>();

    Ways(Model model) {
        this.model = model;
    }

    /** The flows by which an action may leave a stage. */
    List<Flow> open(Node from, String action) {
        return model.from(from.id()).stream()
                .filter(flow -> isOpen(flow, action))
                .toList();
    }

    /** Whether an action may take a flow. */
    boolean isOpen(Flow flow, String action) {
        return truth(flow, Optional.of(action)) != Truth.FALSE;
    }

    /** The flows by which a node may be left, as far as facts are known. */
    List<Flow> open(Node from, Facts facts) {
        return model.from(from.id()).stream()
                .filter(flow -> truth(flow, facts) != Truth.FALSE)
                .toList();
    }

    private static Truth truth(Flow flow, Facts facts) {
        return flow.condition().map(condition -> condition.test(facts)).orElse(Truth.TRUE);
    }

    /** Whether the condition of a flow holds, as far as the action alone says; true if it has none. */
    Truth truth(Flow flow, Optional<String> action) {
        if (flow.condition().isEmpty()) {
            return Truth.TRUE;
        }
        Facts facts = action.map(Facts::assuming).orElse(Facts.NOTHING);
        return truths.computeIfAbsent(action.orElse(""), key -> new ConcurrentHashMap<>())
                .computeIfAbsent(flow.id(), key -> flow.condition().get().test(facts));
    }

    /** Stages and ends that an action may lead to by a flow. */
    Set<Node.Stand> targets(Flow flow, String action) {
        return targets(model.target(flow), each -> truth(each, Optional.of(action)), new HashMap<>());
    }

    /** Stages and ends that a flow may lead to, as far as facts are known. */
    Set<Node.Stand> targets(Flow flow, Facts facts) {
        return targets(model.target(flow), each -> truth(each, facts), new HashMap<>());
    }

    /** Stages and ends that some action may lead to from behind a node. */
    Set<Node.Stand> targets(Node node) {
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
        known.put(node.id(), found); // a circle, which is refused elsewhere, ends here
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
