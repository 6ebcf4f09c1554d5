package org.itsm4j.bpmn.internal.condition;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.itsm4j.bpmn.internal.Quote;

/**
 * Tries conditions on all facts that can make a difference to them: see {@link Domains}. What holds for these holds for
 * every ticket. The work for one diagram is bounded. Not thread-safe.
 */
public final class Cases {
    /** Combinations for one question; where there are more, nothing is said. */
    static final int MOST = 20_000;
    /** Values read and compared for one diagram. */
    private static final long WORK = 10_000_000;
    /** What it costs to ask, for each value in the conditions. */
    private static final long TO_ASK = 100;

    private final Domains domains;
    private long left = WORK;

    /**
     * @param domains the values of facts to try
     */
    public Cases(Domains domains) {
        this.domains = domains;
    }

    /** @return the same with work of its own: for doubts, which must not use up what is needed to accept a diagram */
    public Cases forWarnings() {
        return new Cases(domains);
    }

    /**
     * @param conditions some conditions
     * @return the values to try, by the name of the fact
     */
    public Map<String, List<Optional<Object>>> domains(Collection<Condition> conditions) {
        return domains.of(conditions, Optional.empty(), Long.MAX_VALUE);
    }

    /**
     * Facts for which something is so.
     *
     * @param example such facts, in words
     * @param decided whether all were tried, or an example was found
     */
    public record Answer(Optional<String> example, boolean decided) {
        static final Answer UNDECIDED = new Answer(Optional.empty(), false);
    }

    /**
     * Looks for facts for which something is true of the conditions.
     *
     * @param conditions what reads the facts
     * @param wanted what is to be so
     * @return such facts, if there are any
     */
    public Answer example(Collection<Condition> conditions, Predicate<Facts> wanted) {
        return find(conditions, Optional.empty(), wanted);
    }

    /**
     * As the other, with the action given.
     *
     * @param conditions what reads the facts
     * @param action the action
     * @param wanted what is to be so
     * @return such facts, if there are any
     */
    public Answer example(Collection<Condition> conditions, String action, Predicate<Facts> wanted) {
        return find(conditions, Optional.of(action), wanted);
    }

    /** @return whether the work for this diagram is done, so that no further answer will be decided */
    public boolean isWornOut() {
        return left < 0;
    }

    private Answer find(Collection<Condition> conditions, Optional<String> action, Predicate<Facts> wanted) {
        long size = conditions.stream().mapToInt(Condition::size).sum();
        left -= size * TO_ASK;
        if (isWornOut()) {
            return Answer.UNDECIDED;
        }
        Map<String, List<Optional<Object>>> values = domains.of(conditions, action, MOST);
        long combinations = 1;
        for (List<Optional<Object>> some : values.values()) {
            combinations *= some.size();
        }
        if (combinations > MOST) {
            return Answer.UNDECIDED;
        }
        left -= combinations * size;
        if (isWornOut()) {
            return Answer.UNDECIDED;
        }
        Combination facts = new Combination(values);
        do {
            if (wanted.test(facts)) {
                return new Answer(Optional.of(words(facts.values(action.isPresent() ? Facts.ACTION : ""))), true);
            }
        } while (facts.next());
        return new Answer(Optional.empty(), true);
    }

    /** One value of each fact, then the next ones; without an object for each of what may be a million questions. */
    private static final class Combination implements Facts {
        private static final Reading NONE = new Reading(true, Domains.ABSENT);

        private final List<String> names;
        private final List<List<Reading>> readings;
        private final int[] at;
        private final Map<String, Reading> now = new HashMap<>();

        Combination(Map<String, List<Optional<Object>>> values) {
            names = List.copyOf(values.keySet());
            readings = names.stream()
                    .map(name -> values.get(name).stream()
                            .map(value -> new Reading(true, value))
                            .toList())
                    .toList();
            at = new int[names.size()];
            IntStream.range(0, at.length).forEach(this::put);
        }

        private void put(int i) {
            now.put(names.get(i), readings.get(i).get(at[i]));
        }

        boolean next() {
            for (int i = 0; i < at.length; i++) {
                at[i] = (at[i] + 1) % readings.get(i).size();
                put(i);
                if (at[i] > 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Reading read(String name) {
            return now.getOrDefault(name, NONE);
        }

        Map<String, Optional<Object>> values(String without) {
            Map<String, Optional<Object>> values = new LinkedHashMap<>();
            names.stream()
                    .filter(name -> !name.equals(without))
                    .forEach(name -> values.put(name, read(name).value()));
            return values;
        }
    }

    private static String words(Map<String, Optional<Object>> facts) {
        return facts.isEmpty()
                ? "always"
                : "when "
                        + String.join(
                                " and ",
                                facts.entrySet().stream()
                                        .map(it -> Quote.of(it.getKey())
                                                + it.getValue()
                                                        .map(value -> " is " + shown(value))
                                                        .orElse(" is absent"))
                                        .toList());
    }

    private static String shown(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        return value.equals(Domains.OTHER) ? "something else" : Quote.of(value.toString());
    }
}
