package org.itsm4j.lifecycle;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.itsm4j.ticket.Labels;

/** Writes a contract for people: the table in Markdown, the picture in Mermaid. */
public final class ContractPage {
    private ContractPage() {}

    /**
     * @param contract the law
     * @param <S> the states
     * @param <A> the actions
     * @return a page with picture, transitions, actions that stay, timers, gates and facts
     */
    public static <S extends Enum<S>, A extends Enum<A>> String markdown(Contract<S, A> contract) {
        StringBuilder page = new StringBuilder("# Lifecycle: " + contract.name() + "\n\n")
                .append("Written by the build from the contract in the code; do not edit.\n\n```mermaid\n")
                .append(mermaid(contract))
                .append("```\n\nA diagram may leave out: ")
                .append(contract.optional())
                .append(
                        ".\n\n## Transitions\n\n| From | Action | To | Who | Only if | Requires | Effect |\n|---|---|---|---|---|---|---|\n");
        rows(contract, true, page);
        page.append(
                "\n## Actions that stay in the state\n\n| In | Action | To | Who | Only if | Requires | Effect |\n|---|---|---|---|---|---|---|\n");
        rows(contract, false, page);
        page.append("\n## Timers\n\n");
        contract.timers()
                .forEach(timer -> page.append("- in ")
                        .append(timer.state())
                        .append(" for `")
                        .append(timer.after())
                        .append("`: `")
                        .append(Labels.of(timer.action()))
                        .append("` by the system\n"));
        page.append("\n## Gates\n\n");
        contract.gates()
                .forEach(gate -> page.append("- every way to ")
                        .append(gate.guarded())
                        .append(" passes ")
                        .append(gate.pass())
                        .append('\n'));
        page.append("\n## Facts that diagrams may read\n\n| Fact | Type | Meaning |\n|---|---|---|\n");
        contract.facts()
                .forEach(fact -> page.append("| `")
                        .append(fact.name())
                        .append("` | ")
                        .append(fact.type().getSimpleName())
                        .append(" | ")
                        .append(fact.meaning())
                        .append(" |\n"));
        return page.toString();
    }

    private static <S extends Enum<S>, A extends Enum<A>> void rows(
            Contract<S, A> contract, boolean moves, StringBuilder page) {
        Map<String, Set<String>> froms = new LinkedHashMap<>();
        for (Transition<S, A> row : contract.transitions()) {
            if (row.moves() == moves) {
                String rest = " | `" + Labels.of(row.action()) + "` | "
                        + (moves ? row.to().name() : "the same") + " | "
                        + new TreeSet<>(row.who()).stream().map(Enum::name).collect(Collectors.joining(", ")) + " | "
                        + row.onlyIf().stream().map(Precondition::toString).collect(Collectors.joining(", ")) + " | "
                        + String.join(", ", row.requires()) + " | " + row.effect() + " |\n";
                froms.computeIfAbsent(rest, key -> new LinkedHashSet<>())
                        .add(row.from().map(Enum::name).orElse("–"));
            }
        }
        froms.forEach((rest, from) ->
                page.append("| ").append(String.join(", ", from)).append(rest));
    }

    /**
     * @param contract the law
     * @param <S> the states
     * @param <A> the actions
     * @return a {@code stateDiagram-v2}
     */
    public static <S extends Enum<S>, A extends Enum<A>> String mermaid(Contract<S, A> contract) {
        Map<String, Set<String>> labels = new LinkedHashMap<>();
        for (Transition<S, A> row : contract.transitions()) {
            if (row.moves()) {
                labels.computeIfAbsent(
                                row.from().map(Enum::name).orElse("[*]") + " --> " + row.to(),
                                key -> new LinkedHashSet<>())
                        .add(Labels.of(row.action()));
            }
        }
        StringBuilder picture = new StringBuilder("stateDiagram-v2\n");
        labels.forEach((edge, actions) -> picture.append("    ")
                .append(edge)
                .append(" : ")
                .append(String.join(", ", actions))
                .append('\n'));
        contract.states().stream()
                .filter(contract::isTerminal)
                .forEach(state -> picture.append("    ").append(state).append(" --> [*]\n"));
        return picture.toString();
    }
}
