package org.itsm4j.bpmn;

import java.util.List;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.error.ConfigurationException;

/** A diagram that is not to be run, with all that {@link DiagramCheck} has found in it. */
public final class DiagramRefusedException extends ConfigurationException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    private final List<Finding> findings;

    DiagramRefusedException(String diagram, List<Finding> findings) {
        super(message(diagram, findings.stream().filter(Finding::isError).toList()));
        this.findings = List.copyOf(findings);
    }

    private static String message(String diagram, List<Finding> errors) {
        int left = errors.size() - SHOWN;
        return (diagram.isEmpty() ? "The diagram" : "Diagram " + Quote.of(diagram)) + " is refused: "
                + String.join(
                        "; ",
                        errors.subList(0, Math.min(SHOWN, errors.size())).stream()
                                .map(finding -> "line " + finding)
                                .toList())
                + (left > 0 ? "; and " + left + " more" : "");
    }

    /** @return what was found, errors first; warnings may be among it */
    public List<Finding> findings() {
        return findings;
    }
}
