package org.itsm4j.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.Stage;

/**
 * The built-in workflow: each state of the contract is one stage, each row a transition. It keeps nothing but the place in the
 * ticket, so it needs no engine and works on every store. With one stage for each state there is nothing to advance to,
 * and there are no tasks. Its timers are done by {@code itsm.runDueWork()}.
 */
public final class ContractWorkflow implements Workflow {
    private static final String DEFINITION = "contract";

    @Override
    public void open(Host host) {
        // it needs nothing: the contract comes with each move
    }

    @Override
    public Arrival start(Move move) {
        return arrive(move);
    }

    @Override
    public Arrival move(Place from, Move move) {
        return arrive(move);
    }

    @Override
    public Set<String> offers(Contract<?, ?> contract, Place place) {
        return offered(contract, place.stage().id());
    }

    private static <S extends Enum<S>, A extends Enum<A>> Set<String> offered(Contract<S, A> contract, String stage) {
        return contract.transitions().stream()
                .filter(row -> row.moves() && !contract.advance().equals(Optional.of(row.action())))
                .filter(row -> row.from().map(Labels::of).filter(stage::equals).isPresent())
                .map(row -> Labels.of(row.action()))
                .collect(Collectors.toSet());
    }

    private static Arrival arrive(Move move) {
        return arrive(move.contract(), move);
    }

    private static <S extends Enum<S>, A extends Enum<A>> Arrival arrive(Contract<S, A> contract, Move move) {
        S state = contract.states().stream()
                .filter(each -> each.name().equals(move.target()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state " + move.target()));
        Optional<Instant> wakeAt = contract.timers().stream()
                .filter(timer -> timer.state() == state)
                .flatMap(timer -> move.facts().apply(timer.after()).stream())
                .map(after -> move.at().plus((Duration) after))
                .min(Instant::compareTo);
        Optional<String> token = contract.isTerminal(state) ? Optional.empty() : Optional.of(DEFINITION);
        return new Arrival(
                new Place(new Stage(Labels.of(state), Labels.of(state)), token, DEFINITION), state.name(), wakeAt);
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
