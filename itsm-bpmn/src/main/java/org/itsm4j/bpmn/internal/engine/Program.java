package org.itsm4j.bpmn.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Truth;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.SidePaths;
import org.itsm4j.bpmn.internal.model.Ways;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.WorkingTime;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Stage;

/** A diagram at work: what the engine asks while it runs the compiled model, by the ids of elements. */
final class Program {
    private final Model model;
    private final Ways ways;
    private final SidePaths side;
    private final Map<String, Flow> flows;
    private final Map<Offer, Set<String>> offers = new ConcurrentHashMap<>();

    Program(Model model) {
        this.model = model;
        ways = new Ways(model);
        side = model.beside();
        flows = model.flows().stream().collect(Collectors.toUnmodifiableMap(Flow::id, flow -> flow));
    }

    Model model() {
        return model;
    }

    /** Whether the condition of a flow holds. */
    boolean holds(String flowId, Move move) {
        Flow flow = flows.get(flowId);
        if (flow == null || flow.condition().isEmpty()) {
            throw new IllegalStateException("Diagram " + model.id() + " has no condition on " + flowId);
        }
        Optional<String> approval =
                model.nodes().get(flow.from()) instanceof Node.Stage stage ? stage.approval() : Optional.empty();
        return flow.condition().get().test(Facts.of(move, approval)) == Truth.TRUE;
    }

    Node.Timer timer(String timerId) {
        if (model.nodes().get(timerId) instanceof Node.Timer timer) {
            return timer;
        }
        throw new IllegalStateException("Diagram " + model.id() + " has no timer " + timerId);
    }

    Node.Step step(String stepId) {
        if (model.nodes().get(stepId) instanceof Node.Step step) {
            return step;
        }
        throw new IllegalStateException("Diagram " + model.id() + " has no step " + stepId);
    }

    /** Whether a compiled element is a timer: one of the diagram, or the one that runs a step in the background. */
    boolean isTimer(String compiledId) {
        return model.nodes().get(compiledId) instanceof Node.Timer
                || backgroundStep(compiledId).isPresent();
    }

    private Optional<Node.Step> backgroundStep(String compiledId) {
        return model.nodes().get(DiagramCompiler.origin(compiledId)) instanceof Node.Step step
                        && DiagramCompiler.dueOf(step.id()).equals(compiledId)
                ? Optional.of(step)
                : Optional.empty();
    }

    /** What a compiled timer asks for. */
    Ring ring(String compiledId) {
        if (backgroundStep(compiledId).isPresent()) {
            return new Ring.Step(compiledId);
        }
        Node.Timer timer = timer(compiledId);
        return timer.interrupts()
                ? new Ring.Action(timer.id(), timer.action().orElseThrow(), timer.data())
                : beside(compiledId);
    }

    /** What a timer asks for that leaves its ticket at the stage. */
    Ring.Beside beside(String timerId) {
        Node.Timer timer = timer(timerId);
        return new Ring.Beside(
                timer.id(),
                timer.stage(),
                side.steps(timer).stream().map(Node.Step::handler).toList(),
                side.flows(timer));
    }

    /** How the job of a compiled timer is tried again, if the diagram says so. */
    Optional<Node.Retry> retry(String compiledId) {
        return backgroundStep(compiledId).flatMap(Node.Step::background);
    }

    /** When a compiled timer is due that starts with this move; empty if the ticket says that it has none. */
    Optional<Instant> due(String compiledId, Move move, WorkingTime workingTime) {
        if (backgroundStep(compiledId).isPresent()) {
            return Optional.of(wholeMillis(move.at()));
        }
        return timer(compiledId)
                .delay()
                .of(move)
                .map(delay -> wholeMillis(later(compiledId, move.tenant(), move.at(), delay, workingTime)));
    }

    /** The end of a delay, in the time that the timer counts. */
    Instant later(String timerId, Tenant tenant, Instant start, Duration delay, WorkingTime workingTime) {
        Instant earliest = start.plus(delay);
        Optional<String> calendar = timer(timerId).calendar();
        if (calendar.isEmpty()) {
            return earliest;
        }
        Instant due = workingTime.due(tenant, calendar.get(), start, delay);
        if (due == null) {
            throw new ConfigurationException("The working time of the host has no answer for the calendar "
                    + calendar.get() + " of the timer " + timerId);
        }
        // or a timer that leads back to its own stage could ring for ever
        return due.isBefore(earliest) ? earliest : due;
    }

    /** Rounds up: the engine keeps milliseconds, and a timer must not ring before the ticket agrees that it is due. */
    static Instant wholeMillis(Instant instant) {
        Instant floor = Instant.ofEpochMilli(instant.toEpochMilli());
        return floor.equals(instant) ? instant : floor.plus(Duration.ofMillis(1));
    }

    /** The approval that a stage waits for. */
    Optional<String> approval(String stageId) {
        return model.nodes().get(stageId) instanceof Node.Stage stage ? stage.approval() : Optional.empty();
    }

    /** Where a ticket can stand, by its name for people: a stage, an end, or a step in the background. */
    Stage stage(String id) {
        Node node = node(id);
        return new Stage(id, node.name());
    }

    /** The state of the contract that it means to stand there. */
    String state(String id) {
        return stand(node(id)).state().orElseThrow();
    }

    private Node node(String id) {
        Node node = model.nodes().get(id);
        if (node instanceof Node.Stand || node instanceof Node.Step) {
            return node;
        }
        throw new IllegalStateException("Diagram " + model.id() + " has no stage " + id);
    }

    /** A step in the background leads to stages of one state. */
    private Node.Stand stand(Node node) {
        return node instanceof Node.Stand stand
                ? stand
                : ways.targets(node).iterator().next();
    }

    /** The labels of the moving actions for which some flow may be open at a stage. */
    Set<String> offers(Contract<?, ?> contract, String stageId) {
        return offers.computeIfAbsent(new Offer(contract, stageId), it -> offered(contract, node(stageId)));
    }

    private <S extends Enum<S>, A extends Enum<A>> Set<String> offered(Contract<S, A> contract, Node node) {
        if (!(node instanceof Node.Stand stand)) {
            return Set.of(); // a step in the background goes on by itself
        }
        return contract.transitions().stream()
                .filter(Transition::moves)
                .filter(row -> row.from().map(Enum::name).equals(stand.state()))
                .map(row -> Labels.of(row.action()))
                .filter(action -> !ways.open(stand, action).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The tasks of a stage that are to be open when these are done: those before which nothing is left to do. */
    List<TaskPlan> tasks(String stageId, Set<String> done) {
        if (!(model.nodes().get(stageId) instanceof Node.Stage stage)
                || stage.tasks().isEmpty()) {
            return List.of();
        }
        Model tasks = stage.tasks().get();
        return tasks.all(Node.Task.class).stream()
                .filter(task -> !done.contains(task.id()))
                .filter(task -> done.containsAll(before(tasks, task)))
                .map(task -> new TaskPlan(task.id(), task.name(), task.group()))
                .toList();
    }

    /** The tasks that lead to a task, by gateways only. Looks at each gateway once: there can be very many ways. */
    private static Set<String> before(Model tasks, Node task) {
        Set<String> before = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of(task.id()));
        while (!todo.isEmpty()) {
            String at = todo.pop();
            for (Flow flow : tasks.flows()) {
                if (flow.to().equals(at) && seen.add(flow.from())) {
                    if (tasks.nodes().get(flow.from()) instanceof Node.Task) {
                        before.add(flow.from());
                    } else {
                        todo.add(flow.from());
                    }
                }
            }
        }
        return before;
    }

    private record Offer(Contract<?, ?> contract, String stageId) {}
}
