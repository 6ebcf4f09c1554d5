package org.itsm4j.bpmn.internal.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Collects findings. Not thread-safe. */
public final class Findings {
    /** So that a file made of faults does not make a report without end; the first of each rule is always there. */
    private static final int MOST = 200;

    private static final int MOST_OF_A_RULE = 20;

    private final List<Found> found = new ArrayList<>();
    private final Map<Rule, Integer> errors = new EnumMap<>(Rule.class);
    private final Map<Rule, Integer> warnings = new EnumMap<>(Rule.class);
    private final Set<Rule> broken = EnumSet.noneOf(Rule.class);

    void error(Rule rule, Markup at, String what) {
        add(rule, true, at.reference(), at.line(), what);
    }

    /** As the other; the words are made only if they are kept. */
    void error(Rule rule, Markup at, Supplier<String> what) {
        if (keeps(rule, true)) {
            found.add(new Found(rule, true, at.reference(), at.line(), what.get()));
        }
    }

    void warning(Rule rule, Markup at, String what) {
        add(rule, false, at.reference(), at.line(), what);
    }

    /**
     * @param rule the rule that is broken
     * @param at where
     * @param what what is there
     */
    public void error(Rule rule, Node at, String what) {
        add(rule, true, at.id(), at.line(), what);
    }

    /**
     * @param rule the rule in question
     * @param at where
     * @param what what is there
     */
    public void warning(Rule rule, Node at, String what) {
        add(rule, false, at.id(), at.line(), what);
    }

    /**
     * @param rule the rule that is broken
     * @param at where
     * @param what what is there
     */
    public void error(Rule rule, Flow at, String what) {
        add(rule, true, at.id(), at.line(), what);
    }

    /**
     * @param rule the rule in question
     * @param at where
     * @param what what is there
     */
    public void warning(Rule rule, Flow at, String what) {
        add(rule, false, at.id(), at.line(), what);
    }

    /**
     * @param rule the rule that is broken
     * @param line where
     * @param what what is there
     */
    public void error(Rule rule, int line, String what) {
        add(rule, true, "", line, what);
    }

    private void add(Rule rule, boolean error, String element, int line, String what) {
        if (keeps(rule, error)) {
            found.add(new Found(rule, error, element, line, what));
        }
    }

    /** Warnings of a rule do not count for its errors: however many there are, the first error is kept. */
    private boolean keeps(Rule rule, boolean error) {
        int number = (error ? errors : warnings).merge(rule, 1, Integer::sum);
        if (error) {
            broken.add(rule);
        }
        return number == 1 || number <= MOST_OF_A_RULE && found.size() < MOST;
    }

    /** @return whether a rule is broken */
    public boolean hasErrors() {
        return !broken.isEmpty();
    }

    /**
     * @param rules some rules
     * @return whether one of them is broken
     */
    public boolean hasAny(Set<Rule> rules) {
        return broken.stream().anyMatch(rules::contains);
    }

    /** @return what was found, errors first, each in the order of the file */
    public List<Found> sorted() {
        List<Found> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing((Found it) -> !it.error()).thenComparing(Found::line));
        return List.copyOf(sorted.stream().distinct().toList());
    }

    /** The file cannot be read at all. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Found found;

        Unreadable(Rule rule, int line, String what) {
            super(what, null, false, false);
            found = new Found(rule, true, "", line, what);
        }

        /** @return why */
        public Found found() {
            return found;
        }
    }
}
