package org.itsm4j.lifecycle;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;

/** Writes a contract for people: the table in Markdown, the picture in Mermaid. */
public final class ContractPage {
    private ContractPage() {}

    /**
     * @param contract the law
     * @param <S> the states
     * @param <A> the actions
     * @return a page with picture, transitions, steps within a state, actions that stay, roles, timers, gates and facts
     */
    public static <S extends Enum<S>, A extends Enum<A>> String markdown(Contract<S, A> contract) {
        StringBuilder page = new StringBuilder("# Lifecycle: " + contract.name() + "\n\n")
                .append("Written by the build from the contract in the code; do not edit.\n\n```mermaid\n")
                .append(mermaid(contract))
                .append("```\n\nA diagram may leave out: ")
                .append(contract.optional())
                .append(
                        ".\n\n## Transitions\n\n| From | Action | To | Who | Only if | Requires | Effect |\n|---|---|---|---|---|---|---|\n");
        rows(contract, row -> row.moves() && !advances(contract, row), page);
        if (contract.advance().isPresent()) {
            page.append("\n## Steps within a state\n\nOffered by diagrams with several stages of one state.\n\n"
                    + "| In | Action | To | Who | Only if | Requires | Effect |\n|---|---|---|---|---|---|---|\n");
            rows(contract, row -> advances(contract, row), page);
        }
        page.append(
                "\n## Actions that stay in the state\n\n| In | Action | To | Who | Only if | Requires | Effect |\n|---|---|---|---|---|---|---|\n");
        rows(contract, row -> !row.moves(), page);
        roles(contract, page);
        timerData(contract, page);
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
        contract.conditionalGates()
                .forEach(each -> page.append("- if ")
                        .append(each.onlyIf())
                        .append(", every way to ")
                        .append(each.gate().guarded())
                        .append(" passes ")
                        .append(each.gate().pass())
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
            Contract<S, A> contract, Predicate<Transition<S, A>> some, StringBuilder page) {
        Map<String, Set<String>> froms = new LinkedHashMap<>();
        for (Transition<S, A> row : contract.transitions()) {
            if (some.test(row)) {
                String rest = " | `" + Labels.of(row.action()) + "` | "
                        + (row.moves() && !advances(contract, row) ? row.to().name() : "the same") + " | "
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

    private static <S extends Enum<S>, A extends Enum<A>> void roles(Contract<S, A> contract, StringBuilder page) {
        page.append(
                "\n## Who is who\n\nAn ADMINISTRATOR may do all of it, on any ticket of the tenant. A policy of the host's"
                        + " own may say otherwise.\n\n| Role | Reach |\n|---|---|\n");
        EnumSet<Role> named = EnumSet.noneOf(Role.class);
        contract.transitions().forEach(row -> named.addAll(row.who()));
        named.forEach(role -> page.append("| ")
                .append(role)
                .append(" | ")
                .append(role.reach().orElse("on any ticket of the tenant"))
                .append(" |\n"));
    }

    private static <S extends Enum<S>, A extends Enum<A>> boolean advances(
            Contract<S, A> contract, Transition<S, A> row) {
        return contract.advance().equals(Optional.of(row.action()));
    }

    private static <S extends Enum<S>, A extends Enum<A>> void timerData(Contract<S, A> contract, StringBuilder page) {
        page.append("\n## Actions that a timer of a diagram can give\n\n| Action | In | With |\n|---|---|---|\n");
        Map<String, Set<String>> froms = new LinkedHashMap<>();
        contract.transitions().stream()
                .filter(Transition::isForTimers)
                .forEach(row -> froms.computeIfAbsent(
                                "| `" + Labels.of(row.action()) + "` | %s | "
                                        + row.data().stream()
                                                .map(ContractPage::written)
                                                .collect(Collectors.joining(", "))
                                        + " |\n",
                                key -> new LinkedHashSet<>())
                        .add(row.from().map(Enum::name).orElse("–")));
        froms.forEach((line, from) -> page.append(line.replace("%s", String.join(", ", from))));
    }

    private static String written(Datum datum) {
        String limits = datum.values().isEmpty() ? "" : " (" + String.join(", ", datum.values()) + ")";
        return (datum.isRequired() ? "" : "optional ") + "`" + datum.name() + "`" + limits;
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
            if (row.moves() && !advances(contract, row)) {
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
