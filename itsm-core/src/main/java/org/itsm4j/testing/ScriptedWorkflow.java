package org.itsm4j.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Stage;

/**
 * A workflow as a diagram could be: several stages of one state, with tasks and steps. The first stage of a state is where
 * other actions lead; a state without one has a stage of its own name.
 */
final class ScriptedWorkflow implements Workflow {
    private final Map<String, Stop> stops = new LinkedHashMap<>();
    private Host host;

    /** A stage. */
    static final class Stop {
        private final String id;
        private final IncidentState state;
        private final List<List<TaskPlan>> tasks = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();
        private final List<String> withheld = new ArrayList<>();
        private Optional<Function<Move, Optional<String>>> next = Optional.empty();

        private Stop(String id, IncidentState state) {
            this.id = id;
            this.state = state;
        }

        /** Tasks to be done at once, after those named before. */
        Stop tasks(TaskPlan... some) {
            tasks.add(List.of(some));
            return this;
        }

        /** Handlers to be run on the way to it, each by an element of its name and {@code Step}. */
        Stop steps(String... handlers) {
            steps.addAll(List.of(handlers));
            return this;
        }

        /** What people cannot do here, though the contract has it. */
        Stop withholds(String... actions) {
            withheld.addAll(List.of(actions));
            return this;
        }

        /** Where advancing leads. */
        Stop next(String stage) {
            return next((Move move) -> Optional.of(stage));
        }

        /** Where advancing leads, if it does as things are. */
        Stop next(Function<Move, Optional<String>> way) {
            next = Optional.of(way);
            return this;
        }
    }

    Stop stage(String id, IncidentState state) {
        Stop stop = new Stop(id, state);
        stops.put(id, stop);
        return stop;
    }

    Host host() {
        return host;
    }

    @Override
    public void open(Host its) {
        host = its;
    }

    @Override
    public Arrival start(Move move) {
        return arrive(first(IncidentState.valueOf(move.target())), move);
    }

    @Override
    public Arrival move(Place from, Move move) {
        if (!move.action().equals("advance")) {
            return arrive(first(IncidentState.valueOf(move.target())), move);
        }
        String next = stop(from)
                .next
                .orElseThrow()
                .apply(move)
                .orElseThrow(() -> new RuleViolationException(
                        move.ticket().toString(), "diagram", "there is no way to advance as things are"));
        return arrive(stops.get(next), move);
    }

    private Stop stop(Place place) {
        return stops.getOrDefault(place.stage().id(), new Stop(place.stage().id(), IncidentState.NEW));
    }

    private Stop first(IncidentState state) {
        return stops.values().stream()
                .filter(stop -> stop.state == state)
                .findFirst()
                .orElseGet(() -> new Stop(Labels.of(state), state));
    }

    private static Arrival arrive(Stop stop, Move move) {
        stop.steps.forEach(handler -> move.steps().run(handler, handler + "Step"));
        Optional<String> token =
                IncidentContract.get().isTerminal(stop.state) ? Optional.empty() : Optional.of("scripted");
        return new Arrival(
                new Place(new Stage(stop.id, stop.id), token, "scripted"), stop.state.name(), Optional.empty());
    }

    @Override
    public Set<String> offers(Contract<?, ?> contract, Place place) {
        Set<String> offers = new HashSet<>();
        IncidentState state = Optional.ofNullable(stops.get(place.stage().id()))
                .map(stop -> stop.state)
                .orElseGet(() -> named(place.stage().id()));
        IncidentContract.get().transitions().stream()
                .filter(row -> row.moves() && row.from().equals(Optional.of(state)))
                .map(Transition::action)
                .map(Labels::of)
                .filter(action -> !action.equals("advance") || stop(place).next.isPresent())
                .forEach(offers::add);
        stop(place).withheld.forEach(offers::remove);
        return offers;
    }

    private static IncidentState named(String label) {
        return List.of(IncidentState.values()).stream()
                .filter(state -> Labels.of(state).equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<TaskPlan> tasks(Contract<?, ?> contract, Place place, Set<String> done) {
        return stop(place).tasks.stream()
                .map(some ->
                        some.stream().filter(task -> !done.contains(task.id())).toList())
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
