package org.itsm4j.bpmn;

import java.util.List;
import java.util.Set;
import org.itsm4j.bpmn.internal.check.WholeCheck;
import org.itsm4j.lifecycle.Terms;

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
    private final WholeCheck whole;

    private DiagramCheck(WholeCheck whole) {
        this.whole = whole;
    }

    /**
     * @param terms the law, and what the host has registered
     * @return a check of everything
     */
    public static DiagramCheck of(Terms terms) {
        return new DiagramCheck(WholeCheck.of(terms));
    }

    /** @return a check of what a diagram could do to its host, whatever its lifecycle; any name of a step or a fact goes */
    public static DiagramCheck safety() {
        return new DiagramCheck(WholeCheck.safety());
    }

    /**
     * @param names the steps that are registered, beside those of the terms
     * @return a check with these; a diagram that names another is refused
     */
    public DiagramCheck steps(Set<String> names) {
        return new DiagramCheck(whole.steps(names));
    }

    /**
     * @param names facts whose type is not known here, beside those of the terms
     * @return a check with these; a condition that reads another is refused
     */
    public DiagramCheck facts(Set<String> names) {
        return new DiagramCheck(whole.facts(names));
    }

    /**
     * @param file the bytes of a BPMN file
     * @return what was found, errors first, in the order of the file; up to 20 for a rule; empty if there is nothing to say
     */
    public List<Finding> check(byte[] file) {
        return Finding.of(whole.read(file).found());
    }

    /**
     * For users' own tests.
     *
     * @param file the bytes of a BPMN file
     * @throws DiagramRefusedException if an error is found; it has all findings
     */
    public void verify(byte[] file) {
        refuse("", check(file));
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
        refuse(diagram.id(), check(diagram));
    }

    private static void refuse(String id, List<Finding> found) {
        if (found.stream().anyMatch(Finding::isError)) {
            throw new DiagramRefusedException(id, found);
        }
    }

    /**
     * The check as a command: {@code DiagramCheck --lifecycle incident|none [--steps a,b] [--facts x,y] [--calendars c]
     * [--approvals d] [--format text|json] my.bpmn other.bpmn}. Prints one finding a line, {@code my.bpmn:42 rule-id element:
     * what; hint}, and a line for each file; the exit code is 0 if all files are clean (warnings do not count), 1 if one is refused, 2 if the command
     * cannot be understood, a file cannot be read, the output cannot be written, or the check itself fails. {@code none} checks safety alone.
     *
     * @param arguments the arguments of the command
     */
    public static void main(String[] arguments) {
        int exit = DiagramCheckCommand.UNUSABLE;
        try {
            exit = new DiagramCheckCommand(System.out, System.err).run(List.of(arguments));
        } catch (RuntimeException | LinkageError e) { // such as a class path that lacks something: no verdict
            System.err.println("DiagramCheck itself failed: " + e);
        }
        System.exit(exit);
    }
}
