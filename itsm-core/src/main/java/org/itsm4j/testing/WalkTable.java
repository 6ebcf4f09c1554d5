package org.itsm4j.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;

/**
 * Who may do what in which state, written down a second time, from the rules and not from the contract: so that a slip in that is
 * found, too.
 */
final class WalkTable {
    private record Row(Set<String> from, String action, Set<Role> who) {}

    private final List<Row> rows;

    private WalkTable(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * @param text a row on each line, {@code LOGGED ASSESSED | hold | ASSIGNEE}; where several rows have one action, all their
     *     states and roles are meant
     */
    static WalkTable of(String text) {
        List<Row> rows = new ArrayList<>();
        for (String line : text.strip().split("\n")) {
            String[] parts = line.split("\\|");
            rows.add(new Row(
                    words(parts[0]).collect(Collectors.toSet()),
                    parts[1].strip(),
                    words(parts[2]).map(Role::valueOf).collect(Collectors.toSet())));
        }
        return new WalkTable(List.copyOf(rows));
    }

    private static Stream<String> words(String part) {
        return Arrays.stream(part.strip().split("\\s+"));
    }

    List<String> actions() {
        return rows.stream().map(Row::action).distinct().toList();
    }

    List<String> actions(String state) {
        return rows.stream()
                .filter(row -> row.from.contains(state))
                .map(Row::action)
                .distinct()
                .toList();
    }

    /** As the walk writes them: state, action. */
    List<String> all() {
        return rows.stream()
                .flatMap(row -> row.from.stream().map(state -> state + " " + row.action))
                .distinct()
                .sorted()
                .toList();
    }

    boolean has(String state, String action) {
        return rows.stream().anyMatch(row -> row.action.equals(action) && row.from.contains(state));
    }

    /** Where a state does not have the action it counts who has it anywhere. */
    boolean permits(Actor actor, String action, Walked ticket) {
        boolean anywhere = !has(ticket.stateName(), action);
        return rows.stream()
                .filter(row -> row.action.equals(action))
                .filter(row -> anywhere || row.from.contains(ticket.stateName()))
                .flatMap(row -> row.who.stream())
                .anyMatch(role -> ticket.plays(actor, role));
    }
}
