package org.itsm4j.bpmn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.itsm4j.bpmn.Condition.Operand;

/**
 * Tries conditions on all facts that can make a difference to them: each value they name, one they do not name, and none
 * at all. What holds for these holds for every ticket. The work for one diagram is bounded. Not thread-safe.
 */
final class Cases {
    /** Combinations for one question; where there are more, nothing is said. */
    static final int MOST = 20_000;
    /** Conditions tested for one diagram. */
    private static final long WORK = 2_000_000;

    private static final String OTHER = "\u2026"; // a value that no condition names
    private static final Optional<Object> ABSENT = Optional.empty();

    private final Map<String, Class<?>> types;
    private final List<String> actions;
    private long left = WORK;

    /**
     * @param types the types of the facts that are known to have one
     * @param actions the actions; empty if they are not known
     */
    Cases(Map<String, Class<?>> types, List<String> actions) {
        this.types = types;
        this.actions = actions;
    }

    /**
     * Facts for which something is so.
     *
     * @param example such facts, in words
     * @param decided whether all were tried, or an example was found
     */
    record Answer(Optional<String> example, boolean decided) {}

    /** Looks for facts for which something is true of the conditions. */
    Answer example(Collection<Condition> conditions, Predicate<Facts> wanted) {
        return find(conditions, Optional.empty(), wanted);
    }

    /** As the other, with the action given. */
    Answer example(Collection<Condition> conditions, String action, Predicate<Facts> wanted) {
        return find(conditions, Optional.of(action), wanted);
    }

    private Answer find(Collection<Condition> conditions, Optional<String> action, Predicate<Facts> wanted) {
        Map<String, List<Optional<Object>>> domains = domains(conditions);
        action.ifPresent(it -> domains.put(Facts.ACTION, List.of(Optional.of(it))));
        long combinations = 1;
        for (List<Optional<Object>> values : domains.values()) {
            combinations *= values.size();
            if (combinations > MOST) {
                return new Answer(Optional.empty(), false);
            }
        }
        List<String> names = new ArrayList<>(domains.keySet());
        left -= combinations * Math.max(1, conditions.size());
        if (left < 0) {
            return new Answer(Optional.empty(), false);
        }
        for (long number = 0; number < combinations; number++) {
            Map<String, Optional<Object>> values = combination(names, domains, number);
            if (wanted.test(name -> new Facts.Reading(true, values.getOrDefault(name, ABSENT)))) {
                values.remove(action.isPresent() ? Facts.ACTION : "");
                return new Answer(Optional.of(words(values)), true);
            }
        }
        return new Answer(Optional.empty(), true);
    }

    private static Map<String, Optional<Object>> combination(
            List<String> names, Map<String, List<Optional<Object>>> domains, long number) {
        Map<String, Optional<Object>> values = new LinkedHashMap<>();
        long rest = number;
        for (String name : names) {
            List<Optional<Object>> domain = domains.get(name);
            values.put(name, domain.get((int) (rest % domain.size())));
            rest /= domain.size();
        }
        return values;
    }

    private static String words(Map<String, Optional<Object>> values) {
        return values.isEmpty()
                ? "always"
                : "when "
                        + String.join(
                                " and ",
                                values.entrySet().stream()
                                        .map(it -> it.getKey()
                                                + it.getValue()
                                                        .map(value -> " is " + shown(value))
                                                        .orElse(" is absent"))
                                        .toList());
    }

    private static String shown(Object value) {
        return value.equals(OTHER) ? "something else" : Findings.quoted(value.toString());
    }

    /** The values to try, by the name of the fact. */
    Map<String, List<Optional<Object>>> domains(Collection<Condition> conditions) {
        Map<String, Set<Object>> named = new LinkedHashMap<>();
        conditions.forEach(condition -> collect(condition, named));
        share(conditions, named);
        Map<String, List<Optional<Object>>> domains = new LinkedHashMap<>();
        named.forEach((name, values) -> domains.put(name, domain(name, values)));
        return domains;
    }

    private List<Optional<Object>> domain(String name, Set<Object> named) {
        if (name.equals(Facts.ACTION)) {
            List<Object> known = new ArrayList<>(actions.isEmpty() ? named : Set.of());
            known.addAll(actions);
            if (actions.isEmpty()) {
                known.add(OTHER);
            }
            return known.stream().map(Optional::of).toList();
        }
        Class<?> type = types.getOrDefault(name, Object.class);
        if (type.isEnum()) {
            return List.of(type.getEnumConstants()).stream()
                    .map(it -> Optional.<Object>of(((Enum<?>) it).name()))
                    .toList();
        }
        if (type == Boolean.class) {
            return List.of(Optional.of(true), Optional.of(false));
        }
        Set<Object> values = new LinkedHashSet<>();
        for (Object value : named) {
            values.add(value);
            if (value instanceof BigDecimal number) {
                values.add(number.subtract(BigDecimal.ONE));
                values.add(number.add(BigDecimal.ONE));
            }
        }
        List<Optional<Object>> all =
                new ArrayList<>(values.stream().map(Optional::of).toList());
        all.add(ABSENT);
        return all;
    }

    /** Facts that are compared with each other can have each other's values. */
    private static void share(Collection<Condition> conditions, Map<String, Set<Object>> named) {
        conditions.forEach(condition -> pairs(condition).forEach(pair -> {
            Set<Object> both = new LinkedHashSet<>(named.get(pair.get(0)));
            both.addAll(named.get(pair.get(1)));
            both.add(BigDecimal.ZERO);
            named.put(pair.get(0), both);
            named.put(pair.get(1), both);
        }));
    }

    private static List<List<String>> pairs(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.parts().stream().flatMap(it -> pairs(it).stream()).toList();
        }
        if (condition instanceof Condition.Or or) {
            return or.parts().stream().flatMap(it -> pairs(it).stream()).toList();
        }
        if (condition instanceof Condition.Not not) {
            return pairs(not.part());
        }
        return condition instanceof Condition.Comparison comparison
                        && comparison.left() instanceof Operand.Name left
                        && comparison.right() instanceof Operand.Name right
                ? List.of(List.of(left.name(), right.name()))
                : List.of();
    }

    private static void collect(Condition condition, Map<String, Set<Object>> named) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> collect(part, named));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> collect(part, named));
        } else if (condition instanceof Condition.Not not) {
            collect(not.part(), named);
        } else if (condition instanceof Condition.Is is) {
            add(is.operand(), List.of(true, false), named);
        } else if (condition instanceof Condition.In in) {
            add(in.operand(), in.values().stream().map(Operand.Literal::value).toList(), named);
        } else if (condition instanceof Condition.Comparison comparison) {
            add(comparison.left(), literal(comparison.right()), named);
            add(comparison.right(), literal(comparison.left()), named);
        }
    }

    private static List<Object> literal(Operand operand) {
        return operand instanceof Operand.Literal literal ? List.of(literal.value()) : List.of();
    }

    private static void add(Operand operand, List<Object> values, Map<String, Set<Object>> named) {
        if (operand instanceof Operand.Name name) {
            named.computeIfAbsent(name.name(), it -> new LinkedHashSet<>()).addAll(values);
        }
    }
}
