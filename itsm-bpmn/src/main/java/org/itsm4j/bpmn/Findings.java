package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.itsm4j.bpmn.Finding.Severity;

/** Collects findings. Not thread-safe. */
final class Findings {
    /** So that a file made of faults does not make a report without end; the first of each rule is always there. */
    private static final int MOST = 200;

    private static final int MOST_OF_A_RULE = 20;

    private static final int QUOTED = 80;
    private static final int LISTED = 40;

    private final List<Finding> found = new ArrayList<>();
    private final Map<Severity, Map<Rule, Integer>> counts = new EnumMap<>(Severity.class);
    private final Set<Rule> broken = EnumSet.noneOf(Rule.class);

    void error(Rule rule, Markup at, String what) {
        add(rule, Severity.ERROR, at.reference(), at.line(), what);
    }

    /** As the other; the words are made only if they are kept. */
    void error(Rule rule, Markup at, Supplier<String> what) {
        if (keeps(rule, Severity.ERROR)) {
            found.add(new Finding(rule.id(), Severity.ERROR, at.reference(), at.line(), what.get(), rule.hint()));
        }
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
        if (keeps(rule, severity)) {
            found.add(new Finding(rule.id(), severity, element, line, what, rule.hint()));
        }
    }

    /** Warnings of a rule do not count for its errors: however many there are, the first error is kept. */
    private boolean keeps(Rule rule, Severity severity) {
        int number = counts.computeIfAbsent(severity, it -> new EnumMap<>(Rule.class))
                .merge(rule, 1, Integer::sum);
        if (severity == Severity.ERROR) {
            broken.add(rule);
        }
        return number == 1 || number <= MOST_OF_A_RULE && found.size() < MOST;
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
        return clean(text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text);
    }

    /** All of a text, but for what would break a line or turn its direction. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(Names.isPlain(c) ? c : '?'));
        return clean.toString();
    }

    /** The first of some ids or names. */
    static String listed(Collection<String> names) {
        return names.stream().limit(LISTED).map(Findings::quoted).collect(Collectors.joining(", ", "[", ""))
                + (names.size() > LISTED ? ", and " + (names.size() - LISTED) + " more]" : "]");
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
