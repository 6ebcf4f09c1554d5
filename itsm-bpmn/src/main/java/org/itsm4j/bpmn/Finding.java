package org.itsm4j.bpmn;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.itsm4j.bpmn.internal.model.Found;

/**
 * What {@link DiagramCheck} has found in a diagram. Immutable.
 *
 * @param rule the id of the rule, such as {@code cycle-without-wait}; it stays the same between versions
 * @param severity whether the diagram is refused for it
 * @param element the id of the element, or its name if it has none; empty if it is about the whole file
 * @param line the line of the file, from 1
 * @param what what is there and what the rule says of it; what it quotes of the file is cut and cleaned
 * @param hint what to draw instead
 */
public record Finding(String rule, Severity severity, String element, int line, String what, String hint)
        implements Serializable {
    /** How grave it is. */
    public enum Severity {
        /** The diagram is refused. */
        ERROR,
        /** The diagram is accepted; it may not do what was meant. */
        WARNING
    }

    /** Refuses absent parts. */
    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(hint, "hint");
    }

    static List<Finding> of(List<Found> found) {
        return found.stream()
                .map(it -> new Finding(
                        it.rule().id(),
                        it.error() ? Severity.ERROR : Severity.WARNING,
                        it.element(),
                        it.line(),
                        it.what(),
                        it.rule().hint()))
                .toList();
    }

    /** @return whether the diagram is refused for it */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** @return {@code 42 no-way-out review: what is wrong; what to do}, to be put behind the name of the file and a colon */
    @Override
    public String toString() {
        return line + " " + (isError() ? "" : "warning ") + rule + (element.isEmpty() ? "" : " " + element) + ": "
                + what + "; " + hint;
    }
}
