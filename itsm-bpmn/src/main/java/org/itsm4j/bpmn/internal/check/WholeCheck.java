package org.itsm4j.bpmn.internal.check;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Cases;
import org.itsm4j.bpmn.internal.condition.Domains;
import org.itsm4j.bpmn.internal.condition.FactTypes;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.model.AllowList;
import org.itsm4j.bpmn.internal.model.Delay;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.Findings.Unreadable;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Found;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.ModelReader;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Rule;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.ticket.Labels;

/**
 * All checks of a diagram, in order: it is XML that can be read, it has only what is allowed, it names what is known, it
 * hangs together, and it keeps the law of its lifecycle. Immutable and thread-safe.
 */
public final class WholeCheck {
    /** With these there is no graph to walk, or one whose flows cannot be read. */
    private static final Set<Rule> UNWALKABLE = EnumSet.of(
            Rule.DANGLING_REFERENCE,
            Rule.NO_START,
            Rule.SEVERAL_STARTS,
            Rule.DUPLICATE_ID,
            Rule.ID,
            Rule.ID_TOO_LONG,
            Rule.TOO_LARGE,
            Rule.CONDITION,
            Rule.EXPRESSION);

    private final Optional<Terms> terms;
    /** By name; absent: any name goes. */
    private final Optional<Map<String, Class<?>>> facts;
    /** Absent: any name goes. */
    private final Optional<Set<String>> steps;

    /** Whether a check with terms follows, which knows better what facts can be. */
    private final boolean first;

    private WholeCheck(
            Optional<Terms> terms, Optional<Map<String, Class<?>>> facts, Optional<Set<String>> steps, boolean first) {
        this.terms = terms;
        this.facts = facts;
        this.steps = steps;
        this.first = first;
    }

    /**
     * @param terms the law, and what the host has registered
     * @return a check of everything
     */
    public static WholeCheck of(Terms terms) {
        return new WholeCheck(Optional.of(terms), Optional.of(FactTypes.of(terms)), Optional.of(terms.steps()), false);
    }

    /** @return a check of what a diagram could do to its host, whatever its lifecycle */
    public static WholeCheck safety() {
        return new WholeCheck(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * @return a check of safety before one with terms: where a gateway may have a gap for want of knowing what facts can be, it
     *     warns
     */
    public static WholeCheck first() {
        return new WholeCheck(Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    /**
     * @param names steps that are registered, beside those of the terms
     * @return a check with these
     */
    public WholeCheck steps(Set<String> names) {
        Set<String> all = new TreeSet<>(steps.orElse(Set.of()));
        all.addAll(names);
        return new WholeCheck(terms, facts, Optional.of(all), first);
    }

    /**
     * @param names facts whose type is not known here, beside those of the terms
     * @return a check with these
     */
    public WholeCheck facts(Set<String> names) {
        Map<String, Class<?>> all = new HashMap<>(facts.orElse(Map.of()));
        names.forEach(name -> all.putIfAbsent(name, Object.class));
        return new WholeCheck(terms, Optional.of(all), steps, first);
    }

    /**
     * What became of a file.
     *
     * @param model its model, if some part of it could be read
     * @param found what was found, errors first, each in the order of the file
     */
    public record Verdict(Optional<Model> model, List<Found> found) {
        /** @return whether the file is refused */
        public boolean isRefused() {
            return found.stream().anyMatch(Found::error);
        }
    }

    /**
     * Reads a file and finds what is wrong with it.
     *
     * @param file the bytes of a BPMN file
     * @return its model and what was found; of a file that cannot be read at all, why
     */
    public Verdict read(byte[] file) {
        Objects.requireNonNull(file, "file");
        Findings findings = new Findings();
        try {
            Markup root = MarkupReader.read(file);
            AllowList.check(root, findings);
            Optional<Model> model = ModelReader.read(root, findings);
            model.ifPresent(it -> graph(it, findings));
            return new Verdict(model, findings.sorted());
        } catch (Unreadable e) {
            return new Verdict(Optional.empty(), List.of(e.found()));
        }
    }

    private void graph(Model model, Findings findings) {
        if (terms.isEmpty() && !model.id().startsWith(Model.idOf(""))) {
            findings.error(
                    Rule.PROCESS_ID,
                    model.line(),
                    "its process is called " + Quote.of(model.id()) + "; ids that do not begin with " + Model.idOf("")
                            + " belong to the host");
        }
        Cases cases = new Cases(new Domains(facts.orElse(Map.of()), words(), present(), actions()));
        knownNames(model, findings);
        ShapeCheck.check(model, cases, !first, findings);
        if (terms.isPresent() && !findings.hasAny(UNWALKABLE)) {
            LawCheck.check(model, terms.get(), cases, findings);
        }
    }

    /** The flags and choices that every ticket has: those of the contract, but for a state that it may never have been in. */
    private Set<String> present() {
        Set<String> present = new TreeSet<>(Set.of(Facts.APPROVAL));
        terms.ifPresent(it -> it.contract().facts().stream()
                .filter(fact -> fact.type() != it.contract().stateClass())
                .forEach(fact -> present.add(fact.name())));
        return present;
    }

    private Map<String, List<String>> words() {
        return terms.map(FactTypes::words).orElse(Map.of());
    }

    private List<String> actions() {
        return terms.map(it -> it.contract().actions().stream()
                        .map(action -> Labels.of((Enum<?>) action))
                        .toList())
                .orElse(List.of());
    }

    /** Sees that steps, facts and approvals that are named are known. */
    private void knownNames(Model model, Findings findings) {
        model.all(Node.Step.class).forEach(step -> step(step, findings));
        model.all(Node.Timer.class).forEach(timer -> timer(timer, findings));
        facts.ifPresent(known -> {
            ConditionCheck conditions = new ConditionCheck(known, words(), Set.copyOf(actions()));
            for (Flow flow : model.flows()) {
                flow.condition()
                        .ifPresent(condition -> conditions.check(
                                condition,
                                problem -> findings.error(Rule.CONDITION, flow, "in its condition " + problem)));
                approval(model, flow, findings);
            }
        });
        terms.ifPresent(it -> model.all(Node.Stage.class)
                .forEach(stage -> stage.approval()
                        .filter(approval -> !it.approvals().contains(approval))
                        .ifPresent(approval -> findings.error(
                                Rule.APPROVAL,
                                stage,
                                "it waits for the approval " + Quote.of(approval) + ", which is not known; known: "
                                        + new TreeSet<>(it.approvals())))));
        model.all(Node.Stage.class).stream()
                .flatMap(stage -> stage.tasks().stream())
                .forEach(tasks -> knownNames(tasks, findings));
    }

    private void approval(Model model, Flow flow, Findings findings) {
        boolean reads = terms.isPresent()
                && flow.condition()
                        .filter(it -> it.names().contains(Facts.APPROVAL))
                        .isPresent();
        if (reads
                && !(model.nodes().get(flow.from()) instanceof Node.Stage stage
                        && stage.approval().isPresent())) {
            findings.error(Rule.APPROVAL, flow, "it reads the approval, but does not leave a stage that waits for one");
        }
    }

    /** With a contract, {@link TimerCheck} looks at more than the name. */
    private void timer(Node.Timer timer, Findings findings) {
        if (terms.isEmpty()
                && timer.delay() instanceof Delay.Stated stated
                && facts.filter(known -> !known.containsKey(stated.fact())).isPresent()) {
            findings.error(Rule.TIMER, timer, "it waits for " + Quote.of(stated.fact()) + ", which is no known fact");
        }
    }

    private void step(Node.Step step, Findings findings) {
        if (!step.handler().isEmpty()
                && steps.filter(known -> !known.contains(step.handler())).isPresent()) {
            findings.error(
                    Rule.UNKNOWN_STEP,
                    step,
                    "the step " + Quote.of(step.handler()) + " is not registered; registered: "
                            + steps.get().stream().sorted().collect(Collectors.joining(", ", "[", "]")));
        }
    }
}
