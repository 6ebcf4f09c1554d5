package org.itsm4j.bpmn.internal.condition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.itsm4j.bpmn.internal.condition.Condition.Operand;

/**
 * The values of facts that can make a difference to some conditions: each value that they name, some below, between and
 * above, and none at all where a ticket can lack the fact.
 */
public final class Domains {
    static final Object OTHER = "\u2026"; // a value that no condition names
    static final Optional<Object> ABSENT = Optional.empty();

    private final Map<String, Class<?>> types;
    private final Map<String, List<String>> words;
    private final Set<String> present;
    private final List<String> actions;

    /**
     * @param types the types of the facts that are known to have one
     * @param words the texts that a fact can be, of those that are a choice
     * @param present the flags and choices that every ticket has
     * @param actions the actions; empty if they are not known
     */
    public Domains(
            Map<String, Class<?>> types, Map<String, List<String>> words, Set<String> present, List<String> actions) {
        this.types = types;
        this.words = words;
        this.present = present;
        this.actions = actions;
    }

    /**
     * @param action the action, if it is given
     * @param most combinations that can be tried; where there are more, some of the facts may be left out
     */
    Map<String, List<Optional<Object>>> of(Collection<Condition> conditions, Optional<String> action, long most) {
        Map<String, Set<Object>> named = new LinkedHashMap<>();
        Map<String, Set<String>> linked = new LinkedHashMap<>();
        conditions.forEach(condition -> collect(condition, named, linked));
        Map<String, List<Optional<Object>>> domains = new LinkedHashMap<>();
        long combinations = 1;
        for (Map.Entry<String, Set<Object>> entry : named.entrySet()) {
            String name = entry.getKey();
            List<Optional<Object>> domain = name.equals(Facts.ACTION) && action.isPresent()
                    ? List.of(Optional.of(action.get()))
                    : domain(name, named, linked);
            domains.put(name, domain);
            combinations *= domain.size();
            if (combinations > most) {
                break;
            }
        }
        return domains;
    }

    /** Facts that are compared with each other can have each other's values. */
    private List<Optional<Object>> domain(
            String name, Map<String, Set<Object>> named, Map<String, Set<String>> linked) {
        if (!linked.containsKey(name)) {
            return domain(name, named.getOrDefault(name, Set.of()), 1);
        }
        Set<String> group = group(name, linked);
        Set<Object> values = new LinkedHashSet<>();
        group.forEach(other -> values.addAll(named.getOrDefault(other, Set.of())));
        group.forEach(other -> values.addAll(words.getOrDefault(other, List.of())));
        values.add(BigDecimal.ZERO);
        return domain(name, values, group.size());
    }

    private static Set<String> group(String name, Map<String, Set<String>> linked) {
        Set<String> group = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(name));
        while (!next.isEmpty()) {
            String one = next.remove(next.size() - 1);
            if (group.add(one)) {
                next.addAll(linked.getOrDefault(one, Set.of()));
            }
        }
        return group;
    }

    private List<Optional<Object>> domain(String name, Set<Object> named, int linked) {
        if (name.equals(Facts.ACTION)) {
            List<Object> known = new ArrayList<>(actions.isEmpty() ? named : Set.of());
            known.addAll(actions);
            if (actions.isEmpty()) {
                known.add(OTHER);
            }
            return known.stream().map(Optional::of).toList();
        }
        Class<?> type = types.getOrDefault(name, Object.class);
        List<Optional<Object>> values = new ArrayList<>();
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                values.add(Optional.of(((Enum<?>) constant).name()));
            }
        } else if (words.containsKey(name)) {
            words.get(name).forEach(word -> values.add(Optional.of(word)));
        } else if (type == Boolean.class) {
            values.add(Optional.of(true));
            values.add(Optional.of(false));
        } else {
            values(named, type == Integer.class, linked).forEach(value -> values.add(Optional.of(value)));
        }
        if (!present.contains(name) || !type.isEnum() && type != Boolean.class) {
            values.add(ABSENT);
        }
        return values;
    }

    private static Collection<Object> values(Set<Object> named, boolean whole, int linked) {
        Set<Object> values = new LinkedHashSet<>();
        TreeSet<BigDecimal> numbers = new TreeSet<>();
        for (Object value : named) {
            if (value instanceof BigDecimal number) {
                numbers.add(number);
            } else {
                values.add(value);
            }
        }
        values.addAll(whole ? whole(numbers, linked) : around(numbers, linked));
        return values;
    }

    private static Collection<BigDecimal> whole(TreeSet<BigDecimal> numbers, int linked) {
        Set<BigDecimal> values = new LinkedHashSet<>();
        for (BigDecimal number : numbers) {
            BigDecimal floor = number.setScale(0, RoundingMode.FLOOR);
            IntStream.rangeClosed(-linked, linked + 1).forEach(i -> values.add(floor.add(BigDecimal.valueOf(i))));
        }
        return values;
    }

    /** The numbers, and before, between and after them as many as there are facts that must fit in. */
    private static Collection<BigDecimal> around(TreeSet<BigDecimal> numbers, int linked) {
        Set<BigDecimal> values = new LinkedHashSet<>(numbers);
        for (BigDecimal number : numbers) {
            BigDecimal next = numbers.higher(number);
            for (int i = 1; i <= linked; i++) {
                if (next == null) {
                    values.add(number.add(BigDecimal.valueOf(i)));
                } else {
                    BigDecimal part =
                            BigDecimal.valueOf(i).divide(BigDecimal.valueOf(linked + 1L), MathContext.DECIMAL64);
                    values.add(number.add(next.subtract(number).multiply(part)));
                }
                values.add(numbers.first().subtract(BigDecimal.valueOf(i)));
            }
        }
        return values;
    }

    private static void collect(Condition condition, Map<String, Set<Object>> named, Map<String, Set<String>> linked) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> collect(part, named, linked));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> collect(part, named, linked));
        } else if (condition instanceof Condition.Not not) {
            collect(not.part(), named, linked);
        } else if (condition instanceof Condition.Is is) {
            add(is.operand(), List.of(true, false), named);
        } else if (condition instanceof Condition.In in) {
            add(in.operand(), in.values().stream().map(Operand.Literal::value).toList(), named);
        } else if (condition instanceof Condition.Comparison comparison) {
            boolean orders = comparison.operator().orders();
            add(comparison.left(), literal(comparison.right(), orders), named);
            add(comparison.right(), literal(comparison.left(), orders), named);
            if (comparison.left() instanceof Operand.Name left && comparison.right() instanceof Operand.Name right) {
                linked.computeIfAbsent(left.name(), it -> new HashSet<>()).add(right.name());
                linked.computeIfAbsent(right.name(), it -> new HashSet<>()).add(left.name());
            }
        }
    }

    private static List<Object> literal(Operand operand, boolean orders) {
        if (!(operand instanceof Operand.Literal literal)) {
            return List.of();
        }
        return orders && literal.value() instanceof String text
                ? List.of(text, "", text + " ") // of a fact whose type is not known: one before it, one after it
                : List.of(literal.value());
    }

    private static void add(Operand operand, List<Object> values, Map<String, Set<Object>> named) {
        if (operand instanceof Operand.Name name) {
            named.computeIfAbsent(name.name(), it -> new LinkedHashSet<>()).addAll(values);
        }
    }
}
