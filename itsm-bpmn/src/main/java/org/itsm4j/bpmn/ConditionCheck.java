package org.itsm4j.bpmn;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.itsm4j.bpmn.Condition.Operand;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.ticket.Labels;

/** Proves that a condition reads declared facts only, and compares each with values it can have. */
final class ConditionCheck {
    private final Map<String, Class<?>> facts;
    private final Set<String> actions;

    ConditionCheck(Contract<?, ?> contract) {
        facts = contract.facts().stream().collect(Collectors.toMap(Fact::name, Fact::type));
        actions = contract.actions().stream().map(Labels::of).collect(Collectors.toCollection(TreeSet::new));
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
            in.values().forEach(value -> compared(in.operand(), value, false, problems));
        } else if (condition instanceof Condition.Comparison comparison) {
            comparison(comparison, problems);
        }
    }

    private void flag(Operand operand, Consumer<String> problems) {
        if (operand instanceof Operand.Name name) {
            boolean action = name.name().equals(Facts.ACTION);
            if (action || isKnown(name, problems) && facts.get(name.name()) != Boolean.class) {
                problems.accept("'" + name.name() + "' is not true or false; compare it with something");
            }
        } else if (operand instanceof Operand.Literal literal && !(literal.value() instanceof Boolean)) {
            problems.accept("'" + Faults.quoted(literal.value().toString()) + "' is not true or false");
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
            Class<?> type = facts.get(left.name());
            if (type != facts.get(right.name()) || orders && !isOrdered(type)) {
                problems.accept("'" + left.name() + "' and '" + right.name() + "' cannot be compared");
            }
        }
    }

    private void compared(Operand operand, Operand.Literal literal, boolean orders, Consumer<String> problems) {
        if (!(operand instanceof Operand.Name name)) {
            problems.accept("two literals are compared");
        } else if (name.name().equals(Facts.ACTION)) {
            if (orders || !(literal.value() instanceof String action) || !actions.contains(action)) {
                problems.accept("there is no action '"
                        + Faults.quoted(literal.value().toString()) + "'; the actions: " + actions);
            }
        } else if (isKnown(name, problems)) {
            Class<?> type = facts.get(name.name());
            if (orders && !isOrdered(type)) {
                problems.accept("'" + name.name() + "' has no order; use == or in");
            } else if (!canBe(type, literal.value())) {
                problems.accept("'" + name.name() + "' is never '"
                        + Faults.quoted(literal.value().toString()) + "'" + values(type));
            }
        }
    }

    private boolean isKnown(Operand.Name name, Consumer<String> problems) {
        if (!facts.containsKey(name.name())) {
            problems.accept("there is no fact '" + Faults.quoted(name.name()) + "'; the facts: "
                    + new TreeSet<>(facts.keySet()));
            return false;
        }
        return true;
    }

    private static boolean isOrdered(Class<?> type) {
        return List.of(Integer.class, Instant.class, Duration.class).contains(type);
    }

    private static boolean canBe(Class<?> type, Object value) {
        if (type.isEnum()) {
            return names(type).contains(value);
        }
        return type == String.class && value instanceof String
                || type == Boolean.class && value instanceof Boolean
                || type == Integer.class && value instanceof BigDecimal;
    }

    private static String values(Class<?> type) {
        return type.isEnum() ? ", but one of " + names(type) : ", but of type " + type.getSimpleName();
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(it -> ((Enum<?>) it).name())
                .toList();
    }
}
