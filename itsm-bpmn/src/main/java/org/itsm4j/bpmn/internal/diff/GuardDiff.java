package org.itsm4j.bpmn.internal.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.itsm4j.bpmn.internal.condition.Cases;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Condition.Operand;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Reduction;

/**
 * Compares when something is so in two diagrams, over all facts that can make a difference. Which way a person chooses to
 * go on is no guard: a condition that differs in it only lets nobody do more.
 */
final class GuardDiff {
    /** How the second is, compared with the first. */
    enum Verdict {
        SAME,
        /** So in more cases. */
        WIDER,
        /** So in fewer cases. */
        NARROWER,
        /** So in some cases more, and in others no longer. */
        OTHER,
        /** So in the same cases, by another choice of a person. */
        CHOICE,
        /** Too many cases to say. */
        UNCLEAR
    }

    private final Map<String, Class<?>> types;
    private final Cases cases;

    GuardDiff(Map<String, Class<?>> types, Cases cases) {
        this.types = types;
        this.cases = cases;
    }

    Verdict compare(Collection<Condition> conditions, Predicate<Facts> before, Predicate<Facts> after) {
        Cases.Answer different = find(conditions, facts -> before.test(facts) != after.test(facts));
        if (different.example().isEmpty()) {
            return different.decided() ? Verdict.SAME : Verdict.UNCLEAR;
        }
        List<Optional<Object>> ways = cases.domains(conditions).getOrDefault(Facts.WAY, List.of(Optional.empty()));
        Predicate<Facts> was = facts -> ways.stream().anyMatch(way -> before.test(with(facts, way)));
        Predicate<Facts> is = facts -> ways.stream().anyMatch(way -> after.test(with(facts, way)));
        Cases.Answer wider = find(conditions, facts -> is.test(facts) && !was.test(facts));
        Cases.Answer narrower = find(conditions, facts -> was.test(facts) && !is.test(facts));
        if (!wider.decided() || !narrower.decided()) {
            return Verdict.UNCLEAR;
        }
        return wider.example().isPresent()
                ? narrower.example().isPresent() ? Verdict.OTHER : Verdict.WIDER
                : narrower.example().isPresent() ? Verdict.NARROWER : Verdict.CHOICE;
    }

    private static Facts with(Facts facts, Optional<Object> way) {
        return name -> name.equals(Facts.WAY) ? new Facts.Reading(true, way) : facts.read(name);
    }

    /** Whether something can be so; also if there are too many cases to say. */
    boolean canBe(Collection<Condition> conditions, Predicate<Facts> wanted) {
        Cases.Answer answer = find(conditions, wanted);
        return answer.example().isPresent() || !answer.decided();
    }

    /** Whether facts were found for which something is so. */
    boolean finds(Collection<Condition> conditions, Predicate<Facts> wanted) {
        return find(conditions, wanted).example().isPresent();
    }

    /** Whether it is certain that something is never so. */
    boolean isNever(Collection<Condition> conditions, Predicate<Facts> unwanted) {
        return !canBe(conditions, unwanted);
    }

    private Cases.Answer find(Collection<Condition> conditions, Predicate<Facts> wanted) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(between(conditions));
        return cases.example(all, wanted);
    }

    /** Numbers that lie between those that are named, where no whole number does. */
    private List<Condition> between(Collection<Condition> conditions) {
        Map<String, TreeSet<BigDecimal>> numbers = new TreeMap<>();
        conditions.stream().flatMap(it -> Reduction.leaves(it).stream()).forEach(leaf -> collect(leaf, numbers));
        Set<Condition> between = new LinkedHashSet<>();
        numbers.forEach((name, values) -> {
            for (BigDecimal value : values) {
                BigDecimal next = values.higher(value);
                if (next != null && next.subtract(value).compareTo(BigDecimal.ONE) <= 0) {
                    between.add(new Condition.Comparison(
                            new Operand.Name(name),
                            Condition.Operator.EQUALS,
                            new Operand.Literal(value.add(next).divide(BigDecimal.valueOf(2)))));
                }
            }
        });
        return List.copyOf(between);
    }

    private void collect(Condition leaf, Map<String, TreeSet<BigDecimal>> numbers) {
        if (leaf instanceof Condition.Comparison comparison
                && comparison.operator().orders()) {
            for (String name : leaf.names()) {
                if (types.getOrDefault(name, Object.class) != Integer.class) {
                    for (Operand operand : List.of(comparison.left(), comparison.right())) {
                        if (operand instanceof Operand.Literal literal && literal.value() instanceof BigDecimal value) {
                            numbers.computeIfAbsent(name, it -> new TreeSet<>()).add(value);
                        }
                    }
                }
            }
        }
    }
}
