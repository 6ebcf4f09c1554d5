package org.itsm4j.bpmn.internal.diff;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;

/** A contract in the words of diagrams: its rows that move a ticket, and its gates. */
record Law(List<Row> rows, List<Gate> gates) {
    /** A row; without a state to start in it is the one that creates a ticket. */
    record Row(Optional<String> from, String action, String to, Set<Role> who) {}

    /** A state that every way to another must pass. */
    record Gate(String pass, String guarded) {}

    Law {
        rows = List.copyOf(rows);
        gates = List.copyOf(gates);
    }

    static <S extends Enum<S>, A extends Enum<A>> Law of(Contract<S, A> contract) {
        return new Law(
                contract.transitions().stream()
                        .filter(Transition::moves)
                        .map(row -> new Row(
                                row.from().map(Enum::name),
                                Labels.of(row.action()),
                                row.to().name(),
                                row.who()))
                        .toList(),
                contract.gates().stream()
                        .map(gate -> new Gate(gate.pass().name(), gate.guarded().name()))
                        .toList());
    }

    /** The actions that create a ticket. */
    List<String> creations() {
        return rows.stream()
                .filter(row -> row.from().isEmpty())
                .map(Row::action)
                .toList();
    }

    /** The actions that can move a ticket in a state, in the order of the contract; all for a state it does not have. */
    Set<String> actions(Optional<String> state) {
        boolean known =
                rows.stream().anyMatch(row -> state.isPresent() && row.from().equals(state));
        Set<String> actions = new LinkedHashSet<>();
        rows.stream()
                .filter(row -> known ? row.from().equals(state) : row.from().isPresent())
                .forEach(row -> actions.add(row.action()));
        return actions;
    }

    /** Who may do an action that leads from a state to another; nobody if there is no such row. */
    Set<Role> who(Optional<String> from, String action, Optional<String> to) {
        return rows.stream()
                .filter(row ->
                        row.from().equals(from) && row.action().equals(action) && to.equals(Optional.of(row.to())))
                .flatMap(row -> row.who().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
