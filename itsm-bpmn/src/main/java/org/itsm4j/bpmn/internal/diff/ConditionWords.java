package org.itsm4j.bpmn.internal.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Condition.Operand;
import org.itsm4j.bpmn.internal.condition.Condition.Operator;
import org.itsm4j.bpmn.internal.condition.Reduction;
import org.jspecify.annotations.Nullable;

/** Conditions in words: {@code category is security and priority is P1 or P2}. */
final class ConditionWords {
    private static final int LONGEST = 400;

    private ConditionWords() {}

    static String of(Condition condition) {
        String words = words(condition, false);
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
    }

    private static String words(Condition condition, boolean inside) {
        if (condition instanceof Condition.And and) {
            return joined(merged(and.parts(), false), " and ", inside);
        }
        if (condition instanceof Condition.Or or) {
            return joined(merged(or.parts(), true), " or ", inside);
        }
        if (condition instanceof Condition.Not not) {
            return not.part() instanceof Condition.And || not.part() instanceof Condition.Or
                    ? words(Reduction.not(not.part()), inside)
                    : leaf(not.part(), false);
        }
        return leaf(condition, true);
    }

    private static String joined(List<Condition> parts, String by, boolean inside) {
        if (parts.size() == 1) {
            return words(parts.get(0), inside);
        }
        String all =
                String.join(by, parts.stream().map(part -> words(part, true)).toList());
        return inside ? "(" + all + ")" : all;
    }

    /** Puts together what says of the same fact which values it has, or has not. */
    private static List<Condition> merged(List<Condition> parts, boolean positive) {
        Map<Object, Condition> merged = new LinkedHashMap<>();
        Map<Operand, Set<Operand.Literal>> values = new LinkedHashMap<>();
        for (Condition part : parts) {
            Condition.In in = among(part, positive);
            if (in == null) {
                merged.put(part, part);
                continue;
            }
            Set<Operand.Literal> all = values.computeIfAbsent(in.operand(), it -> new LinkedHashSet<>());
            all.addAll(in.values());
            Condition one = new Condition.In(in.operand(), List.copyOf(all));
            merged.put(in.operand(), positive ? one : new Condition.Not(one));
        }
        return new ArrayList<>(merged.values());
    }

    private static Condition.@Nullable In among(Condition part, boolean positive) {
        Condition inner = part instanceof Condition.Not not ? not.part() : part;
        boolean holds = inner == part;
        if (inner instanceof Condition.In in) {
            return holds == positive ? in : null;
        }
        if (inner instanceof Condition.Comparison comparison
                && comparison.left() instanceof Operand.Name
                && comparison.right() instanceof Operand.Literal literal
                && !comparison.operator().orders()) {
            return holds == (comparison.operator() == Operator.EQUALS) == positive
                    ? new Condition.In(comparison.left(), List.of(literal))
                    : null;
        }
        return null;
    }

    private static String leaf(Condition leaf, boolean holds) {
        if (leaf instanceof Condition.Is is) {
            return shown(is.operand()) + (holds ? " is true" : " is not true");
        }
        if (leaf instanceof Condition.In in) {
            return shown(in.operand()) + among(in.values(), holds);
        }
        Condition.Comparison comparison = (Condition.Comparison) leaf;
        boolean turned = comparison.left() instanceof Operand.Literal;
        Operand left = turned ? comparison.right() : comparison.left();
        Operand right = turned ? comparison.left() : comparison.right();
        Operator operator = turned ? turned(comparison.operator()) : comparison.operator();
        return switch (operator) {
            case EQUALS, DIFFERS ->
                shown(left) + (holds == (operator == Operator.EQUALS) ? " is " : " is not ") + shown(right);
            case LESS -> shown(left) + (holds ? " is " : " is not ") + "less than " + shown(right);
            case AT_MOST -> shown(left) + (holds ? " is " : " is not ") + "at most " + shown(right);
            case MORE -> shown(left) + (holds ? " is " : " is not ") + "more than " + shown(right);
            case AT_LEAST -> shown(left) + (holds ? " is " : " is not ") + "at least " + shown(right);
        };
    }

    private static String among(List<Operand.Literal> values, boolean holds) {
        List<String> shown =
                values.stream().distinct().map(ConditionWords::shown).toList();
        if (shown.size() == 1) {
            return (holds ? " is " : " is not ") + shown.get(0);
        }
        return holds
                ? " is " + DiffWords.list(shown, "or")
                : shown.size() == 2
                        ? " is neither " + DiffWords.list(shown, "nor")
                        : " is none of " + DiffWords.list(shown, "and");
    }

    private static Operator turned(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.MORE;
            case AT_MOST -> Operator.AT_LEAST;
            case MORE -> Operator.LESS;
            case AT_LEAST -> Operator.AT_MOST;
            default -> operator;
        };
    }

    private static String shown(Operand operand) {
        return operand instanceof Operand.Name name
                ? Quote.of(name.name())
                : value(((Operand.Literal) operand).value());
    }

    /** A value as it is; one that is no single word between quotes, so that it does not read as more than a value. */
    static String value(Object value) {
        String text = Quote.of(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        return text.matches("[\\p{L}\\p{N}_./:-]+") ? text : "'" + text + "'";
    }
}
