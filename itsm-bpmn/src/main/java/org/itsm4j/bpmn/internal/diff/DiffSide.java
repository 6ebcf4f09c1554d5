package org.itsm4j.bpmn.internal.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.security.Role;

/** One of two diagrams, as their comparison reads it: in the order of its file. */
final class DiffSide {
    private final Model model;
    private final Law law;
    private final Map<String, Node.Stand> stands = new LinkedHashMap<>();
    private final Map<String, Effect> effects = new LinkedHashMap<>();

    DiffSide(Model model, Law law) {
        this.model = model;
        this.law = law;
        model.stands().forEach(stand -> stands.put(stand.id(), stand));
        law.creations().forEach(action -> effect(new Origin(model.start(), action)));
        for (Node.Stage stage : stages().values()) {
            law.actions(stage.state()).forEach(action -> effect(new Origin(stage, action)));
            interrupting(stage)
                    .forEach(timer -> effect(new Origin(timer, timer.action().orElse(""))));
        }
    }

    private void effect(Origin origin) {
        effects.put(origin.key(), new Effect(model, origin));
    }

    private List<Node.Timer> interrupting(Node.Stage stage) {
        return model.timers(stage.id()).stream().filter(Node.Timer::interrupts).toList();
    }

    Model model() {
        return model;
    }

    Law law() {
        return law;
    }

    /** Stages and ends of tickets, by id. */
    Map<String, Node.Stand> stands() {
        return stands;
    }

    Map<String, Node.Stage> stages() {
        return all(Node.Stage.class);
    }

    /** All nodes of a kind, by id. */
    <T extends Node> Map<String, T> all(Class<T> kind) {
        Map<String, T> all = new LinkedHashMap<>();
        model.all(kind).forEach(node -> all.put(node.id(), node));
        return all;
    }

    /** What moves do, by where they begin. */
    Map<String, Effect> effects() {
        return effects;
    }

    /** The steps that a timer runs beside its stage, by id. */
    List<Node.Step> beside(Node.Timer timer) {
        return timer.interrupts() ? List.of() : model.beside().steps(timer);
    }

    /** What people call an element. */
    String name(String id) {
        Node node = model.nodes().get(id);
        return node == null ? id : Quote.of(node.name());
    }

    String names(List<String> ids) {
        return DiffWords.list(ids.stream().map(this::name).toList());
    }

    /** {@code IN_PROGRESS}; {@code no state} if it says none. */
    static String state(Node.Stand stand) {
        return stand.state().map(Quote::of).orElse("no state");
    }

    /** {@code the stage In progress}, {@code the end Closed}. */
    static String called(Node.Stand stand) {
        return (stand instanceof Node.End ? "the end " : "the stage ") + Quote.of(stand.name());
    }

    /** Where a move begins and what is done, as a sentence begins: {@code in the stage In progress, resolve}. */
    String place(Origin origin) {
        return (origin.isStage()
                        ? "in the stage " + name(origin.node().id())
                        : origin.node() instanceof Node.Timer timer
                                ? "when the timer " + name(timer.id()) + " rings at the stage " + name(timer.stage())
                                : "at the start")
                + ", " + Quote.of(origin.action());
    }

    /** A transition, within a sentence: {@code on resolve from In progress to Resolved}. */
    String transition(Origin origin, Node.Stand to) {
        return "on " + Quote.of(origin.action())
                + (origin.isTimer() ? " by the timer " : " from ")
                + name(origin.node().id()) + " to "
                + name(to.id());
    }

    /** Who may do it; the system for what a timer gives. */
    Set<Role> who(Origin origin, Node.Stand to) {
        return origin.isTimer()
                ? Set.of(Role.SYSTEM)
                : law.who(
                        origin.node() instanceof Node.Stage stage ? stage.state() : Optional.empty(),
                        origin.action(),
                        to.state());
    }

    /** All conditions, with the actions that they read. */
    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        model.flows().forEach(flow -> flow.condition().ifPresent(conditions::add));
        return conditions;
    }
}
