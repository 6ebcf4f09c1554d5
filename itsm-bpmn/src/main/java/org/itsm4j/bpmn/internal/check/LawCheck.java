package org.itsm4j.bpmn.internal.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Cases;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Truth;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Rule;
import org.itsm4j.bpmn.internal.model.Ways;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.ticket.Labels;

/**
 * Proves that what is drawn is lawful: a diagram makes no transition that its contract does not have. That it offers what it
 * must, is for {@link OfferCheck}.
 */
final class LawCheck<S extends Enum<S>, A extends Enum<A>> {
    private final Model model;
    private final Contract<S, A> contract;
    private final Terms terms;
    private final Cases cases;
    private final Ways ways;
    private final Findings findings;
    private final List<String> actions;

    private LawCheck(Model model, Contract<S, A> contract, Terms terms, Cases cases, Findings findings) {
        this.model = model;
        this.contract = contract;
        this.terms = terms;
        this.cases = cases;
        this.findings = findings;
        ways = new Ways(model);
        actions = contract.actions().stream().map(Labels::of).toList();
    }

    static void check(Model model, Terms terms, Cases cases, Findings findings) {
        check(model, terms.contract(), terms, cases, findings);
    }

    private static <S extends Enum<S>, A extends Enum<A>> void check(
            Model model, Contract<S, A> contract, Terms terms, Cases cases, Findings findings) {
        new LawCheck<>(model, contract, terms, cases, findings).all();
    }

    private void all() {
        if (!model.id().equals(Model.idOf(contract.name()))) {
            findings.error(
                    Rule.PROCESS_ID,
                    model.line(),
                    "its process is called " + Quote.of(model.id()) + " and must be called "
                            + Model.idOf(contract.name()));
        }
        List<Node.Stand> stands = model.stands();
        long known = stands.stream().filter(this::isState).count();
        model.all(Node.Parallel.class)
                .forEach(it -> findings.error(Rule.PARALLEL, it, "it splits or joins the way of the ticket itself"));
        TaskCheck.check(model, findings);
        presence(stands);
        if (known < stands.size()) {
            return; // what follows reads states
        }
        start();
        model.all(Node.Stage.class).forEach(this::stage);
        new TimerCheck<>(model, contract, terms, findings)
                .check((timer, action) ->
                        model.from(timer.id()).forEach(flow -> legal(state(timer.stage()), action, flow)));
        gateways();
        model.all(Node.Step.class).stream()
                .filter(step -> !model.beside()
                        .steps()
                        .contains(step.id())) // the timer that runs them is in the background itself
                .forEach(this::background);
        OfferCheck.check(model, contract, ways, cases.forWarnings(), findings);
        new PathCheck<>(model, contract, findings).check(this::next);
    }

    private boolean isState(Node.Stand stand) {
        Optional<S> state = stand.state().flatMap(this::named);
        if (state.isEmpty()) {
            findings.error(
                    Rule.STATE,
                    stand,
                    stand.state()
                                    .map(it -> "it means the state " + Quote.of(it) + ", which the contract does"
                                            + " not have")
                                    .orElse("it says not which state it means")
                            + "; the states: " + contract.states());
            return false;
        }
        if (contract.isTerminal(state.get()) != stand instanceof Node.End) {
            findings.error(
                    Rule.STATE,
                    stand,
                    "it means the state " + state.get() + ", which is drawn as "
                            + (contract.isTerminal(state.get()) ? "an end event" : "a user task or a sub-process"));
            return false;
        }
        return true;
    }

    private Optional<S> named(String state) {
        return Arrays.stream(contract.stateClass().getEnumConstants())
                .filter(it -> it.name().equals(state))
                .findFirst();
    }

    private S state(String stage) {
        return ((Node.Stand) model.nodes().get(stage))
                .state()
                .flatMap(this::named)
                .orElseThrow();
    }

    private void presence(List<Node.Stand> stands) {
        Set<String> there =
                stands.stream().flatMap(stand -> stand.state().stream()).collect(Collectors.toSet());
        Set<String> left = contract.states().stream()
                .filter(state -> !contract.optional().contains(state))
                .map(Enum::name)
                .filter(state -> !there.contains(state))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!left.isEmpty()) {
            findings.error(Rule.STATE_MISSING, model.line(), "mandatory states are missing: no stage means " + left);
        }
    }

    private void start() {
        contract.creations().forEach(this::start);
    }

    private void start(Transition<S, A> creation) {
        for (Flow first : model.from(model.start().id())) {
            for (Node.Stand target : ways.targets(first, Labels.of(creation.action()))) {
                if (!target.state().equals(Optional.of(creation.to().name()))) {
                    findings.error(
                            Rule.START_STATE,
                            first,
                            "a ticket would start at " + target.id() + ", in the state " + shown(target)
                                    + "; by " + Labels.of(creation.action()) + " the contract starts in "
                                    + creation.to());
                }
            }
        }
    }

    private void stage(Node.Stage stage) {
        for (Flow flow : model.from(stage.id())) {
            if (flow.condition().isEmpty()) {
                findings.error(
                        Rule.CONDITION,
                        flow,
                        "it leaves the stage " + stage.id()
                                + " and needs a condition that names its action, such as ${action == '" + actions.get(0)
                                + "'}");
                continue;
            }
            List<String> taken =
                    actions.stream().filter(action -> ways.isOpen(flow, action)).toList();
            if (taken.isEmpty() || !canHold(flow)) {
                findings.error(Rule.NEVER, flow, "no action ever takes the flow " + flow.id());
            }
            legal(state(stage.id()), taken, flow);
        }
    }

    private void gateways() {
        Map<String, Set<String>> arriving = new Arrivals(model, ways, contract).actions();
        for (Node.Gateway gateway : model.all(Node.Gateway.class)) {
            Set<String> here = arriving.getOrDefault(gateway.id(), Set.of());
            model.from(gateway.id()).stream()
                    .filter(flow -> flow.condition().isPresent())
                    .forEach(flow -> gateway(flow, here));
        }
    }

    private void gateway(Flow flow, Set<String> arriving) {
        if (!canHold(flow)) {
            findings.error(Rule.NEVER, flow, "no ticket ever takes the flow " + flow.id());
        } else if (!arriving.isEmpty() && !canHold(flow, arriving)) {
            findings.error(
                    Rule.NEVER,
                    flow,
                    "no ticket ever takes the flow " + flow.id() + ": the actions that lead to " + flow.from() + " are "
                            + arriving);
        }
    }

    private boolean canHold(Flow flow) {
        return canHold(flow, actions);
    }

    /** Whether its condition can hold for one of some actions; where that cannot be decided it may. */
    private boolean canHold(Flow flow, Collection<String> some) {
        if (some.stream().anyMatch(action -> ways.truth(flow, Optional.of(action)) == Truth.TRUE)) {
            return true;
        }
        if (some.stream().noneMatch(action -> ways.isOpen(flow, action))) {
            return false;
        }
        Condition condition = flow.condition().orElseThrow();
        boolean reads = condition.names().contains(Facts.ACTION);
        Cases.Answer answer = cases.example(
                List.of(condition), facts -> (!reads || isOneOf(some, facts)) && condition.test(facts) == Truth.TRUE);
        return !answer.decided() || answer.example().isPresent();
    }

    private static boolean isOneOf(Collection<String> some, Facts facts) {
        return facts.read(Facts.ACTION)
                .value()
                .filter(action -> some.contains(action.toString()))
                .isPresent();
    }

    private void legal(S from, List<String> taken, Flow flow) {
        Map<Node.Stand, List<String>> illegal = new LinkedHashMap<>();
        for (String action : taken) {
            for (Node.Stand target : ways.targets(flow, action)) {
                if (!isLegal(from, action, target)) {
                    illegal.computeIfAbsent(target, it -> new ArrayList<>()).add(action);
                }
            }
        }
        illegal.forEach((target, some) -> findings.error(
                Rule.ILLEGAL_TRANSITION,
                flow,
                "it would let " + some + " lead from " + from + " to " + shown(target) + " (" + target.id()
                        + "), which the contract does not allow"));
    }

    private void legal(S from, String action, Flow flow) {
        legal(from, List.of(action), flow);
    }

    /** Where a ticket that stands at a stage may stand next. */
    private Set<Node.Stand> next(Node.Stage stage) {
        Set<Node.Stand> next = new LinkedHashSet<>();
        for (String action : actions) {
            ways.open(stage, action).forEach(flow -> next.addAll(ways.targets(flow, action)));
        }
        model.timers(stage.id()).stream()
                .filter(Node.Timer::interrupts)
                .forEach(timer -> model.from(timer.id())
                        .forEach(flow ->
                                next.addAll(ways.targets(flow, timer.action().orElse("")))));
        return next;
    }

    private boolean isLegal(S from, String action, Node.Stand target) {
        return contract.transitions().stream()
                .anyMatch(row -> row.moves()
                        && row.from().equals(Optional.of(from))
                        && Labels.of(row.action()).equals(action)
                        && target.state().equals(Optional.of(row.to().name())));
    }

    /** A ticket waits at a step in the background, so it must be clear in which state. */
    private void background(Node.Step step) {
        if (step.background().isEmpty()) {
            return;
        }
        if (step.id().length() > Node.Step.LONGEST_IN_BACKGROUND) {
            findings.error(
                    Rule.ID_TOO_LONG,
                    step,
                    "its id is too long for a step in the background; up to " + Node.Step.LONGEST_IN_BACKGROUND
                            + " characters are allowed");
        }
        Set<String> states = ways.targets(step).stream()
                .flatMap(stand -> stand.state().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        boolean stays = states.size() == 1
                && contract.advance()
                        .filter(advance -> !contract.rows(
                                        named(states.iterator().next()).orElseThrow(), advance)
                                .isEmpty())
                        .isPresent();
        if (!stays) {
            findings.error(
                    Rule.STATE,
                    step,
                    "a ticket waits at it while it runs in the background, so all ways on must lead to one state that is"
                            + " not an end; they lead to " + states);
        }
    }

    private static String shown(Node.Stand stand) {
        return stand.state().orElse("none");
    }
}
