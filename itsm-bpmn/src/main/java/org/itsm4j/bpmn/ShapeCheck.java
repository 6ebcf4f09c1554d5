package org.itsm4j.bpmn;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sees that a diagram hangs together, whatever its lifecycle: ends of flows, ways in and out, no circle without a wait. */
final class ShapeCheck {
    private final Model model;
    private final Faults faults;

    ShapeCheck(Model model, Faults faults) {
        this.model = model;
        this.faults = faults;
    }

    void check() {
        model.flows().forEach(this::ends);
        model.all(Node.Timer.class).forEach(this::attached);
        if (model.all(Node.Start.class).size() != 1) {
            faults.add("it has " + model.all(Node.Start.class).size() + " start events; one is expected");
        }
        faults.throwIfAny(); // from here on references can be followed
        model.nodes().values().forEach(this::ways);
        model.all(Node.Gateway.class).forEach(this::gateway);
        model.all(Node.Gateway.class).forEach(this::circle);
        reached();
    }

    private void ends(Flow flow) {
        for (String end : List.of(flow.from(), flow.to())) {
            if (!model.nodes().containsKey(end)) {
                faults.add(
                        flow.line(),
                        "the flow " + flow.id() + " is tied to " + Faults.quoted(end) + ", which is not there");
            }
        }
    }

    private void attached(Node.Timer timer) {
        if (!(model.nodes().get(timer.stage()) instanceof Node.Stage)) {
            faults.add(timer.line(), "the timer " + timer.id() + " is not attached to a stage");
        }
    }

    private void ways(Node node) {
        int out = model.from(node.id()).size();
        boolean in = model.flows().stream().anyMatch(flow -> flow.to().equals(node.id()));
        if (node instanceof Node.End ? out > 0 : out == 0) {
            faults.add(
                    node.line(), node.id() + (out > 0 ? " is an end, but a flow leads out of it" : " has no way out"));
        }
        if ((node instanceof Node.Start || node instanceof Node.Timer) && in) {
            faults.add(node.line(), "a flow leads into " + node.id());
        }
        if ((node instanceof Node.Start || node instanceof Node.Timer)
                && (out > 1
                        || model.from(node.id()).stream()
                                .anyMatch(flow -> flow.condition().isPresent()))) {
            faults.add(node.line(), node.id() + " needs one way out, without a condition");
        }
    }

    private void gateway(Node.Gateway gateway) {
        List<Flow> out = model.from(gateway.id());
        if (out.size() > 1 && gateway.defaultFlow().isEmpty()) {
            faults.add(
                    gateway.line(), "the gateway " + gateway.id() + " has no default flow: a ticket could get stuck");
        }
        gateway.defaultFlow()
                .filter(id -> out.stream().noneMatch(flow -> flow.id().equals(id)))
                .ifPresent(id ->
                        faults.add(gateway.line(), "the default flow of " + gateway.id() + " does not lead out of it"));
        for (Flow flow : out) {
            boolean standard = gateway.defaultFlow().equals(java.util.Optional.of(flow.id())) || out.size() == 1;
            if (standard == flow.condition().isPresent()) {
                faults.add(
                        flow.line(),
                        "the flow " + flow.id()
                                + (standard ? " is the default and cannot have a condition" : " needs a condition"));
            }
        }
    }

    private void circle(Node.Gateway gateway) {
        Set<String> seen = new HashSet<>();
        List<Node> next = new java.util.ArrayList<>(targets(gateway));
        while (!next.isEmpty()) {
            Node node = next.remove(next.size() - 1);
            if (node.id().equals(gateway.id())) {
                faults.add(gateway.line(), "the way out of " + gateway.id() + " leads back to it and passes no stage");
                return;
            }
            if (node instanceof Node.Gateway && seen.add(node.id())) {
                next.addAll(targets(node));
            }
        }
    }

    private void reached() {
        Set<String> reached = new HashSet<>();
        List<Node> next = new java.util.ArrayList<>(List.of(model.start()));
        while (!next.isEmpty()) {
            Node node = next.remove(next.size() - 1);
            if (reached.add(node.id())) {
                next.addAll(targets(node));
                next.addAll(model.timers(node.id()));
            }
        }
        model.nodes().values().stream()
                .filter(node -> !reached.contains(node.id()))
                .forEach(node -> faults.add(node.line(), "no way leads to " + node.id()));
    }

    private List<Node> targets(Node node) {
        return model.from(node.id()).stream().map(model::target).toList();
    }
}
