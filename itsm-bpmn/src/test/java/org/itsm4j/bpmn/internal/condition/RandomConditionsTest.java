package org.itsm4j.bpmn.internal.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.bpmn.Naive;
import org.itsm4j.bpmn.internal.condition.ConditionParser.Mistake;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random conditions, good, nearly good and hostile: each is refused as a mistake, or means what a second opinion says. */
class RandomConditionsTest {
    private static final long SEED = Long.getLong("itsm.seed", 20260302);
    private static final List<String> NAMES =
            List.of("action", "priority", "major", "hops", "limit", "service", "since", "wait", "ghost", "in_", "_x9");
    private static final List<String> LITERALS = List.of(
            "'P1'",
            "'P2'",
            "'resolve'",
            "\"web shop\"",
            "''",
            "'and'",
            "'it''s'",
            "0",
            "1",
            "-1",
            "2.50",
            "3",
            "true",
            "false",
            "999999999999999999");
    private static final List<String> SIGNS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> HOSTILE = List.of(
            "''.getClass()",
            "T(java.lang.Runtime)",
            "#{x}",
            "${x}",
            "a.b",
            "a[0]",
            "a()",
            "new X()",
            "x -> x",
            "a?b:c",
            "a ?: b",
            "a;b",
            "a = 'x'",
            "a += 1",
            "&&",
            "||",
            "!",
            "%",
            "+",
            "*",
            "/",
            "\\u0027",
            "\u202e",
            "\ud83d\ude00",
            "\ud800",
            "\u0000",
            "\uff41",
            "\u00a0",
            "\n",
            "\t",
            "}",
            "{",
            "${",
            "'",
            "\"",
            "1e9",
            "0x10",
            "1.",
            ".5",
            "--1",
            "empty x",
            "x eq 'a'",
            "not",
            "in",
            "and",
            "or",
            "(",
            ")",
            ",",
            "instanceof",
            "null",
            "execution.id");

    @Test
    void areMistakesOrMeanWhatTheySay() {
        prove(100_000, SEED);
    }

    @Test
    @Tag("slow")
    void areMistakesOrMeanWhatTheySayManyTimes() {
        for (int round = 1; round <= Integer.getInteger("itsm.rounds", 20); round++) {
            prove(100_000, SEED + round);
        }
    }

    private static void prove(int count, long seed) {
        Random random = new Random(seed);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String text = text(random);
            try {
                prove(text, random, seen);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                fail("seed " + seed + ", condition " + i + ": " + text, e);
            }
        }
        assertThat(seen.get("refused")).as("seed %s", seed).isGreaterThan(count / 5);
        assertThat(seen.get("accepted")).as("seed %s", seed).isGreaterThan(count / 5);
        assertThat(seen.get("true")).as("seed %s", seed).isGreaterThan(count / 10);
        assertThat(seen.get("false")).as("seed %s", seed).isGreaterThan(count / 10);
    }

    private static void prove(String text, Random random, Map<String, Integer> seen) {
        Condition condition;
        try {
            condition = ConditionParser.parse(text);
        } catch (Mistake e) {
            require(!e.getMessage().isBlank() && e.getMessage().length() < 300, e.getMessage());
            seen.merge("refused", 1, Integer::sum);
            return;
        }
        seen.merge("accepted", 1, Integer::sum);
        onlyRecordsOfOurs(condition, 0);
        Naive naive = Naive.of(text);
        require(condition.names().equals(naive.named().keySet()), "reads other names");
        for (int i = 0; i < 5; i++) {
            Map<String, Object> facts = facts(random);
            Set<String> read = new HashSet<>();
            Truth truth = condition.test(name -> {
                read.add(name);
                return new Facts.Reading(true, Optional.ofNullable(facts.get(name)));
            });
            require(condition.names().containsAll(read), "reads what it does not name");
            require(truth == Truth.of(naive.holds(facts)), facts + " make it " + truth);
            seen.merge(truth == Truth.TRUE ? "true" : "false", 1, Integer::sum);
        }
        Map<String, Object> facts = facts(random);
        saysNothingButWhatIsSo(condition, facts, naive.holds(facts), random);
    }

    /** What is said while some facts are unknown must be so when all are known. */
    private static void saysNothingButWhatIsSo(
            Condition condition, Map<String, Object> facts, boolean holds, Random random) {
        Set<String> hidden = NAMES.stream().filter(it -> random.nextBoolean()).collect(Collectors.toSet());
        Truth partly = condition.test(name -> hidden.contains(name)
                ? Facts.Reading.UNKNOWN
                : new Facts.Reading(true, Optional.ofNullable(facts.get(name))));
        require(partly == Truth.UNKNOWN || partly == Truth.of(holds), "without " + hidden + " it is " + partly);
    }

    /** Asked millions of times, where an assertion with a description would take most of the time. */
    private static void require(boolean so, String what) {
        if (!so) {
            fail(what);
        }
    }

    /** The tree is of the records of {@link Condition} with plain values in the leaves: there is nothing to call. */
    private static void onlyRecordsOfOurs(Condition condition, int depth) {
        require(depth < 2 * ConditionParser.DEEPEST + 2, "too deep");
        if (condition instanceof Condition.And and) {
            and.parts().forEach(it -> onlyRecordsOfOurs(it, depth + 1));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(it -> onlyRecordsOfOurs(it, depth + 1));
        } else if (condition instanceof Condition.Not not) {
            onlyRecordsOfOurs(not.part(), depth + 1);
        } else if (condition instanceof Condition.Is is) {
            plain(is.operand());
        } else if (condition instanceof Condition.Comparison comparison) {
            plain(comparison.left());
            plain(comparison.right());
        } else if (condition instanceof Condition.In in) {
            plain(in.operand());
            in.values().forEach(RandomConditionsTest::plain);
        } else {
            fail("not a record of ours: " + condition.getClass());
        }
    }

    private static void plain(Condition.Operand operand) {
        if (operand instanceof Condition.Operand.Literal literal) {
            require(
                    Set.of(String.class, BigDecimal.class, Boolean.class)
                            .contains(literal.value().getClass()),
                    "a literal that is more than a value");
        } else {
            require(operand.getClass() == Condition.Operand.Name.class, "an operand that is not ours");
        }
    }

    @Test
    void haveNoOtherKindsThanTheseRecords() {
        assertThat(Stream.of(Condition.class.getPermittedSubclasses()))
                .allMatch(Class::isRecord)
                .hasSize(6);
        assertThat(Stream.of(Condition.Operand.class.getPermittedSubclasses()))
                .containsExactlyInAnyOrder(Condition.Operand.Name.class, Condition.Operand.Literal.class);
    }

    private static Map<String, Object> facts(Random random) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("action", pick(List.of("resolve", "close", "hold"), random));
        maybe(facts, "priority", pick(List.of("P1", "P2", "P3"), random), random);
        maybe(facts, "major", random.nextBoolean(), random);
        maybe(facts, "hops", random.nextInt(5) - 1, random);
        maybe(facts, "limit", BigDecimal.valueOf(random.nextInt(50), 1), random);
        maybe(facts, "service", pick(List.of("web shop", "", "and", "P1"), random), random);
        maybe(facts, "since", Instant.ofEpochSecond(random.nextInt(3)), random);
        maybe(facts, "wait", Duration.ofHours(random.nextInt(3)), random);
        maybe(facts, "in_", random.nextInt(3), random);
        maybe(facts, "_x9", (long) random.nextInt(3), random);
        return facts;
    }

    private static void maybe(Map<String, Object> facts, String name, Object value, Random random) {
        if (random.nextInt(4) > 0) {
            facts.put(name, value);
        }
    }

    private static String text(Random random) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return soup(random);
        }
        if (kind == 1) {
            return extreme(random);
        }
        String good = "${" + spaces(random) + condition(random, 4) + spaces(random) + "}";
        return kind < 10 ? good : spoiled(good, random);
    }

    private static String condition(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        return switch (kind) {
            case 1 -> condition(random, depth - 1) + " and " + condition(random, depth - 1);
            case 2 -> condition(random, depth - 1) + " or " + condition(random, depth - 1);
            case 3 -> "not " + condition(random, depth - 1);
            case 4 -> "(" + spaces(random) + condition(random, depth - 1) + spaces(random) + ")";
            default -> test(random);
        };
    }

    private static String test(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> operand(random);
            case 1 -> operand(random) + (random.nextBoolean() ? " in " : " not in ") + list(random);
            default -> operand(random) + spaces(random) + pick(SIGNS, random) + spaces(random) + operand(random);
        };
    }

    private static String list(Random random) {
        return Stream.generate(() -> pick(LITERALS, random))
                .filter(it -> !it.equals("'it''s'"))
                .limit(1 + random.nextInt(4))
                .collect(Collectors.joining("," + spaces(random), "(", ")"));
    }

    private static String operand(Random random) {
        return random.nextInt(3) > 0 ? pick(NAMES, random) : pick(LITERALS, random);
    }

    private static String spaces(Random random) {
        return pick(List.of("", " ", "  ", "\n\t"), random);
    }

    /** A good condition with something taken out, put in, doubled or exchanged. */
    private static String spoiled(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, pick(HOSTILE, random));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(9))));
                case 3 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
                default -> text.insert(at, " " + pick(List.of("and", "or", "not", "in", "==", "(", ")"), random) + " ");
            }
            if (text.isEmpty()) {
                return "";
            }
        }
        return text.toString();
    }

    private static String soup(Random random) {
        String inner = Stream.generate(
                        () -> pick(random.nextBoolean() ? HOSTILE : random.nextBoolean() ? NAMES : LITERALS, random))
                .limit(1 + random.nextInt(12))
                .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
        return pick(List.of("${", "#{", "", "$ {"), random) + inner + pick(List.of("}", "", "}}"), random);
    }

    /** Long and deep. */
    private static String extreme(Random random) {
        int size = 1 + random.nextInt(1_000);
        String inner = switch (random.nextInt(6)) {
            case 0 -> "(".repeat(size) + "major" + ")".repeat(size);
            case 1 -> "not ".repeat(size) + "major";
            case 2 -> "major" + " and major".repeat(size);
            case 3 -> "hops == " + "9".repeat(size);
            case 4 -> "n".repeat(size) + " == '" + "x".repeat(size) + "'";
            default -> "not (".repeat(size % 30) + "major" + ")".repeat(size % 30);
        };
        return "${" + inner + "}";
    }

    private static <T> T pick(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    @Test
    void knowItsOwnSecondOpinion() {
        Map<String, Object> facts = Map.of("action", "hold", "hops", 3, "major", true);
        assertThat(Arrays.asList(
                        "${action == 'hold' and hops >= 3.0}",
                        "${not action == 'close' and not (hops in (1, 2) or not major)}",
                        "${ghost != 'x' and ghost not in ('x') and not ghost == 'x'}",
                        "${false or true and not false}"))
                .allMatch(it -> Naive.of(it).holds(facts));
        assertThat(Arrays.asList("${ghost == 'x'}", "${hops < 3}", "${hops == '3'}", "${major and not major}"))
                .noneMatch(it -> Naive.of(it).holds(facts));
    }
}
