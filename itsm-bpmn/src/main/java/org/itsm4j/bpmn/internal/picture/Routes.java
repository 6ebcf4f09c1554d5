package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Condition.Operand;
import org.itsm4j.bpmn.internal.condition.ConditionParser;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Truth;
import org.itsm4j.bpmn.internal.model.Markup;

/** Finds the flows that a ticket went along, when only the stages and the action are known. */
public final class Routes {
    /** An action at a stage. */
    public record Offer(String stage, String action) {
        @Override
        public String toString() {
            return stage + ": " + action;
        }
    }

    private record Trail(String at, List<String> flows) {}

    private final Elements elements;

    /**
     * @param elements a diagram
     */
    public Routes(Elements elements) {
        this.elements = elements;
    }

    /** @return what can be done where by a flow or a timer, in the order of the file */
    public List<Offer> offers() {
        Set<Offer> offers = new LinkedHashSet<>();
        for (Markup stage : elements.stages()) {
            String id = stage.attribute("id");
            elements.flowsFrom(id).forEach(flow -> offers.addAll(offers(flow)));
            elements.timers(id).forEach(timer -> offers.addAll(offers(id, timer)));
        }
        return List.copyOf(offers);
    }

    /**
     * @param flow a flow
     * @return what can be done along it
     */
    public List<Offer> offers(Markup flow) {
        String from = flow.attribute("sourceRef");
        Optional<Markup> timer =
                elements.node(from).filter(it -> !it.attribute("attachedToRef").isEmpty());
        if (timer.isPresent()) {
            return offers(timer.get().attribute("attachedToRef"), timer.get());
        }
        return elements.node(from).filter(elements::isStage).flatMap(it -> condition(flow)).stream()
                .flatMap(it -> actions(it).stream())
                .map(action -> new Offer(from, action))
                .toList();
    }

    private static List<Offer> offers(String stage, Markup timer) {
        String action = Elements.marked(timer, "timer", "action");
        return action.isEmpty() ? List.of() : List.of(new Offer(stage, action));
    }

    /**
     * The shortest way from a stage by an action, over gateways and steps, to the next stage; the flows of people come
     * before those of timers, unless it was a timer. From a start event, a step or a timer every flow is open.
     *
     * @param from the id of the stage, start event or timer
     * @param action the action
     * @param to the id of the next stage or end
     * @param byTimer whether a timer gave the action
     * @return the ids of the flows, if there is such a way
     */
    public Optional<List<String>> route(String from, String action, String to, boolean byTimer) {
        List<Markup> rung = elements.timers(from).stream()
                .filter(timer -> Elements.marked(timer, "timer", "action").equals(action))
                .flatMap(timer -> elements.flowsFrom(timer.attribute("id")).stream())
                .toList();
        List<Markup> drawn = open(from, action);
        return walk(byTimer ? rung : drawn, action, to).or(() -> walk(byTimer ? drawn : rung, action, to));
    }

    private Optional<List<String>> walk(List<Markup> first, String action, String to) {
        Deque<Trail> open = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        first.forEach(flow -> open.add(after(List.of(), flow)));
        while (!open.isEmpty()) {
            Trail trail = open.remove();
            if (trail.at.equals(to)) {
                return Optional.of(trail.flows);
            }
            boolean waits = elements.node(trail.at).map(elements::isStage).orElse(true);
            if (!waits && seen.add(trail.at)) {
                open(trail.at, action).forEach(flow -> open.add(after(trail.flows, flow)));
            }
        }
        return Optional.empty();
    }

    private static Trail after(List<String> flows, Markup flow) {
        List<String> all = new ArrayList<>(flows);
        all.add(flow.attribute("id"));
        return new Trail(flow.attribute("targetRef"), List.copyOf(all));
    }

    private List<Markup> open(String node, String action) {
        return elements.flowsFrom(node).stream()
                .filter(flow -> condition(flow)
                        .map(it -> it.test(Facts.assuming(action)) != Truth.FALSE)
                        .orElse(true))
                .toList();
    }

    private static Optional<Condition> condition(Markup flow) {
        return Optional.of(Elements.condition(flow))
                .filter(text -> !text.isEmpty())
                .map(ConditionParser::parse);
    }

    /** The actions that a condition names and lets pass. */
    private static Set<String> actions(Condition condition) {
        Set<String> named = new TreeSet<>();
        collect(condition, named);
        named.removeIf(action -> condition.test(Facts.assuming(action)) == Truth.FALSE);
        return named;
    }

    private static void collect(Condition condition, Set<String> named) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> collect(part, named));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> collect(part, named));
        } else if (condition instanceof Condition.Not not) {
            collect(not.part(), named);
        } else if (condition instanceof Condition.In in && isAction(in.operand())) {
            in.values().forEach(value -> named.add(value.value().toString()));
        } else if (condition instanceof Condition.Comparison comparison && isAction(comparison.left())) {
            literal(comparison.right()).ifPresent(named::add);
        } else if (condition instanceof Condition.Comparison comparison && isAction(comparison.right())) {
            literal(comparison.left()).ifPresent(named::add);
        }
    }

    private static boolean isAction(Operand operand) {
        return operand instanceof Operand.Name name && name.name().equals(Facts.ACTION);
    }

    private static Optional<String> literal(Operand operand) {
        return operand instanceof Operand.Literal literal
                ? Optional.of(literal.value().toString())
                : Optional.empty();
    }
}
