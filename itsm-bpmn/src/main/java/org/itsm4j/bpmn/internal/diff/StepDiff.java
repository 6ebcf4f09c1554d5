package org.itsm4j.bpmn.internal.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.diff.Effect.Trace;
import org.itsm4j.bpmn.internal.diff.GuardDiff.Verdict;
import org.itsm4j.bpmn.internal.model.Node;

/** Tells which steps are new, gone or run in another way, and on which transitions. */
final class StepDiff {
    private final DiffSide before;
    private final DiffSide after;
    private final GuardDiff guards;
    private final EffectWords words;
    private final Changes changes;
    private final Set<String> common;

    StepDiff(DiffSide before, DiffSide after, GuardDiff guards, Changes changes) {
        this.before = before;
        this.after = after;
        this.guards = guards;
        this.changes = changes;
        words = new EffectWords(guards);
        common = new HashSet<>(before.all(Node.Step.class).keySet());
        common.retainAll(after.all(Node.Step.class).keySet());
    }

    void compare() {
        Map<String, Node.Step> was = before.all(Node.Step.class);
        Map<String, Node.Step> is = after.all(Node.Step.class);
        is.forEach((id, step) -> {
            if (common.contains(id)) {
                step(was.get(id), step);
            } else {
                changes.add(
                        ChangeKind.STEP_ADDED,
                        "the step " + after.name(id) + " is new: it runs " + how(step) + runs(after, step),
                        id);
            }
        });
        was.forEach((id, step) -> {
            if (!common.contains(id)) {
                changes.add(
                        ChangeKind.STEP_GONE,
                        "the step " + before.name(id) + " is gone: it ran " + how(step) + runs(before, step),
                        id);
            }
        });
        after.effects().forEach((key, now) -> {
            Effect old = before.effects().get(key);
            if (old != null && !old.isLike(now)) {
                transitions(old, now);
            }
        });
    }

    private static String how(Node.Step step) {
        return Quote.of(step.handler())
                + step.background()
                        .map(retry -> " in the background, " + DiffWords.retry(retry))
                        .orElse("");
    }

    /** {@code , on resolve from In progress to Resolved}. */
    private String runs(DiffSide side, Node.Step step) {
        List<String> runs = new ArrayList<>();
        for (Effect effect : side.effects().values()) {
            for (Node.Stand target : effect.steps().contains(step.id()) ? effect.targets() : Set.<Node.Stand>of()) {
                if (guards.canBe(effect.conditions(), facts -> runs(effect.trace(facts), target.id(), step.id()))) {
                    runs.add(side.transition(effect.origin(), target));
                }
            }
        }
        side.all(Node.Timer.class).values().stream()
                .filter(timer ->
                        side.beside(timer).stream().anyMatch(it -> it.id().equals(step.id())))
                .forEach(timer -> runs.add("when the timer " + side.name(timer.id()) + " rings beside the stage "
                        + side.name(timer.stage())));
        return runs.isEmpty() ? "" : ", " + DiffWords.list(runs);
    }

    private static boolean runs(Trace trace, String target, String step) {
        return trace.stands().contains(target) && trace.steps().contains(step);
    }

    private void step(Node.Step old, Node.Step now) {
        String step = "the step " + after.name(now.id());
        if (!old.handler().equals(now.handler())) {
            changes.add(
                    ChangeKind.STEP_HANDLER,
                    step + " now runs " + Quote.of(now.handler()) + "; before " + Quote.of(old.handler()),
                    now.id());
        }
        Optional<Node.Retry> was = old.background();
        Optional<Node.Retry> is = now.background();
        if (was.isEmpty() && is.isPresent()) {
            changes.add(
                    ChangeKind.STEP_BACKGROUND,
                    step + " now runs in the background, " + DiffWords.retry(is.get())
                            + "; before with the action itself",
                    now.id());
        } else if (was.isPresent() && is.isEmpty()) {
            changes.add(
                    ChangeKind.STEP_SYNCHRONOUS,
                    step + " now runs with the action itself; before in the background, " + DiffWords.retry(was.get()),
                    now.id());
        } else if (is.isPresent() && !was.equals(is)) {
            changes.add(
                    ChangeKind.STEP_RETRY,
                    step + " is now given " + DiffWords.retry(is.get()) + "; before "
                            + DiffWords.retry(was.orElseThrow()),
                    now.id());
        }
    }

    private void transitions(Effect old, Effect now) {
        Set<Condition> both = new LinkedHashSet<>(old.conditions());
        both.addAll(now.conditions());
        for (Node.Stand target : now.targets()) {
            String id = target.id();
            Predicate<Facts> was = facts -> old.trace(facts).stands().contains(id);
            Predicate<Facts> is = facts -> now.trace(facts).stands().contains(id);
            if (!guards.canBe(both, was) || !guards.canBe(both, is)) {
                continue; // told as a transition, with its steps
            }
            boolean alike = guards.compare(both, was, is) == Verdict.SAME;
            Set<String> steps = new LinkedHashSet<>(now.steps());
            steps.addAll(old.steps());
            steps.retainAll(common);
            steps.forEach(step -> transition(old, now, both, target, step, alike));
            order(old, now, both, target);
        }
    }

    private void transition(
            Effect old, Effect now, Set<Condition> both, Node.Stand target, String step, boolean alike) {
        Predicate<Facts> ran = facts -> runs(old.trace(facts), target.id(), step);
        Predicate<Facts> runs = facts -> runs(now.trace(facts), target.id(), step);
        if (guards.compare(both, ran, runs) == Verdict.SAME) {
            return;
        }
        String start = after.transition(now.origin(), target) + ", the step " + after.name(step) + " ";
        String[] elements = {step, now.origin().node().id(), target.id()};
        if (!guards.canBe(both, ran)) {
            changes.add(ChangeKind.STEP_RUNS, start + "now runs" + also(when(now, target, step)), elements);
        } else if (!guards.canBe(both, runs)) {
            changes.add(ChangeKind.STEP_RUNS_NOT, start + "no longer runs" + also(when(old, target, step)), elements);
        } else if (alike) {
            changes.add(
                    ChangeKind.STEP_CONDITION,
                    start + "runs " + when(now, target, step) + "; before " + when(old, target, step),
                    elements);
        }
    }

    private static String also(String when) {
        return when.equals("always") ? "" : " " + when;
    }

    private String when(Effect effect, Node.Stand target, String step) {
        return words.when(
                effect,
                path -> path.to().id().equals(target.id()) && path.steps().contains(step));
    }

    private void order(Effect old, Effect now, Set<Condition> both, Node.Stand target) {
        List<List<String>> example = new ArrayList<>();
        boolean different = guards.finds(both, facts -> {
            List<String> ran = common(old.trace(facts), target);
            List<String> runs = common(now.trace(facts), target);
            boolean other = !ran.equals(runs) && Set.copyOf(ran).equals(Set.copyOf(runs));
            if (other) {
                example.addAll(List.of(ran, runs));
            }
            return other;
        });
        if (different) {
            changes.add(
                    ChangeKind.STEP_ORDER,
                    after.transition(now.origin(), target) + ", steps run in another order: "
                            + after.names(example.get(1)) + "; before " + before.names(example.get(0)),
                    now.origin().node().id(),
                    target.id());
        }
    }

    private List<String> common(Trace trace, Node.Stand target) {
        return trace.stands().contains(target.id())
                ? trace.steps().stream().filter(common::contains).toList()
                : List.of();
    }
}
