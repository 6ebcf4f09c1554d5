package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;

/** Proves that a diagram makes no step that its contract does not have. */
final class LawCheck<S extends Enum<S>, A extends Enum<A>> {
    private final Model model;
    private final Contract<S, A> contract;
    private final Ways ways;
    private final Faults faults;
    private final Set<String> states;
    private final List<String> actions;

    private LawCheck(Model model, Contract<S, A> contract) {
        this.model = model;
        this.contract = contract;
        ways = new Ways(model);
        faults = new Faults(model.id());
        states = contract.states().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        actions = contract.actions().stream().map(Labels::of).toList();
    }

    /**
     * @throws org.itsm4j.error.ConfigurationException if it does, naming what and where
     */
    static <S extends Enum<S>, A extends Enum<A>> void check(Model model, Contract<S, A> contract) {
        LawCheck<S, A> check = new LawCheck<>(model, contract);
        check.all();
        check.faults.throwIfAny();
    }

    private void all() {
        if (!model.id().equals(DiagramCompiler.key(contract.name()))) {
            faults.add("its process must have the id " + DiagramCompiler.key(contract.name()));
        }
        model.all(Node.Stand.class).forEach(this::state);
        ConditionCheck conditions = new ConditionCheck(contract);
        for (Flow flow : model.flows()) {
            flow.condition()
                    .ifPresent(condition -> conditions.check(
                            condition,
                            problem -> faults.add(flow.line(), "the condition of " + flow.id() + ": " + problem)));
        }
        faults.throwIfAny(); // what follows reads states and conditions
        presence();
        start();
        model.all(Node.Stage.class).forEach(this::stage);
        model.all(Node.Timer.class).forEach(this::timer);
    }

    private void state(Node.Stand stand) {
        Optional<S> state = stand.state().flatMap(this::named);
        if (state.isEmpty()) {
            faults.add(
                    stand.line(),
                    stand.id()
                            + (stand.state().isEmpty()
                                    ? " needs <itsm:stage state=\"...\"/> in its extension elements"
                                    : " means the state "
                                            + Faults.quoted(stand.state().get()) + ", which the contract does not have")
                            + "; the states: " + states);
        } else if (contract.isTerminal(state.get()) != stand instanceof Node.End) {
            faults.add(
                    stand.line(),
                    stand.id() + " means the state " + state.get() + ", which is drawn as "
                            + (contract.isTerminal(state.get()) ? "an end event" : "a user task"));
        }
    }

    private Optional<S> named(String state) {
        return Arrays.stream(contract.stateClass().getEnumConstants())
                .filter(it -> it.name().equals(state))
                .findFirst();
    }

    private void presence() {
        Set<String> there = model.all(Node.Stand.class).stream()
                .flatMap(stand -> stand.state().stream())
                .collect(Collectors.toSet());
        for (S state : contract.states()) {
            if (!contract.optional().contains(state) && !there.contains(state.name())) {
                faults.add("no stage means the state " + state + ", which may not be left out");
            }
        }
    }

    private void start() {
        Transition<S, A> creation = contract.creation();
        Flow first = model.from(model.start().id()).get(0);
        for (Node.Stand target : ways.targets(first, Labels.of(creation.action()))) {
            if (!target.state().equals(Optional.of(creation.to().name()))) {
                faults.add(
                        first.line(),
                        "a ticket would start at " + target.id() + ", in the state " + state(target.state()) + "; the"
                                + " contract starts in " + creation.to());
            }
        }
    }

    private void stage(Node.Stage stage) {
        S from = named(stage.state().orElseThrow()).orElseThrow();
        for (Flow flow : model.from(stage.id())) {
            if (flow.condition().isEmpty()) {
                faults.add(
                        flow.line(),
                        "the flow " + flow.id() + " out of " + stage.id()
                                + " needs a condition that names its action, such as ${action == '" + actions.get(0)
                                + "'}");
                continue;
            }
            List<String> taken = actions.stream()
                    .filter(action -> ways.open(stage, action).contains(flow))
                    .toList();
            if (taken.isEmpty()) {
                faults.add(flow.line(), "no action ever takes the flow " + flow.id());
            }
            legal(from, taken, flow);
        }
        for (String action : actions) {
            List<Flow> certain = model.from(stage.id()).stream()
                    .filter(flow -> flow.condition()
                            .map(it -> it.test(Facts.assuming(action)))
                            .equals(Optional.of(Truth.TRUE)))
                    .toList();
            if (certain.size() > 1) {
                faults.add(
                        stage.line(),
                        "the action " + action + " leaves " + stage.id() + " by several flows at once: "
                                + certain.stream().map(Flow::id).toList());
            }
        }
    }

    private void timer(Node.Timer timer) {
        Node.Stage stage = (Node.Stage) Objects.requireNonNull(model.nodes().get(timer.stage()));
        S from = named(stage.state().orElseThrow()).orElseThrow();
        if (timer.delay() instanceof Delay.Stated stated
                && contract.facts().stream()
                        .filter(fact -> fact.type() == java.time.Duration.class)
                        .map(Fact::name)
                        .noneMatch(stated.fact()::equals)) {
            faults.add(
                    timer.line(),
                    "the timer " + timer.id() + " waits for " + stated.fact() + ", which is no fact of"
                            + " type Duration");
        }
        boolean system = contract.transitions().stream()
                .anyMatch(row -> row.moves()
                        && row.from().equals(Optional.of(from))
                        && Labels.of(row.action()).equals(timer.action())
                        && row.who().contains(Role.SYSTEM)
                        && row.requires().isEmpty()); // a timer has no text to give
        if (!system) {
            faults.add(
                    timer.line(),
                    "the timer " + timer.id() + " gives the action " + Faults.quoted(timer.action())
                            + ", which the contract does not let the system give by itself in the state " + from);
        }
        model.from(timer.id()).forEach(flow -> legal(from, List.of(timer.action()), flow));
    }

    private void legal(S from, List<String> taken, Flow flow) {
        Map<Node.Stand, List<String>> illegal = new LinkedHashMap<>();
        for (String action : taken) {
            for (Node.Stand target : ways.targets(flow, action)) {
                if (!isLegal(from, action, target)) {
                    illegal.computeIfAbsent(target, it -> new ArrayList<>()).add(Faults.quoted(action));
                }
            }
        }
        illegal.forEach((target, some) -> faults.add(
                flow.line(),
                "the flow " + flow.id() + " would let " + some + " lead from " + from + " to " + state(target.state())
                        + " (" + target.id() + "), which the contract does not allow"));
    }

    private boolean isLegal(S from, String action, Node.Stand target) {
        return contract.transitions().stream()
                .anyMatch(row -> row.moves()
                        && row.from().equals(Optional.of(from))
                        && Labels.of(row.action()).equals(action)
                        && target.state().equals(Optional.of(row.to().name())));
    }

    private static String state(Optional<String> state) {
        return state.orElse("none");
    }
}
