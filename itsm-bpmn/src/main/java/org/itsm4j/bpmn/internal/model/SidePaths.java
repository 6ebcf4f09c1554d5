package org.itsm4j.bpmn.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What runs beside a stage when a timer that does not interrupt it rings: steps, one after the other, and an end. */
public final class SidePaths {
    private final Map<String, List<Node.Step>> steps = new LinkedHashMap<>();
    private final Map<String, List<String>> flows = new LinkedHashMap<>();
    private final Map<String, Node> misfits = new LinkedHashMap<>();
    private final Set<String> ends = new HashSet<>();

    /**
     * @param model a model; where a flow of it leads nowhere, which is a finding elsewhere, a path ends
     */
    public SidePaths(Model model) {
        model.all(Node.Timer.class).stream()
                .filter(timer -> !timer.interrupts())
                .forEach(timer -> walk(model, timer));
    }

    private void walk(Model model, Node.Timer timer) {
        List<Node.Step> found = new ArrayList<>();
        Node node = timer;
        List<String> taken = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (true) {
            List<Flow> out = model.from(node.id());
            if (out.size() != 1 || !model.nodes().containsKey(out.get(0).to()) || !seen.add(node.id())) {
                break;
            }
            taken.add(out.get(0).id());
            node = model.target(out.get(0));
            if (!(node instanceof Node.Step step)) {
                break;
            }
            found.add(step);
        }
        if (node instanceof Node.End end && end.state().isEmpty()) {
            ends.add(end.id());
        } else {
            misfits.put(timer.id(), node);
        }
        steps.put(timer.id(), List.copyOf(found));
        flows.put(timer.id(), List.copyOf(taken));
    }

    /**
     * @param timer one that does not interrupt
     * @return the steps behind it
     */
    public List<Node.Step> steps(Node.Timer timer) {
        return steps.getOrDefault(timer.id(), List.of());
    }

    /**
     * @param timer one that does not interrupt
     * @return the flows behind it, by id
     */
    public List<String> flows(Node.Timer timer) {
        return flows.getOrDefault(timer.id(), List.of());
    }

    /** @return the ids of all steps behind such timers */
    public Set<String> steps() {
        return steps.values().stream().flatMap(List::stream).map(Node::id).collect(Collectors.toSet());
    }

    /** @return by timer, what stands on its path that should not */
    public Map<String, Node> misfits() {
        return misfits;
    }

    /** @return the ids of ends that are no ends of a ticket */
    public Set<String> ends() {
        return ends;
    }
}
