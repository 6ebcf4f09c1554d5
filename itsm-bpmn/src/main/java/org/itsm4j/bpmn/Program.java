package org.itsm4j.bpmn;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Stage;

/** A diagram at work: what the engine asks while it runs the compiled model, by the ids of elements. */
final class Program {
    private final Model model;
    private final Ways ways;
    private final Map<String, Flow> flows;
    private final Map<Offer, Set<String>> offers = new ConcurrentHashMap<>();

    Program(Model model) {
        this.model = model;
        ways = new Ways(model);
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
        return flow.condition().get().test(Facts.of(move)) == Truth.TRUE;
    }

    Node.Timer timer(String timerId) {
        if (model.nodes().get(timerId) instanceof Node.Timer timer) {
            return timer;
        }
        throw new IllegalStateException("Diagram " + model.id() + " has no timer " + timerId);
    }

    boolean isTimer(String id) {
        return model.nodes().get(id) instanceof Node.Timer;
    }

    /** When a timer is due that starts with this move; empty if the ticket says that it has none. */
    Optional<Instant> due(String timerId, Move move) {
        return timer(timerId)
                .delay()
                .of(move)
                .map(delay -> wholeMillis(move.at().plus(delay)));
    }

    /** Rounds up: the engine keeps milliseconds, and a timer must not ring before the ticket agrees that it is due. */
    private static Instant wholeMillis(Instant instant) {
        Instant floor = Instant.ofEpochMilli(instant.toEpochMilli());
        return floor.equals(instant) ? instant : floor.plus(Duration.ofMillis(1));
    }

    Node.Stand stand(String id) {
        if (model.nodes().get(id) instanceof Node.Stand stand) {
            return stand;
        }
        throw new IllegalStateException("Diagram " + model.id() + " has no stage " + id);
    }

    Stage stage(String id) {
        return new Stage(id, stand(id).name());
    }

    /** The labels of the moving actions for which some flow may be open at a stage. */
    Set<String> offers(Contract<?, ?> contract, String stageId) {
        return offers.computeIfAbsent(new Offer(contract, stageId), it -> offered(contract, stand(stageId)));
    }

    private <S extends Enum<S>, A extends Enum<A>> Set<String> offered(Contract<S, A> contract, Node.Stand stand) {
        return contract.transitions().stream()
                .filter(Transition::moves)
                .filter(row -> row.from().map(Enum::name).equals(stand.state()))
                .map(row -> Labels.of(row.action()))
                .filter(action -> !ways.open(stand, action).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private record Offer(Contract<?, ?> contract, String stageId) {}
}
