package org.itsm4j.bpmn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Ways;

/** Finds for each place where a ticket can wait in one version its place in another. */
final class StageMap {
    private final Model to;

    private StageMap(Model to) {
        this.to = to;
    }

    /** A stage of the other version, or none, and why. */
    record Target(Optional<String> stage, String reason) {}

    static Map<String, Target> of(Model from, Model to, Map<String, String> chosen) {
        StageMap map = new StageMap(to);
        Map<String, Target> targets = new LinkedHashMap<>();
        for (Node node : from.nodes().values()) {
            if (node instanceof Node.Stage stage) {
                targets.put(
                        stage.id(),
                        chosen.containsKey(stage.id()) ? map.chosen(stage, chosen.get(stage.id())) : map.found(stage));
            } else if (node instanceof Node.Step step && step.background().isPresent()) {
                targets.put(
                        step.id(),
                        chosen.containsKey(step.id())
                                ? map.chosen(step, state(from, step), chosen.get(step.id()))
                                : map.found(step));
            }
        }
        for (String stage : chosen.keySet()) {
            if (!targets.containsKey(stage)) {
                throw new IllegalArgumentException("There is no stage " + Quote.of(stage) + " to go on from");
            }
        }
        return targets;
    }

    private Target chosen(Node.Stage stage, String target) {
        if (!(to.nodes().get(target) instanceof Node.Stage other)) {
            throw new IllegalArgumentException("There is no stage " + Quote.of(target) + " to go on at");
        }
        requireState(stage, stage.state(), other);
        if (!tasks(stage).equals(tasks(other))) {
            throw new IllegalArgumentException(stage.id() + " and " + other.id() + " hold other tasks");
        }
        return new Target(Optional.of(other.id()), "as was said");
    }

    /** A step in the background leads to stages of one state. */
    private static Optional<String> state(Model from, Node.Step step) {
        return new Ways(from).targets(step).stream().findFirst().flatMap(Node.Stand::state);
    }

    /** Whoever says so leaves out a step that is under way, or that failed for the last time. */
    private Target chosen(Node.Step step, Optional<String> state, String target) {
        if (!(to.nodes().get(target) instanceof Node.Stage other)) {
            throw new IllegalArgumentException("There is no stage " + Quote.of(target) + " to go on at");
        }
        requireState(step, state, other);
        if (!tasks(other).isEmpty()) {
            throw new IllegalArgumentException(other.id() + " holds tasks, which are opened when a ticket comes to it");
        }
        return new Target(Optional.of(other.id()), "as was said; the step " + step.id() + " is left out");
    }

    private static void requireState(Node from, Optional<String> state, Node.Stage to) {
        if (!to.state().equals(state)) {
            throw new IllegalArgumentException(from.id() + " means " + state.orElse("no state") + ", but " + to.id()
                    + " means " + to.state().orElse("no state"));
        }
    }

    private Target found(Node.Stage stage) {
        List<Node.Stage> same = to.all(Node.Stage.class).stream()
                .filter(other -> other.state().equals(stage.state()))
                .toList();
        String state = stage.state().orElse("no state");
        if (same.isEmpty()) {
            return new Target(Optional.empty(), "no stage of the other version means " + state);
        }
        List<Node.Stage> fitting =
                same.stream().filter(other -> tasks(other).equals(tasks(stage))).toList();
        return first(fitting, other -> other.id().equals(stage.id()), "the same stage")
                .or(() -> only(fitting, other -> other.name().equals(stage.name()), "the same name"))
                .or(() -> only(fitting, other -> same.size() == 1, "the only stage that means " + state))
                .orElseGet(() -> new Target(
                        Optional.empty(),
                        fitting.isEmpty()
                                ? "its tasks are not those of a stage of the other version that means " + state
                                : "several stages mean " + state + ": " + Node.ids(fitting) + "; say which"));
    }

    private Target found(Node.Step step) {
        return to.nodes().get(step.id()) instanceof Node.Step other
                        && other.background().isPresent()
                        && other.handler().equals(step.handler())
                ? new Target(Optional.of(other.id()), "the same step")
                : new Target(
                        Optional.empty(),
                        "a step is under way in the background that the other version does not have; wait for it,"
                                + " or say at which stage to go on without it");
    }

    private static Optional<Target> first(List<Node.Stage> stages, Predicate<Node.Stage> wanted, String reason) {
        return stages.stream().filter(wanted).findFirst().map(it -> new Target(Optional.of(it.id()), reason));
    }

    private static Optional<Target> only(List<Node.Stage> stages, Predicate<Node.Stage> wanted, String reason) {
        List<Node.Stage> found = stages.stream().filter(wanted).toList();
        return found.size() == 1 ? first(found, it -> true, reason) : Optional.empty();
    }

    /** The tasks that are done in a stage; those of both must be the same for work under way to go on. */
    private static Set<String> tasks(Node.Stage stage) {
        return stage.tasks()
                .map(tasks -> Set.copyOf(Node.ids(tasks.all(Node.Task.class))))
                .orElse(Set.of());
    }
}
