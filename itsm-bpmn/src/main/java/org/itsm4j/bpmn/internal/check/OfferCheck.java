package org.itsm4j.bpmn.internal.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Cases;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.ConditionParser;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Truth;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Rule;
import org.itsm4j.bpmn.internal.model.Ways;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;

/** Proves that what a contract asks for is offered: by some stage, once, and whatever the facts are. */
final class OfferCheck<S extends Enum<S>, A extends Enum<A>> {
    private static final Condition APPROVED =
            ConditionParser.parse("${" + Facts.APPROVAL + " == '" + ApprovalOutcome.APPROVED + "'}");

    private final Model model;
    private final Contract<S, A> contract;
    private final Ways ways;
    private final Cases doubts;
    private final Findings findings;

    private OfferCheck(Model model, Contract<S, A> contract, Ways ways, Cases doubts, Findings findings) {
        this.model = model;
        this.contract = contract;
        this.ways = ways;
        this.doubts = doubts;
        this.findings = findings;
    }

    static <S extends Enum<S>, A extends Enum<A>> void check(
            Model model, Contract<S, A> contract, Ways ways, Cases doubts, Findings findings) {
        new OfferCheck<>(model, contract, ways, doubts, findings).check();
    }

    private void check() {
        for (Node.Stage stage : model.all(Node.Stage.class)) {
            contract.actions().forEach(action -> ambiguous(stage, Labels.of(action)));
            stage.approval().ifPresent(approval -> unheeded(stage, approval));
            if (stage.tasks().isPresent()) {
                contract.advance().ifPresent(advance -> goesOn(stage, Labels.of(advance)));
            }
        }
        missing();
    }

    private void unheeded(Node.Stage stage, String approval) {
        boolean read = model.from(stage.id()).stream()
                .flatMap(flow -> flow.condition().stream())
                .anyMatch(condition -> condition.names().contains(Facts.APPROVAL));
        if (!read) {
            findings.warning(
                    Rule.NO_EFFECT,
                    stage,
                    "it waits for the approval " + Quote.of(approval)
                            + ", and no flow out of it reads what was decided");
        }
    }

    /** When the last task of a stage is done the system lets the ticket go on, and has no way to choose. */
    private void goesOn(Node.Stage stage, String action) {
        List<Condition> conditions = ways.open(stage, action).stream()
                .flatMap(flow -> flow.condition().stream())
                .toList();
        if (conditions.isEmpty()) {
            findings.error(
                    Rule.TASKS,
                    stage,
                    "when its tasks are done nothing leads on; a flow for " + action + " is missing");
            return;
        }
        List<Condition> given = given(stage);
        doubts.example(all(conditions, given), action, facts -> isClosed(conditions, given, withoutWay(facts)))
                .example()
                .ifPresent(when -> findings.error(
                        Rule.TASKS,
                        stage,
                        "when its tasks are done nothing leads on " + when + ": the system gives " + action
                                + ", and chooses no way"));
    }

    private static Facts withoutWay(Facts facts) {
        return name -> name.equals(Facts.WAY) ? Facts.Reading.ABSENT : facts.read(name);
    }

    private void ambiguous(Node.Stage stage, String action) {
        List<Flow> open = ways.open(stage, action).stream()
                .filter(flow -> flow.condition().isPresent())
                .toList();
        List<Flow> certain = open.stream()
                .filter(flow -> ways.truth(flow, Optional.of(action)) == Truth.TRUE)
                .toList();
        if (certain.size() > 1) {
            findings.error(
                    Rule.OVERLAP,
                    stage,
                    "the action " + action + " leaves by several flows at once: "
                            + Quote.list(certain.stream().map(Flow::id).toList()));
        } else {
            Overlaps.find(open, doubts, Optional.of(action))
                    .forEach(overlap -> findings.warning(
                            Rule.OVERLAP,
                            stage,
                            "for the action " + action + " " + overlap + ", and then it is refused"));
        }
    }

    /** Each row between states that are drawn must have its flow: a state that may be left out is left out whole. */
    private void missing() {
        for (Transition<S, A> row : contract.transitions()) {
            boolean due = row.moves()
                    && row.from().isPresent()
                    && !contract.advance().equals(Optional.of(row.action()))
                    && !contract.optional().contains(row.to());
            List<Node.Stage> from = model.all(Node.Stage.class).stream()
                    .filter(stage -> stage.state().equals(row.from().map(Enum::name)))
                    .toList();
            if (due && !from.isEmpty()) {
                offered(row, from);
            }
        }
    }

    private void offered(Transition<S, A> row, List<Node.Stage> from) {
        String action = Labels.of(row.action());
        boolean drawn = from.stream()
                .anyMatch(stage -> ways.open(stage, action).stream()
                        .flatMap(flow -> ways.targets(flow, action).stream())
                        .anyMatch(target ->
                                target.state().equals(Optional.of(row.to().name()))));
        if (!drawn) {
            findings.error(
                    Rule.TRANSITION_MISSING,
                    from.get(0),
                    "no stage of " + row.from().orElseThrow() + " lets " + action + " lead to " + row.to()
                            + ", as the contract's row '" + row + "' asks for");
            return;
        }
        for (Node.Stage stage : from) {
            partial(stage, action, row);
        }
    }

    /**
     * At a stage that waits for an approval an action may wait too: only what is closed after it is in question. What the system
     * alone gives must be open whenever the contract says: a vote, for one, that is decided and leads nowhere could not be helped.
     */
    private void partial(Node.Stage stage, String action, Transition<S, A> row) {
        List<Condition> conditions = ways.open(stage, action).stream()
                .flatMap(flow -> flow.condition().stream())
                .toList();
        if (conditions.isEmpty()) {
            return;
        }
        List<Condition> given = given(stage);
        List<Condition> all = all(conditions, given);
        Optional<String> closed = doubts.example(all, action, facts -> isClosed(conditions, given, facts))
                .example();
        Optional<String> barred = row.who().equals(Set.of(Role.SYSTEM))
                ? doubts.example(all, action, facts -> isClosed(conditions, given, facts) && isDue(row, all, facts))
                        .example()
                : Optional.empty();
        String finding = "the action " + action + " has no way out ";
        barred.ifPresentOrElse(
                when -> findings.error(
                        Rule.PARTIAL, stage, finding + when + ": the system alone gives it, when '" + row + "'"),
                () -> closed.ifPresent(when -> findings.warning(Rule.PARTIAL, stage, finding + when)));
    }

    /** As far as the conditions read it: what else there is may be as the contract says. */
    private static boolean isDue(Transition<?, ?> row, List<Condition> conditions, Facts facts) {
        return row.onlyIf().stream()
                .filter(only -> conditions.stream()
                        .anyMatch(condition -> condition.names().contains(only.fact())))
                .allMatch(only -> facts.read(only.fact())
                        .value()
                        .filter(value -> only.values().stream()
                                .anyMatch(needed -> needed.toString().equals(value.toString())))
                        .isPresent());
    }

    private static List<Condition> given(Node.Stage stage) {
        return stage.approval().isPresent() ? List.of(APPROVED) : List.of();
    }

    private static List<Condition> all(List<Condition> some, List<Condition> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static boolean isClosed(List<Condition> conditions, List<Condition> given, Facts facts) {
        return conditions.stream().noneMatch(it -> it.test(facts) == Truth.TRUE)
                && given.stream().allMatch(it -> it.test(facts) == Truth.TRUE);
    }
}
