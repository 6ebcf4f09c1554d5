package org.itsm4j.bpmn.internal.diff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Node;

/** Tells which timers are new or gone, ring at another time, or do something else. */
final class TimerDiff {
    private final DiffSide before;
    private final DiffSide after;
    private final EffectWords words;
    private final Changes changes;

    TimerDiff(DiffSide before, DiffSide after, EffectWords words, Changes changes) {
        this.before = before;
        this.after = after;
        this.words = words;
        this.changes = changes;
    }

    void compare() {
        Map<String, Node.Timer> was = before.all(Node.Timer.class);
        Map<String, Node.Timer> is = after.all(Node.Timer.class);
        is.forEach((id, timer) -> {
            Node.Timer old = was.get(id);
            if (old != null) {
                compare(old, timer);
            } else {
                changes.add(
                        ChangeKind.TIMER_ADDED,
                        called(after, timer) + " is new: " + time(timer) + does(after, timer),
                        id);
            }
        });
        was.forEach((id, timer) -> {
            if (!is.containsKey(id)) {
                changes.add(
                        ChangeKind.TIMER_GONE,
                        called(before, timer) + " is gone: " + time(timer) + does(before, timer),
                        id);
            }
        });
    }

    private static String called(DiffSide side, Node.Timer timer) {
        return "the timer " + side.name(timer.id()) + " at the stage " + side.name(timer.stage());
    }

    /** {@code after 8 hours of the calendar support}. */
    private static String time(Node.Timer timer) {
        return DiffWords.delay(timer.delay())
                + timer.calendar()
                        .map(it -> " of the calendar " + ConditionWords.value(it))
                        .orElse("");
    }

    /** {@code , reassign by the system with group second-level, which leads to Assigned}. */
    private String does(DiffSide side, Node.Timer timer) {
        if (!timer.interrupts()) {
            return ", running " + steps(side, timer) + " beside the stage";
        }
        Effect effect = side.effects().get(timer.id());
        return ", " + action(timer) + " by the system"
                + (timer.data().isEmpty() ? "" : " with " + DiffWords.data(timer.data()))
                + (effect == null ? "" : ", which leads to " + words.each(side, effect, effect.targets()));
    }

    private static String action(Node.Timer timer) {
        return timer.action().map(Quote::of).orElse("no action");
    }

    private static String steps(DiffSide side, Node.Timer timer) {
        List<Node.Step> steps = side.beside(timer);
        return steps.isEmpty() ? "no step" : side.names(Node.ids(steps));
    }

    private void compare(Node.Timer old, Node.Timer now) {
        String timer = called(after, now);
        if (!old.stage().equals(now.stage())) {
            changes.add(
                    ChangeKind.TIMER_STAGE,
                    "the timer " + after.name(now.id()) + " is now at the stage " + after.name(now.stage())
                            + "; before at " + before.name(old.stage()),
                    now.id());
        }
        if (old.interrupts() != now.interrupts()) {
            changes.add(
                    ChangeKind.TIMER_INTERRUPTS,
                    timer + (now.interrupts() ? " now interrupts it: " : " no longer interrupts it: ") + time(now)
                            + does(after, now) + "; before " + time(old) + does(before, old),
                    now.id());
            return;
        }
        differs(
                ChangeKind.TIMER_DELAY,
                now,
                timer + " now rings ",
                DiffWords.delay(old.delay()),
                DiffWords.delay(now.delay()));
        differs(ChangeKind.TIMER_CALENDAR, now, timer + " now counts ", calendar(old), calendar(now));
        differs(ChangeKind.TIMER_ACTION, now, timer + " now lets the system do ", action(old), action(now));
        differs(
                ChangeKind.TIMER_DATA,
                now,
                timer + " now says with " + action(now) + " ",
                DiffWords.data(old.data()),
                DiffWords.data(now.data()));
        if (!Node.ids(before.beside(old)).equals(Node.ids(after.beside(now)))) {
            changes.add(
                    ChangeKind.TIMER_STEPS,
                    timer + " now runs " + steps(after, now) + "; before " + steps(before, old),
                    now.id());
        }
    }

    private void differs(ChangeKind kind, Node.Timer timer, String start, String was, String is) {
        if (!was.equals(is)) {
            changes.add(kind, start + is + "; before " + was, timer.id());
        }
    }

    private static String calendar(Node.Timer timer) {
        Optional<String> calendar = timer.calendar();
        return calendar.map(it -> "the working time of the calendar " + ConditionWords.value(it))
                .orElse("all the time");
    }
}
