package org.itsm4j.bpmn;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an action may lead, as far as can be said before the facts of a ticket are known: never too few places, perhaps
 * too many.
 */
final class Ways {
    private final Model model;

    Ways(Model model) {
        this.model = model;
    }

    /** The flows by which an action may leave a stage. */
    List<Flow> open(Node from, String action) {
        return open(from, Facts.assuming(action));
    }

    /** The flows by which a node may be left, as far as facts are known. */
    List<Flow> open(Node from, Facts facts) {
        return model.from(from.id()).stream()
                .filter(flow -> flow.condition()
                        .map(condition -> condition.test(facts) != Truth.FALSE)
                        .orElse(true))
                .toList();
    }

    /** Stages and ends that an action may lead to by a flow. */
    Set<Node.Stand> targets(Flow flow, String action) {
        return targets(flow, Facts.assuming(action));
    }

    /** Stages and ends that a flow may lead to, as far as facts are known. */
    Set<Node.Stand> targets(Flow flow, Facts facts) {
        return targets(model.target(flow), facts, new HashMap<>());
    }

    /** Stages and ends that some action may lead to from behind a node. */
    Set<Node.Stand> targets(Node node) {
        Map<String, Set<Node.Stand>> known = new HashMap<>();
        Set<Node.Stand> found = new LinkedHashSet<>();
        model.from(node.id()).forEach(flow -> found.addAll(targets(model.target(flow), Facts.NOTHING, known)));
        return found;
    }

    private Set<Node.Stand> targets(Node node, Facts facts, Map<String, Set<Node.Stand>> known) {
        if (node instanceof Node.Stand stand) {
            return Set.of(stand);
        }
        Set<Node.Stand> before = known.get(node.id());
        if (before != null) {
            return before;
        }
        Set<Node.Stand> found = new LinkedHashSet<>();
        known.put(node.id(), found); // a circle, which is refused elsewhere, ends here
        List<Flow> out = node instanceof Node.Gateway gateway ? possible(gateway, facts) : model.from(node.id());
        for (Flow flow : out) {
            found.addAll(targets(model.target(flow), facts, known));
        }
        return found;
    }

    private List<Flow> possible(Node.Gateway gateway, Facts facts) {
        List<Flow> out = model.from(gateway.id());
        Optional<Flow> certain = out.stream()
                .filter(flow -> flow.condition().map(it -> it.test(facts)).equals(Optional.of(Truth.TRUE)))
                .findFirst();
        return out.stream()
                .filter(flow -> flow.condition()
                        .map(condition -> condition.test(facts) != Truth.FALSE)
                        .orElse(certain.isEmpty()))
                .filter(flow -> certain.isEmpty() || out.indexOf(flow) <= out.indexOf(certain.get()))
                .toList();
    }
}
