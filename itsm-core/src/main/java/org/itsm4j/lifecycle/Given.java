package org.itsm4j.lifecycle;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Narrows a contract to the tickets of which one fact is known. */
final class Given<S extends Enum<S>, A extends Enum<A>> {
    private final Contract<S, A> contract;
    private final String fact;
    private final Object value;

    Given(Contract<S, A> contract, String fact, Object value) {
        this.contract = contract;
        this.fact = Objects.requireNonNull(fact, "fact");
        this.value = Objects.requireNonNull(value, "value");
    }

    Contract<S, A> law(String name) {
        List<Transition<S, A>> rows = contract.transitions().stream()
                .filter(row -> row.onlyIf().stream().allMatch(this::admits))
                .map(this::settled)
                .toList();
        Contract.Builder<S, A> builder = contract.builder(name);
        rows.forEach(builder::row);
        Set<S> unreached = EnumSet.complementOf(EnumSet.copyOf(reached(rows)));
        builder.optional(unreached);
        contract.timers().stream()
                .filter(timer -> rows.stream().anyMatch(row -> isOf(timer, row)))
                .forEach(timer -> builder.timer(timer.state(), timer.after(), timer.action()));
        for (ConditionalGate<S> each : contract.conditionalGates()) {
            Precondition onlyIf = each.onlyIf();
            if (!onlyIf.fact().equals(fact)) {
                onlyIf.values()
                        .forEach(needed -> builder.gateIf(
                                onlyIf.fact(),
                                needed,
                                each.gate().pass(),
                                each.gate().guarded()));
            } else if (onlyIf.values().contains(value)) {
                builder.gate(each.gate().pass(), each.gate().guarded());
            }
        }
        return builder.build();
    }

    private boolean admits(Precondition precondition) {
        return !precondition.fact().equals(fact) || precondition.values().contains(value);
    }

    private Transition<S, A> settled(Transition<S, A> row) {
        return new Transition<>(
                row.from(),
                row.action(),
                row.to(),
                row.moves(),
                row.who(),
                row.requires(),
                row.onlyIf().stream().filter(each -> !each.fact().equals(fact)).toList(),
                row.effect(),
                row.data());
    }

    private boolean isOf(Timer<S, A> timer, Transition<S, A> row) {
        return row.from().equals(Optional.of(timer.state())) && row.action() == timer.action();
    }

    /** The states that some way leads to. */
    private Set<S> reached(List<Transition<S, A>> rows) {
        Set<S> reached = EnumSet.noneOf(contract.stateClass());
        boolean more = true;
        while (more) {
            more = false;
            for (Transition<S, A> row : rows) {
                if (row.from().map(reached::contains).orElse(true)) {
                    more |= reached.add(row.to());
                }
            }
        }
        return reached;
    }
}
