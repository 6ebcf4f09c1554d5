package org.itsm4j.sla.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.sla.CalendarChange;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.ReopenRule;
import org.itsm4j.sla.Selection;
import org.itsm4j.sla.SlaClock.MilestoneStatus;
import org.itsm4j.sla.SlaEvent;
import org.itsm4j.sla.TargetChange;
import org.jspecify.annotations.Nullable;

/** What a command does to one clock: first what cancels it, then what stops it, then another target, then pauses. */
final class ClockWork {
    static final String RESET = "RESET";
    private static final String NOT_PROMISED = "NOT_PROMISED";
    private static final Set<SlaEvent> DONE = Set.of(SlaEvent.RESOLVED, SlaEvent.FULFILLED);
    private static final Set<SlaEvent> ONCE = Set.of(SlaEvent.CREATED, SlaEvent.ASSIGNED, SlaEvent.RESPONDED);

    private final Occasion occasion;
    /** What counts for the ticket in the clock's slot, as the command leaves it. */
    private final Optional<Selection> selection;

    private final Instant now;
    private FoldedClock clock;
    private @Nullable List<ClockEvent> nextCycle;
    private boolean takesTarget;

    ClockWork(FoldedClock clock, Occasion occasion, Optional<Selection> selection) {
        this.clock = clock;
        this.occasion = occasion;
        this.selection = selection;
        this.now = occasion.now();
    }

    FoldedClock clock() {
        return clock;
    }

    /** The events of another cycle that begins now. */
    Optional<List<ClockEvent>> nextCycle() {
        return Optional.ofNullable(nextCycle);
    }

    /** Whether its target is over: with the cycle, or because it has another now. */
    boolean takesTarget() {
        return takesTarget;
    }

    void react() {
        switch (clock.status()) {
            case RUNNING, PAUSED -> open();
            case STOPPED -> stopped();
            case CANCELLED -> cancelled();
        }
    }

    private void open() {
        Circumstances after = occasion.after();
        if (after.ended() && !after.done()) {
            cancel(after.situation());
        } else if (happened(clock.target().cancelledBy())) {
            cancel("CANCELLED");
        } else if (isStopped()) {
            stop();
        } else if (after.ended()) {
            cancel(after.situation());
        } else if (happened(clock.target().resetBy())) {
            reset();
        } else {
            if (occasion.hasOtherAttributes() && !isAgreed()) {
                reclassified();
            }
            pauseOrResume();
        }
    }

    private boolean happened(Set<SlaEvent> events) {
        return events.stream().anyMatch(occasion.events()::contains);
    }

    private boolean isStopped() {
        return occasion.events().contains(clock.target().stop());
    }

    private void stop() {
        add(new ClockEvent.Stopped(now));
    }

    /** Whether its due instant was agreed on for this ticket: then no policy changes it. */
    private boolean isAgreed() {
        return clock.promise() instanceof Promise.At
                && !clock.target().byPriority().containsValue(clock.promise())
                && !clock.target().otherwise().equals(Optional.of(clock.promise()));
    }

    private void reclassified() {
        if (selection.isEmpty()) {
            if (clock.policy().onTargetChange() != TargetChange.KEEP) {
                cancel(NOT_PROMISED);
            }
            return;
        }
        Selection next = selection.get();
        boolean same = next.policy().name().equals(clock.policy().name())
                && next.promise().equals(clock.promise());
        TargetChange rule = next.policy().onTargetChange();
        if (!same && rule != TargetChange.KEEP) {
            retarget(retargeted(next, rule, next.policy().onCalendarChange()));
        }
    }

    /** As if the ticket had always been under these policies. What is over stays as it is. */
    void renew() {
        Optional<ClockEvent> retargeted =
                selection.map(next -> retargeted(next, TargetChange.RETROACTIVE, CalendarChange.NEW_CALENDAR_ALL));
        if (isOpen(clock) && !isAgreed()) {
            retargeted.ifPresentOrElse(this::retarget, () -> cancel(NOT_PROMISED));
        } else if (isNotPromised()) {
            retargeted
                    .filter(event -> occasion.startedEarlier(selection.get()).isPresent())
                    .ifPresent(this::goOn);
        }
    }

    /** The clock's own promise gives way to an instant. */
    void agree(Instant due) {
        retarget(new ClockEvent.Retargeted(
                now,
                clock.version(),
                clock.policy().name(),
                new Promise.At(due),
                TargetChange.RETROACTIVE,
                CalendarChange.SEGMENTED));
    }

    private ClockEvent retargeted(Selection next, TargetChange rule, CalendarChange calendar) {
        return new ClockEvent.Retargeted(
                now, occasion.policies().version(), next.policy().name(), next.promise(), rule, calendar);
    }

    private void retarget(ClockEvent event) {
        // what was reached under the old target is not skipped under the new one: it is noticed all the same
        List<String> due = clock.alarms()
                .filter(one -> !one.at().isAfter(now))
                .map(one -> one.threshold().label())
                .toList();
        takesTarget = true;
        add(event);
        pauseOrResume();
        skipPast(due);
    }

    private void stopped() {
        SlaEvent stop = clock.target().stop();
        if (occasion.hasReopened() && DONE.contains(stop)) {
            ReopenRule rule = clock.policy().onReopen();
            if (rule == ReopenRule.NEW_CYCLE) {
                again();
            } else {
                add(new ClockEvent.Reopened(now, rule));
                pauseOrResume();
            }
        } else if (!ONCE.contains(clock.target().start())
                && selection.filter(occasion::starts).isPresent()) {
            again();
        }
    }

    private void cancelled() {
        if (isNotPromised()) {
            selection.ifPresent(this::promisedAgain);
        } else if (occasion.hasReturned()) {
            returned();
        }
    }

    /** A ticket that was merged and is taken out again goes on as it was; what was cancelled otherwise stays so. */
    private void returned() {
        ClockEvent.Cancelled end = end();
        if (occasion.before().map(Circumstances::situation).equals(Optional.of(end.why()))) {
            List<ClockEvent> events = withoutEnd();
            events.add(new ClockEvent.Paused(end.at(), end.why()));
            events.add(new ClockEvent.Resumed(now));
            nextCycle = events;
        }
    }

    /** Whether it was taken off because nothing was promised. */
    private boolean isNotPromised() {
        return clock.status() == ClockStatus.CANCELLED && end().why().equals(NOT_PROMISED);
    }

    private void promisedAgain(Selection next) {
        if (occasion.starts(next)) {
            nextCycle = List.of(occasion.attached(next, occasion.since(next, now)));
        } else if (occasion.hasOtherAttributes()
                && occasion.startedEarlier(next).isPresent()) {
            TargetChange rule = next.policy().onTargetChange();
            if (rule == TargetChange.RETROACTIVE || rule == TargetChange.PROPORTIONAL) {
                goOn(retargeted(next, rule, next.policy().onCalendarChange()));
            } else {
                nextCycle = List.of(occasion.attached(next, now));
            }
        }
    }

    /** Another cycle with what was counted and waited for before it was taken off. */
    private void goOn(ClockEvent retargeted) {
        List<ClockEvent> events = withoutEnd();
        events.add(new ClockEvent.Resumed(end().at()));
        events.add(retargeted);
        nextCycle = events;
    }

    private ClockEvent.Cancelled end() {
        return (ClockEvent.Cancelled) clock.events().stream()
                .filter(ClockEvent.Cancelled.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private List<ClockEvent> withoutEnd() {
        List<ClockEvent> events = new ArrayList<>(clock.events());
        events.remove(end());
        return events;
    }

    /** Another cycle, of what is promised now. */
    private void again() {
        selection.ifPresent(next -> nextCycle = List.of(occasion.attached(next, now)));
    }

    /** Ends this cycle and begins another: of what is promised now, or of the same if that is nothing and it was kept. */
    void reset() {
        ClockEvent.Attached same = new ClockEvent.Attached(
                now, now, clock.version(), clock.policy().name(), clock.promise());
        cancel(RESET);
        again();
        if (nextCycle == null) {
            nextCycle = List.of(same);
        }
    }

    private void cancel(String why) {
        takesTarget = true;
        add(new ClockEvent.Cancelled(now, why, occasion.deed().actor()));
    }

    /** What the command that has set it going makes of it. */
    void begin() {
        if (isStopped()) {
            stop();
        } else {
            pauseOrResume();
        }
        if (!occasion.hasReturned()) { // what was reached before it was merged is noticed all the same
            skipPast(List.of());
        }
    }

    private void pauseOrResume() {
        Optional<String> waits = occasion.waitsFor(clock.policy(), clock.promise());
        if (!waits.equals(clock.pausedFor())) {
            add(waits.<ClockEvent>map(reason -> new ClockEvent.Paused(now, reason))
                    .orElseGet(() -> new ClockEvent.Resumed(now)));
        }
    }

    /** What lies in the past already when a clock gets its target is told at once, and not acted on. */
    private void skipPast(List<String> except) {
        List<ClockEvent> skipped = clock.milestones().stream()
                .filter(one -> one.status() == MilestoneStatus.OPEN && !one.at().isAfter(now))
                .filter(one -> !except.contains(one.threshold().label()))
                .<ClockEvent>map(
                        one -> new ClockEvent.Skipped(one.at(), one.threshold().label(), now))
                .toList();
        if (!skipped.isEmpty()) {
            clock = clock.and(skipped);
        }
    }

    private void add(ClockEvent event) {
        clock = clock.and(List.of(event));
    }

    static boolean isOpen(FoldedClock clock) {
        return clock.status() == ClockStatus.RUNNING || clock.status() == ClockStatus.PAUSED;
    }
}
