package org.itsm4j.bpmn;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.itsm4j.bpmn.Findings.Unreadable;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.ticket.Labels;

/**
 * Proves that a diagram is harmless and within the law of its lifecycle, before it runs: a pure function from the bytes of a
 * file to findings. It opens nothing, runs nothing and asks no database. Immutable and thread-safe.
 *
 * <pre>{@code
 * List<Finding> findings = DiagramCheck.of(Terms.of(IncidentContract.get())).check(Files.readAllBytes(file));
 * }</pre>
 *
 * The rules: the file is UTF-8 XML of up to 1 MiB, 20 levels and 500 elements without a DOCTYPE; it has only elements,
 * attributes and expressions of a short list; it hangs together; and for a lifecycle: it makes no transition that the
 * contract does not have, offers each that it asks for, passes every gate, and can always reach an end. As a command: {@link
 * #main}. In a test: {@link #verify(byte[])}.
 */
public final class DiagramCheck {
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

    private DiagramCheck(Optional<Terms> terms, Optional<Map<String, Class<?>>> facts, Optional<Set<String>> steps) {
        this.terms = terms;
        this.facts = facts;
        this.steps = steps;
    }

    /**
     * @param terms the law, and what the host has registered
     * @return a check of everything
     */
    public static DiagramCheck of(Terms terms) {
        return new DiagramCheck(Optional.of(terms), Optional.of(types(terms)), Optional.of(terms.steps()));
    }

    /** What conditions may read, by name, with its type. */
    static Map<String, Class<?>> types(Terms terms) {
        Map<String, Class<?>> types = new HashMap<>();
        terms.facts().forEach(fact -> types.put(fact.name(), fact.type()));
        types.put(Facts.WAY, String.class);
        types.put(Facts.APPROVAL, ApprovalWords.class);
        return types;
    }

    /** @return a check of what a diagram could do to its host, whatever its lifecycle; any name of a step or a fact goes */
    public static DiagramCheck safety() {
        return new DiagramCheck(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param names the steps that are registered, beside those of the terms
     * @return a check with these; a diagram that names another is refused
     */
    public DiagramCheck steps(Set<String> names) {
        Set<String> all = new TreeSet<>(steps.orElse(Set.of()));
        all.addAll(names);
        return new DiagramCheck(terms, facts, Optional.of(all));
    }

    /**
     * @param names facts whose type is not known here, beside those of the terms
     * @return a check with these; a condition that reads another is refused
     */
    public DiagramCheck facts(Set<String> names) {
        Map<String, Class<?>> all = new HashMap<>(facts.orElse(Map.of()));
        names.forEach(name -> all.putIfAbsent(name, Object.class));
        return new DiagramCheck(terms, Optional.of(all), steps);
    }

    /**
     * @param file the bytes of a BPMN file
     * @return what was found, errors first, in the order of the file; up to 20 for a rule; empty if there is nothing to say
     */
    public List<Finding> check(byte[] file) {
        Findings findings = new Findings();
        try {
            read(file, findings);
        } catch (Unreadable e) {
            return List.of(e.finding());
        }
        return findings.sorted();
    }

    /**
     * For users' own tests.
     *
     * @param file the bytes of a BPMN file
     * @throws DiagramRefusedException if an error is found; it has all findings
     */
    public void verify(byte[] file) {
        List<Finding> found = check(file);
        if (found.stream().anyMatch(Finding::isError)) {
            throw new DiagramRefusedException("", found);
        }
    }

    /**
     * @param diagram a diagram
     * @return as {@link #check(byte[])}
     */
    public List<Finding> check(Diagram diagram) {
        return check(diagram.bytes());
    }

    /**
     * For users' own tests.
     *
     * @param diagram a diagram
     * @throws DiagramRefusedException if an error is found; it has all findings
     */
    public void verify(Diagram diagram) {
        List<Finding> found = check(diagram);
        if (found.stream().anyMatch(Finding::isError)) {
            throw new DiagramRefusedException(diagram.id(), found);
        }
    }

    /** Reads a file and finds what is wrong with it; the model is there if some part of it could be read. */
    Optional<Model> read(byte[] file, Findings findings) {
        Markup root = MarkupReader.read(Objects.requireNonNull(file, "file"));
        AllowList.check(root, findings);
        Optional<Model> model = ModelReader.read(root, findings);
        model.ifPresent(it -> look(it, findings));
        return model;
    }

    private void look(Model model, Findings findings) {
        if (terms.isEmpty() && !model.id().startsWith(DiagramCompiler.key(""))) {
            findings.error(
                    Rule.PROCESS_ID,
                    model.line(),
                    "its process is called " + Findings.quoted(model.id()) + "; ids that do not begin with "
                            + DiagramCompiler.key("") + " belong to the host");
        }
        Cases cases = new Cases(new Domains(facts.orElse(Map.of()), present(), actions()));
        names(model, findings);
        ShapeCheck.check(model, cases, findings);
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

    private List<String> actions() {
        return terms.map(it -> it.contract().actions().stream()
                        .map(action -> Labels.of((Enum<?>) action))
                        .toList())
                .orElse(List.of());
    }

    /** Sees that steps, facts and approvals that are named are known. */
    private void names(Model model, Findings findings) {
        model.all(Node.Step.class).forEach(step -> step(step, findings));
        model.all(Node.Timer.class).forEach(timer -> timer(timer, findings));
        facts.ifPresent(known -> {
            ConditionCheck conditions = new ConditionCheck(known, Set.copyOf(actions()));
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
                                "it waits for the approval " + Findings.quoted(approval)
                                        + ", which is not known; known: " + new TreeSet<>(it.approvals())))));
        model.all(Node.Stage.class).stream()
                .flatMap(stage -> stage.tasks().stream())
                .forEach(tasks -> names(tasks, findings));
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
            findings.error(
                    Rule.TIMER, timer, "it waits for " + Findings.quoted(stated.fact()) + ", which is no known fact");
        }
    }

    private void step(Node.Step step, Findings findings) {
        if (!step.handler().isEmpty()
                && steps.filter(known -> !known.contains(step.handler())).isPresent()) {
            findings.error(
                    Rule.UNKNOWN_STEP,
                    step,
                    "its delegate, the step " + Findings.quoted(step.handler())
                            + ", is not on the allow list of registered steps: "
                            + steps.get().stream().sorted().collect(Collectors.joining(", ", "[", "]")));
        }
    }

    /** What a decision can be; conditions compare it by these names. */
    enum ApprovalWords {
        PENDING,
        APPROVED,
        REJECTED
    }

    /**
     * The check as a command: {@code DiagramCheck --lifecycle incident|none [--steps a,b] [--facts x,y] [--calendars c]
     * [--approvals d] [--format text|json] my.bpmn other.bpmn}. Prints one finding a line, {@code my.bpmn:42 rule-id element:
     * what; hint}; the exit code is 0 if all files are clean (warnings do not count), 1 if one is refused, 2 if the command
     * cannot be understood or a file cannot be read. {@code none} checks safety alone.
     *
     * @param arguments the arguments of the command
     */
    public static void main(String[] arguments) {
        System.exit(new DiagramCheckCommand(System.out, System.err).run(List.of(arguments)));
    }
}
