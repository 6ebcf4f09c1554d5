package org.itsm4j.bpmn.internal.diff;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.diff.GuardDiff.Verdict;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.security.Role;

/** Tells which action leads somewhere else, or under another condition, and who may do it. */
final class TransitionDiff {
    private final DiffSide before;
    private final DiffSide after;
    private final GuardDiff guards;
    private final EffectWords words;
    private final Changes changes;

    TransitionDiff(DiffSide before, DiffSide after, GuardDiff guards, Changes changes) {
        this.before = before;
        this.after = after;
        this.guards = guards;
        this.changes = changes;
        words = new EffectWords(guards);
    }

    void compare() {
        after.effects().forEach((key, effect) -> {
            Effect old = before.effects().get(key);
            if (old != null) {
                compare(old, effect);
            } else if (!effect.origin().isTimer()) {
                added(effect, reached(effect));
            }
        });
        before.effects().forEach((key, effect) -> {
            if (!after.effects().containsKey(key) && !effect.origin().isTimer()) {
                gone(effect, reached(effect));
            }
        });
    }

    private Map<String, Node.Stand> reached(Effect effect) {
        Map<String, Node.Stand> reached = new LinkedHashMap<>();
        effect.targets().stream()
                .filter(it -> guards.canBe(
                        effect.conditions(),
                        facts -> effect.trace(facts).stands().contains(it.id())))
                .forEach(it -> reached.put(it.id(), it));
        return reached;
    }

    private void compare(Effect old, Effect now) {
        if (old.isLike(now)) {
            now.targets().forEach(target -> who(old, now, target.id()));
            return;
        }
        Map<String, Node.Stand> was = reached(old);
        Map<String, Node.Stand> is = reached(now);
        if (was.isEmpty() || is.isEmpty()) {
            added(now, is);
            gone(old, was);
            return;
        }
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        is.forEach((id, target) -> {
            if (was.containsKey(id)) {
                verdicts.add(condition(old, now, target));
                who(old, now, id);
            } else {
                changes.add(
                        ChangeKind.TRANSITION_ADDED,
                        after.place(now.origin()) + " now leads to " + words.each(after, now, List.of(target))
                                + may(after, now, List.of(target), "may now do it"),
                        now.origin().elements(target));
            }
        });
        was.forEach((id, target) -> {
            if (!is.containsKey(id)) {
                changes.add(
                        ChangeKind.TRANSITION_GONE,
                        before.place(old.origin()) + " no longer leads to "
                                + words.each(before, old, List.of(target))
                                + may(before, old, List.of(target), "could do it"),
                        old.origin().elements(target));
            }
        });
        possible(old, now, verdicts);
    }

    private Verdict condition(Effect old, Effect now, Node.Stand target) {
        Verdict verdict = guards.compare(
                both(old, now),
                facts -> old.trace(facts).stands().contains(target.id()),
                facts -> now.trace(facts).stands().contains(target.id()));
        String leads = after.place(now.origin()) + " leads to " + after.name(target.id()) + " ";
        changed(
                verdict,
                leads,
                words.when(old, target),
                words.when(now, target),
                now.origin().elements(target));
        return verdict;
    }

    private void changed(Verdict verdict, String start, String was, String is, String... elements) {
        switch (verdict) {
            case WIDER -> changes.add(ChangeKind.CONDITION_WIDER, start + is + "; before only " + was, elements);
            case NARROWER ->
                changes.add(ChangeKind.CONDITION_NARROWER, start + "only " + is + "; before " + was, elements);
            case OTHER -> changes.add(ChangeKind.CONDITION_OTHER, start + is + "; before " + was, elements);
            case CHOICE -> changes.add(ChangeKind.CONDITION_CHOICE, start + is + "; before " + was, elements);
            case UNCLEAR ->
                changes.add(
                        ChangeKind.CONDITION_UNCLEAR,
                        start + "under conditions that are written in another way, with too many cases to compare",
                        elements);
            case SAME -> {
                // nothing to tell
            }
        }
    }

    /** Whether an action is possible at all may change though no single target tells it. */
    private void possible(Effect old, Effect now, Set<Verdict> told) {
        if (told.contains(Verdict.OTHER) || told.contains(Verdict.UNCLEAR)) {
            return;
        }
        Verdict verdict = guards.compare(
                both(old, now),
                facts -> !old.trace(facts).stands().isEmpty(),
                facts -> !now.trace(facts).stands().isEmpty());
        String start = after.place(now.origin()) + " is possible ";
        String was = words.when(old, path -> true);
        String is = words.when(now, path -> true);
        String[] elements = now.origin().elements();
        if ((verdict == Verdict.WIDER || verdict == Verdict.OTHER) && !told.contains(Verdict.WIDER)) {
            changes.add(ChangeKind.ACTION_UNGUARDED, start + is + "; before only " + was, elements);
        }
        if ((verdict == Verdict.NARROWER || verdict == Verdict.OTHER) && !told.contains(Verdict.NARROWER)) {
            changes.add(ChangeKind.ACTION_GUARDED, start + "only " + is + "; before " + was, elements);
        }
    }

    private static Set<Condition> both(Effect old, Effect now) {
        Set<Condition> both = new LinkedHashSet<>(old.conditions());
        both.addAll(now.conditions());
        return both;
    }

    private void added(Effect now, Map<String, Node.Stand> is) {
        if (!is.isEmpty()) {
            List<Node.Stand> targets = List.copyOf(is.values());
            changes.add(
                    ChangeKind.ACTION_ADDED,
                    Quote.of(now.origin().action()) + " is now possible " + where(after, now) + "; it leads to "
                            + words.each(after, now, targets) + may(after, now, targets, "may now do it"),
                    now.origin().elements(nodes(targets)));
        }
    }

    private void gone(Effect old, Map<String, Node.Stand> was) {
        if (!was.isEmpty()) {
            List<Node.Stand> targets = List.copyOf(was.values());
            changes.add(
                    ChangeKind.ACTION_GONE,
                    Quote.of(old.origin().action()) + " is no longer possible " + where(before, old)
                            + "; it led to " + words.each(before, old, targets)
                            + may(before, old, targets, "could do it"),
                    old.origin().elements(nodes(targets)));
        }
    }

    private static Node[] nodes(List<Node.Stand> targets) {
        return targets.toArray(Node[]::new);
    }

    private static String where(DiffSide side, Effect effect) {
        return effect.origin().isStage()
                ? "in the stage " + side.name(effect.origin().node().id())
                : "at " + side.name(effect.origin().node().id());
    }

    private static String may(DiffSide side, Effect effect, List<Node.Stand> targets, String may) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        targets.forEach(target -> roles.addAll(side.who(effect.origin(), target)));
        return roles.isEmpty() ? "" : "; " + DiffWords.roles(roles) + " " + may;
    }

    private void who(Effect old, Effect now, String target) {
        Node.Stand from = before.stands().get(target);
        Node.Stand to = after.stands().get(target);
        if (from == null || to == null) {
            return;
        }
        Set<Role> could = before.who(old.origin(), from);
        Set<Role> may = after.who(now.origin(), to);
        if (!could.equals(may) && !could.isEmpty() && !may.isEmpty()) {
            changes.add(
                    ChangeKind.WHO_MAY,
                    after.place(now.origin()) + " to " + after.name(target) + " may now be done by "
                            + DiffWords.roles(may) + "; before by " + DiffWords.roles(could),
                    now.origin().elements(to));
        }
    }
}
