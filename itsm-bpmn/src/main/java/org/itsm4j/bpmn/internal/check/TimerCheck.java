package org.itsm4j.bpmn.internal.check;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Delay;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Rule;
import org.itsm4j.bpmn.internal.model.SidePaths;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.ticket.Labels;

/** Proves that timers wait for what is known, and do what the contract lets the system do. */
final class TimerCheck<S extends Enum<S>, A extends Enum<A>> {
    private final Model model;
    private final Contract<S, A> contract;
    private final Terms terms;
    private final SidePaths side;
    private final Findings findings;

    TimerCheck(Model model, Contract<S, A> contract, Terms terms, Findings findings) {
        this.model = model;
        this.contract = contract;
        this.terms = terms;
        side = model.beside();
        this.findings = findings;
    }

    /** Tells the action that each interrupting timer gives, for the check of where it leads. */
    void check(BiConsumer<Node.Timer, String> gives) {
        for (Node.Timer timer : model.all(Node.Timer.class)) {
            Node host = model.nodes().get(timer.stage());
            if (!(host instanceof Node.Stage stage)) {
                findings.error(Rule.TIMER, timer, "it is not attached to a stage");
                continue;
            }
            waits(timer);
            if (timer.interrupts()) {
                action(timer, stage, gives);
            } else {
                beside(timer);
            }
        }
    }

    private void waits(Node.Timer timer) {
        if (timer.delay() instanceof Delay.Stated stated
                && terms.facts().stream()
                        .filter(fact -> fact.type() == Duration.class)
                        .map(Fact::name)
                        .noneMatch(stated.fact()::equals)) {
            findings.error(
                    Rule.TIMER,
                    timer,
                    "it waits for " + Quote.of(stated.fact()) + ", which is no fact of type Duration");
        }
        timer.calendar()
                .filter(calendar -> !terms.calendars().contains(calendar))
                .ifPresent(calendar -> findings.error(
                        Rule.CALENDAR,
                        timer,
                        "it counts the working time of " + Quote.of(calendar)
                                + ", a calendar that is not known; known: " + new TreeSet<>(terms.calendars())));
    }

    private void action(Node.Timer timer, Node.Stage stage, BiConsumer<Node.Timer, String> gives) {
        if (timer.action().isEmpty()) {
            findings.error(Rule.TIMER_ACTION, timer, "it interrupts its stage and gives no action");
            return;
        }
        String action = timer.action().get();
        List<Transition<S, A>> rows = contract.transitions().stream()
                .filter(row -> row.from().map(Enum::name).equals(stage.state())
                        && Labels.of(row.action()).equals(action)
                        && row.isForTimers())
                .toList();
        if (rows.isEmpty()) {
            findings.error(
                    Rule.TIMER_ACTION,
                    timer,
                    "it gives the action " + Quote.of(action)
                            + ", which the contract does not let a timer give in" + " the state "
                            + stage.state().orElse("none"));
            return;
        }
        data(timer, action, rows.get(0).wrong(timer.data()));
        gives.accept(timer, action);
    }

    private void data(Node.Timer timer, String action, List<String> wrong) {
        if (!wrong.isEmpty()) {
            findings.error(
                    Rule.TIMER_ACTION,
                    timer,
                    "with the action " + action + ", as attributes of <itsm:timer>: " + String.join(", ", wrong));
        }
    }

    private void beside(Node.Timer timer) {
        if (timer.action().isPresent() || !timer.data().isEmpty()) {
            findings.error(Rule.TIMER_ACTION, timer, "it does not interrupt its stage, so it cannot give an action");
        }
        Optional.ofNullable(side.misfits().get(timer.id()))
                .ifPresent(node -> findings.error(
                        Rule.TIMER_ACTION,
                        timer,
                        "it does not interrupt its stage, so its path has steps and an end without a state only, and not "
                                + Objects.requireNonNull(node).id()));
        if (side.steps(timer).isEmpty()) {
            findings.error(Rule.TIMER_ACTION, timer, "it does not interrupt its stage and runs no step");
        }
        side.steps(timer).stream()
                .filter(step -> step.background().isPresent())
                .forEach(step -> findings.warning(
                        Rule.NO_EFFECT, step, "the timer runs in the background already; async has no effect here"));
    }
}
