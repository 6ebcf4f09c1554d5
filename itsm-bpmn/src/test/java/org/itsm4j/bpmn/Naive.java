package org.itsm4j.bpmn;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second opinion on conditions, which shares no code with the first: it cuts the text by a regular expression, brings it
 * into reverse Polish order and calculates on a stack. It expects text that the parser has accepted.
 */
public final class Naive {
    private static final Pattern WORD = Pattern.compile("\\s*(?:'([^']*)'|\"([^\"]*)\"|(-?[0-9]+(?:\\.[0-9]+)?)"
            + "|([A-Za-z_][A-Za-z0-9_]*)|(==|!=|<=|>=|<|>|\\(|\\)|,))");

    private static int binds(String sign) {
        return switch (sign) {
            case "or" -> 1;
            case "and" -> 2;
            case "not" -> 3;
            default -> 4;
        };
    }

    /** A value, a name to be looked up, or a list of values. */
    private sealed interface Item {}

    private record Value(Object value) implements Item {}

    private record Name(String name) implements Item {}

    private record Many(List<Object> values) implements Item {}

    private record Operator(String sign) implements Item {}

    private final List<Item> polish = new ArrayList<>();
    private final Map<String, Set<Object>> named = new LinkedHashMap<>();

    private Naive(String text) {
        String inner = text.strip();
        if (!inner.startsWith("${") || !inner.endsWith("}")) {
            throw new IllegalArgumentException(text);
        }
        List<Item> items = items(inner.substring(2, inner.length() - 1));
        Deque<String> waiting = new ArrayDeque<>();
        for (Item item : items) {
            if (!(item instanceof Operator operator)) {
                polish.add(item);
            } else if (operator.sign().equals("(")) {
                waiting.push("(");
            } else if (operator.sign().equals(")")) {
                while (!waiting.peek().equals("(")) {
                    polish.add(new Operator(waiting.pop()));
                }
                waiting.pop();
            } else {
                while (!waiting.isEmpty()
                        && !waiting.peek().equals("(")
                        && !operator.sign().equals("not")
                        && binds(waiting.peek()) >= binds(operator.sign())) {
                    polish.add(new Operator(waiting.pop()));
                }
                waiting.push(operator.sign());
            }
        }
        while (!waiting.isEmpty()) {
            polish.add(new Operator(waiting.pop()));
        }
    }

    public static Naive of(String text) {
        return new Naive(text);
    }

    private List<Item> items(String text) {
        List<Item> items = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int at = 0;
        List<Object> list = null;
        while (at < text.stripTrailing().length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("cannot read " + text.substring(at));
            }
            at = matcher.end();
            Item item = item(matcher);
            Item before = items.isEmpty() ? null : items.get(items.size() - 1);
            if (list != null) {
                if (item instanceof Value value) {
                    list.add(value.value());
                } else if (item.equals(new Operator(")"))) {
                    items.add(new Many(list));
                    list = null;
                }
            } else if (item.equals(new Operator("(")) && before instanceof Operator in && isIn(in.sign())) {
                list = new ArrayList<>();
            } else if (item.equals(new Operator("in")) && new Operator("not").equals(before)) {
                items.set(items.size() - 1, new Operator("notIn"));
            } else {
                items.add(item);
            }
        }
        remember(items);
        return items;
    }

    private static boolean isIn(String sign) {
        return sign.equals("in") || sign.equals("notIn");
    }

    private static Item item(Matcher matcher) {
        if (matcher.group(1) != null || matcher.group(2) != null) {
            return new Value(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        if (matcher.group(3) != null) {
            return new Value(new BigDecimal(matcher.group(3)));
        }
        if (matcher.group(5) != null) {
            return new Operator(matcher.group(5));
        }
        return switch (matcher.group(4)) {
            case "true", "false" -> new Value(Boolean.valueOf(matcher.group(4)));
            case "and", "or", "not", "in" -> new Operator(matcher.group(4));
            default -> new Name(matcher.group(4));
        };
    }

    /** Any value in the text may matter to any name in it. */
    private void remember(List<Item> items) {
        Set<Object> values = new LinkedHashSet<>();
        for (Item item : items) {
            if (item instanceof Value value) {
                values.add(value.value());
            } else if (item instanceof Many many) {
                values.addAll(many.values());
            } else if (item instanceof Name name) {
                named.put(name.name(), values);
            }
        }
    }

    /** The names it reads, each with all values that stand in the text. */
    public Map<String, Set<Object>> named() {
        return named;
    }

    /** Whether it holds, given the facts that are there. */
    public boolean holds(Map<String, ?> facts) {
        Deque<Object> stack = new ArrayDeque<>();
        Object absent = new Object();
        for (Item item : polish) {
            if (item instanceof Value value) {
                stack.push(value.value());
            } else if (item instanceof Many many) {
                stack.push(many.values());
            } else if (item instanceof Name name) {
                Object value = facts.get(name.name());
                stack.push(value == null ? absent : value);
            } else if (item instanceof Operator operator) {
                Object right = stack.pop();
                stack.push(
                        operator.sign().equals("not")
                                ? !isTrue(right)
                                : applied(operator.sign(), stack.pop(), right, absent));
            }
        }
        if (stack.size() != 1) {
            throw new IllegalStateException("left over: " + stack);
        }
        return isTrue(stack.pop());
    }

    private static boolean isTrue(Object value) {
        return Boolean.TRUE.equals(value);
    }

    private static boolean applied(String sign, Object left, Object right, Object absent) {
        return switch (sign) {
            case "or" -> isTrue(left) | isTrue(right);
            case "and" -> isTrue(left) & isTrue(right);
            case "==" -> same(left, right, absent);
            case "!=" -> !same(left, right, absent);
            case "in" -> ((List<?>) right).stream().anyMatch(it -> same(left, it, absent));
            case "notIn" -> ((List<?>) right).stream().noneMatch(it -> same(left, it, absent));
            default -> ordered(sign, left, right);
        };
    }

    private static boolean same(Object left, Object right, Object absent) {
        if (left == absent || right == absent) {
            return false;
        }
        if (isNumber(left) && isNumber(right)) {
            return number(left).compareTo(number(right)) == 0;
        }
        return left.equals(right);
    }

    @SuppressWarnings("unchecked")
    private static boolean ordered(String sign, Object left, Object right) {
        int order;
        if (isNumber(left) && isNumber(right)) {
            order = number(left).compareTo(number(right));
        } else if (left instanceof Comparable<?> && left.getClass() == right.getClass()) {
            order = ((Comparable<Object>) left).compareTo(right);
        } else {
            return false;
        }
        return switch (sign) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(sign);
        };
    }

    private static boolean isNumber(Object value) {
        return value instanceof BigDecimal || value instanceof Integer || value instanceof Long;
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) value).longValue());
    }
}
