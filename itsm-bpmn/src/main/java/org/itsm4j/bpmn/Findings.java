package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itsm4j.bpmn.Finding.Severity;

/** Collects findings. Not thread-safe. */
final class Findings {
    /** So that a file made of faults does not make a report without end; the first of each rule is always there. */
    private static final int MOST = 200;

    private static final int MOST_OF_A_RULE = 20;

    private static final int QUOTED = 80;

    private final List<Finding> found = new ArrayList<>();
    private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
    private final Set<Rule> broken = EnumSet.noneOf(Rule.class);

    void error(Rule rule, Markup at, String what) {
        add(rule, Severity.ERROR, at.reference(), at.line(), what);
    }

    void warning(Rule rule, Markup at, String what) {
        add(rule, Severity.WARNING, at.reference(), at.line(), what);
    }

    void error(Rule rule, Node at, String what) {
        add(rule, Severity.ERROR, at.id(), at.line(), what);
    }

    void warning(Rule rule, Node at, String what) {
        add(rule, Severity.WARNING, at.id(), at.line(), what);
    }

    void error(Rule rule, Flow at, String what) {
        add(rule, Severity.ERROR, at.id(), at.line(), what);
    }

    void warning(Rule rule, Flow at, String what) {
        add(rule, Severity.WARNING, at.id(), at.line(), what);
    }

    void error(Rule rule, int line, String what) {
        add(rule, Severity.ERROR, "", line, what);
    }

    private void add(Rule rule, Severity severity, String element, int line, String what) {
        int before = counts.merge(rule, 1, Integer::sum);
        if (severity == Severity.ERROR) {
            broken.add(rule);
        }
        if (before == 1 || before <= MOST_OF_A_RULE && found.size() < MOST) {
            found.add(new Finding(rule.id(), severity, element, line, what, rule.hint()));
        }
    }

    boolean hasErrors() {
        return !broken.isEmpty();
    }

    /** Whether one of these rules is broken. */
    boolean hasAny(Set<Rule> rules) {
        return broken.stream().anyMatch(rules::contains);
    }

    /** Errors first, each in the order of the file. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::line));
        return List.copyOf(sorted.stream().distinct().toList());
    }

    static String quoted(String text) {
        String cut = text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text;
        StringBuilder clean = new StringBuilder();
        cut.codePoints().forEach(c -> clean.appendCodePoint(Names.isPlain(c) ? c : '?'));
        return clean.toString();
    }

    /** The file cannot be read at all. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        Unreadable(Rule rule, int line, String what) {
            super(what, null, false, false);
            finding = new Finding(rule.id(), Severity.ERROR, "", line, what, rule.hint());
        }

        Finding finding() {
            return finding;
        }
    }
}
