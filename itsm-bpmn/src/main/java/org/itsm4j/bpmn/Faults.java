package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.List;
import org.itsm4j.error.ConfigurationException;

/** What is wrong with a diagram. Everything that comes out of the diagram is cut and cleaned before it is quoted. */
final class Faults {
    private static final int SHOWN = 10;
    private static final int QUOTED = 80;

    private final String diagram;
    private final List<String> found = new ArrayList<>();

    Faults(String diagram) {
        this.diagram = diagram;
    }

    void add(int line, String problem) {
        found.add("line " + line + ": " + problem);
    }

    void add(String problem) {
        found.add(problem);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            int left = found.size() - SHOWN;
            throw new ConfigurationException("Diagram " + quoted(diagram) + " is refused: "
                    + String.join("; ", found.subList(0, Math.min(SHOWN, found.size())))
                    + (left > 0 ? "; and " + left + " more" : ""));
        }
    }

    /** For what makes it impossible to read on. */
    static ConfigurationException refusal(int line, String problem) {
        return new ConfigurationException("The diagram is refused: line " + line + ": " + problem);
    }

    static String quoted(String text) {
        String cut = text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text;
        StringBuilder clean = new StringBuilder();
        cut.codePoints().forEach(c -> clean.appendCodePoint(Names.isPlain(c) ? c : '?'));
        return clean.toString();
    }
}
