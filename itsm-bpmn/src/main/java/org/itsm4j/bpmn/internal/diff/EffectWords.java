package org.itsm4j.bpmn.internal.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Reduction;
import org.itsm4j.bpmn.internal.model.Node;

/** When a move takes some of its ways, in words without what does not matter. */
final class EffectWords {
    private static final String UNTOLD = "under conditions of many ways";

    private final GuardDiff guards;

    EffectWords(GuardDiff guards) {
        this.guards = guards;
    }

    /** {@code when category is security}, {@code always}, {@code never}. */
    String when(Effect effect, Predicate<Effect.Path> wanted) {
        List<Effect.Path> all = effect.paths();
        if (all.isEmpty()) {
            return effect.targets().isEmpty() ? "never" : UNTOLD;
        }
        List<Condition> ways = new ArrayList<>();
        for (Effect.Path path : all) {
            if (wanted.test(path)) {
                ways.add(Reduction.and(path.holds()));
            }
        }
        Condition lean = lean(ways);
        return lean.equals(Reduction.TRUE)
                ? "always"
                : lean.equals(Reduction.FALSE) ? "never" : "when " + ConditionWords.of(lean);
    }

    String when(Effect effect, Node.Stand target) {
        return when(effect, path -> path.to().id().equals(target.id()));
    }

    /** Where it leads, and how: {@code Security review when category is security, running Tell the owner}. */
    String each(DiffSide side, Effect effect, Collection<Node.Stand> targets) {
        List<String> each = new ArrayList<>();
        for (Node.Stand target : targets) {
            String when = when(effect, target);
            each.add(side.name(target.id()) + (when.equals("always") ? "" : " " + when) + steps(side, effect, target));
        }
        return each.size() < 2
                ? String.join("", each)
                : String.join(", to ", each.subList(0, each.size() - 1)) + ", and to " + each.get(each.size() - 1);
    }

    private static String steps(DiffSide side, Effect effect, Node.Stand target) {
        Set<String> steps = new LinkedHashSet<>();
        effect.paths().stream()
                .filter(path -> path.to().id().equals(target.id()))
                .forEach(path -> steps.addAll(path.steps()));
        return steps.isEmpty() ? "" : ", running " + side.names(List.copyOf(steps));
    }

    /** Leaves out what can be left out. */
    private Condition lean(List<Condition> ways) {
        Condition whole = Reduction.or(ways);
        List<Condition> all = List.of(whole);
        List<List<Condition>> kept = new ArrayList<>();
        ways.forEach(way -> kept.add(new ArrayList<>(way instanceof Condition.And and ? and.parts() : List.of(way))));
        for (List<Condition> way : kept) {
            for (Condition part : List.copyOf(way)) {
                int at = way.indexOf(part);
                way.remove(at);
                if (!same(all, whole, kept)) {
                    way.add(at, part);
                }
            }
        }
        for (List<Condition> way : List.copyOf(kept)) {
            int at = kept.indexOf(way);
            kept.remove(at);
            if (!same(all, whole, kept)) {
                kept.add(at, way);
            }
        }
        return together(kept);
    }

    private boolean same(List<Condition> all, Condition whole, List<List<Condition>> kept) {
        Condition lean = together(kept);
        return guards.isNever(all, facts -> whole.test(facts) != lean.test(facts));
    }

    private static Condition together(List<List<Condition>> ways) {
        return Reduction.or(ways.stream().map(Reduction::and).toList());
    }
}
