package org.itsm4j.bpmn.internal.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Condition.Operand;
import org.itsm4j.bpmn.internal.condition.Facts;

/** Proves that a condition reads declared facts only, and compares each with values it can have. */
final class ConditionCheck {
    private final Map<String, Class<?>> facts;
    private final Map<String, List<String>> words;
    private final Set<String> actions;

    /**
     * @param facts the types of the facts; Object for one whose type is not known
     * @param words the texts that a fact can be, of those that are a choice
     * @param actions the actions; empty if they are not known
     */
    ConditionCheck(Map<String, Class<?>> facts, Map<String, List<String>> words, Set<String> actions) {
        this.facts = facts;
        this.words = words;
        this.actions = actions;
    }

    void check(Condition condition, Consumer<String> problems) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> check(part, problems));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> check(part, problems));
        } else if (condition instanceof Condition.Not not) {
            check(not.part(), problems);
        } else if (condition instanceof Condition.Is is) {
            flag(is.operand(), problems);
        } else if (condition instanceof Condition.In in) {
            in(in, problems);
        } else if (condition instanceof Condition.Comparison comparison) {
            comparison(comparison, problems);
        }
    }

    /** Tells of the first value that does not fit: the others would say the same again. */
    private void in(Condition.In in, Consumer<String> problems) {
        List<String> found = new ArrayList<>();
        for (Operand.Literal value : in.values()) {
            if (found.isEmpty()) {
                compared(in.operand(), value, false, found::add);
            }
        }
        found.forEach(problems);
    }

    private void flag(Operand operand, Consumer<String> problems) {
        if (operand instanceof Operand.Name name) {
            boolean action = name.name().equals(Facts.ACTION);
            if (action
                    || isKnown(name, problems)
                            && !Set.of(Boolean.class, Object.class).contains(type(name))) {
                problems.accept("'" + Quote.of(name.name()) + "' is not true or false; compare it with something");
            }
        } else if (operand instanceof Operand.Literal literal && !(literal.value() instanceof Boolean)) {
            problems.accept("'" + Quote.of(literal.value().toString()) + "' is not true or false");
        }
    }

    private void comparison(Condition.Comparison comparison, Consumer<String> problems) {
        boolean orders = comparison.operator().orders();
        if (comparison.left() instanceof Operand.Name left && comparison.right() instanceof Operand.Literal right) {
            compared(left, right, orders, problems);
        } else if (comparison.left() instanceof Operand.Literal left
                && comparison.right() instanceof Operand.Name right) {
            compared(right, left, orders, problems);
        } else if (comparison.left() instanceof Operand.Name left && comparison.right() instanceof Operand.Name right) {
            facts(left, right, orders, problems);
        } else {
            problems.accept("two literals are compared");
        }
    }

    private void facts(Operand.Name left, Operand.Name right, boolean orders, Consumer<String> problems) {
        if (left.name().equals(Facts.ACTION) || right.name().equals(Facts.ACTION)) {
            problems.accept("the action is compared with a fact; name the action as a text");
        } else if (isKnown(left, problems) && isKnown(right, problems)) {
            Class<?> type = type(left);
            if (type != type(right) || orders && !isOrdered(type)) {
                problems.accept(
                        "'" + Quote.of(left.name()) + "' and '" + Quote.of(right.name()) + "' cannot be compared");
            }
        }
    }

    private void compared(Operand operand, Operand.Literal literal, boolean orders, Consumer<String> problems) {
        if (!(operand instanceof Operand.Name name)) {
            problems.accept("two literals are compared");
        } else if (name.name().equals(Facts.ACTION)) {
            action(literal, orders, problems);
        } else if (isKnown(name, problems)) {
            if (orders && !isOrdered(type(name))) {
                problems.accept("'" + Quote.of(name.name()) + "' has no order; use == or in");
            } else if (!canBe(name, literal.value())) {
                problems.accept("'" + Quote.of(name.name()) + "' is never '"
                        + Quote.of(literal.value().toString()) + "'" + values(name));
            }
        }
    }

    private void action(Operand.Literal literal, boolean orders, Consumer<String> problems) {
        boolean known = literal.value() instanceof String action && (actions.isEmpty() || actions.contains(action));
        if (orders || !known) {
            problems.accept("there is no action '" + Quote.of(literal.value().toString()) + "'; the actions: "
                    + new TreeSet<>(actions));
        }
    }

    private Class<?> type(Operand.Name name) {
        return facts.get(name.name());
    }

    private boolean isKnown(Operand.Name name, Consumer<String> problems) {
        if (!facts.containsKey(name.name())) {
            problems.accept(
                    "there is no fact '" + Quote.of(name.name()) + "'; the facts: " + new TreeSet<>(facts.keySet()));
            return false;
        }
        return true;
    }

    private static boolean isOrdered(Class<?> type) {
        return List.of(Integer.class, BigDecimal.class, Instant.class, Duration.class, Object.class)
                .contains(type);
    }

    private boolean canBe(Operand.Name name, Object value) {
        Class<?> type = type(name);
        List<String> only = only(name);
        if (!only.isEmpty()) {
            return only.contains(value);
        }
        return type == Object.class
                || type == String.class && value instanceof String
                || type == Boolean.class && value instanceof Boolean
                || (type == Integer.class || type == BigDecimal.class) && value instanceof BigDecimal;
    }

    private String values(Operand.Name name) {
        List<String> only = only(name);
        return only.isEmpty()
                ? ", but of type " + type(name).getSimpleName()
                : ", but one of " + (type(name).isEnum() ? only : Quote.list(only));
    }

    /** What it can be, if that is a list. */
    private List<String> only(Operand.Name name) {
        Class<?> type = type(name);
        if (!type.isEnum()) {
            return words.getOrDefault(name.name(), List.of());
        }
        return Arrays.stream(type.getEnumConstants())
                .map(it -> ((Enum<?>) it).name())
                .toList();
    }
}
