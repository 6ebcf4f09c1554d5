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
    private final Instant now;
    private FoldedClock clock;
    private @Nullable List<ClockEvent> nextCycle;

    ClockWork(FoldedClock clock, Occasion occasion) {
        this.clock = clock;
        this.occasion = occasion;
        this.now = occasion.now();
    }

    FoldedClock clock() {
        return clock;
    }

    /** The events of another cycle that begins now. */
    Optional<List<ClockEvent>> nextCycle() {
        return Optional.ofNullable(nextCycle);
    }

    void react(Optional<Selection> selection) {
        switch (clock.status()) {
            case RUNNING, PAUSED -> open(selection);
            case STOPPED -> stopped();
            case CANCELLED -> cancelled();
        }
    }

    private void open(Optional<Selection> selection) {
        Circumstances after = occasion.after();
        if (after.ended() && !after.done()) {
            cancel(after.situation());
        } else if (happened(clock.target().cancelledBy())) {
            cancel("CANCELLED");
        } else if (occasion.events().contains(clock.target().stop())) {
            add(new ClockEvent.Stopped(now));
        } else if (after.ended()) {
            cancel(after.situation());
        } else if (happened(clock.target().resetBy())) {
            reset(RESET);
        } else {
            if (occasion.hasOtherAttributes() && !isAgreed()) {
                reclassified(selection);
            }
            pauseOrResume();
        }
    }

    private boolean happened(Set<SlaEvent> events) {
        return events.stream().anyMatch(occasion.events()::contains);
    }

    /** Whether its due instant was agreed on for this ticket: then no policy changes it. */
    private boolean isAgreed() {
        return clock.promise() instanceof Promise.At
                && !clock.target().byPriority().containsValue(clock.promise())
                && !clock.target().otherwise().equals(Optional.of(clock.promise()));
    }

    private void reclassified(Optional<Selection> selection) {
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
            retarget(next, rule, next.policy().onCalendarChange());
        }
    }

    /** As if the ticket had always been under these policies. What is over stays as it is. */
    void renew(Optional<Selection> selection) {
        if (!isOpen(clock) || isAgreed()) {
            return;
        }
        if (selection.isEmpty()) {
            cancel(NOT_PROMISED);
        } else {
            retarget(selection.get(), TargetChange.RETROACTIVE, CalendarChange.NEW_CALENDAR_ALL);
        }
    }

    void retarget(Selection next, TargetChange rule, CalendarChange calendar) {
        // what was reached under the old target is not skipped under the new one: it is noticed all the same
        List<String> due = clock.alarms()
                .filter(one -> !one.at().isAfter(now))
                .map(one -> one.threshold().label())
                .toList();
        add(new ClockEvent.Retargeted(
                now, occasion.policies().version(), next.policy().name(), next.promise(), rule, calendar));
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
                && occasion.events().contains(clock.target().start())
                && !occasion.after().ended()) {
            again();
        }
    }

    /** A ticket that was merged and is taken out again goes on as it was; what was cancelled otherwise stays so. */
    private void cancelled() {
        ClockEvent last = clock.events().get(clock.events().size() - 1);
        boolean byTicket = last instanceof ClockEvent.Cancelled one
                && occasion.before().map(Circumstances::situation).equals(Optional.of(one.why()));
        if (occasion.hasReturned() && byTicket) {
            List<ClockEvent> events = new ArrayList<>(clock.events());
            events.remove(last);
            events.add(new ClockEvent.Paused(last.at(), ((ClockEvent.Cancelled) last).why()));
            events.add(new ClockEvent.Resumed(now));
            nextCycle = events;
        }
    }

    /** Whether it was taken off because nothing was promised, and now its ticket has changed again. */
    boolean isPromisedAgain() {
        ClockEvent last = clock.events().get(clock.events().size() - 1);
        return occasion.hasOtherAttributes()
                && last instanceof ClockEvent.Cancelled one
                && one.why().equals(NOT_PROMISED)
                && one.at().isBefore(now);
    }

    private void again() {
        nextCycle = List.of(new ClockEvent.Attached(
                now, now, clock.version(), clock.policy().name(), clock.promise()));
    }

    void reset(String why) {
        cancel(why);
        again();
    }

    private void cancel(String why) {
        add(new ClockEvent.Cancelled(now, why, occasion.deed().actor()));
    }

    void pauseOrResume() {
        Optional<String> waits = occasion.waitsFor(clock.policy(), clock.promise());
        if (!waits.equals(clock.pausedFor())) {
            add(waits.<ClockEvent>map(reason -> new ClockEvent.Paused(now, reason))
                    .orElseGet(() -> new ClockEvent.Resumed(now)));
        }
    }

    /** What lies in the past already when a clock gets its target is told at once, and not acted on. */
    void skipPast(List<String> except) {
        List<ClockEvent> skipped = clock.milestones().stream()
                .filter(one -> one.status() == MilestoneStatus.OPEN && !one.at().isAfter(now))
                .filter(one -> !except.contains(one.threshold().label()))
                .<ClockEvent>map(
                        one -> new ClockEvent.Skipped(one.at(), one.threshold().label(), now))
                .toList();
        if (!skipped.isEmpty()) {
            clock = clock.and(skipped, now);
        }
    }

    private void add(ClockEvent event) {
        clock = clock.and(List.of(event), now);
    }

    static boolean isOpen(FoldedClock clock) {
        return clock.status() == ClockStatus.RUNNING || clock.status() == ClockStatus.PAUSED;
    }
}
