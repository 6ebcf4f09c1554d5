package org.itsm4j.sla.internal;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.itsm4j.sla.CalendarChange;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Explanation;
import org.itsm4j.sla.Pause;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.ReopenRule;
import org.itsm4j.sla.TargetChange;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.jspecify.annotations.Nullable;

/** What follows from the events of a clock. Events are taken in their order; questions may be asked in between. */
final class Tally {
    /** A stretch of time that one calendar measures; the last one has no end. */
    private record Span(Instant from, Instant to, WorkCalendar calendar) {
        private Span until(Instant end) {
            return new Span(from, end, calendar);
        }
    }

    private static final Instant OPEN = Instant.MAX;

    private final Function<ClockEvent, Terms> lookup;
    private final List<Span> spans = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final Set<String> reached = new HashSet<>();
    private final Set<String> skipped = new HashSet<>();
    private Terms terms;
    private Instant attachedAt;
    private Instant start;
    /** From when the calendar is asked; what was counted before is in {@link #carried}. */
    private Instant measuredFrom;

    private Duration carried = Duration.ZERO;
    private Optional<Duration> promised = Optional.empty();
    /** The due instant that had passed already when only a share of it was carried over. */
    private @Nullable Instant passed;

    private @Nullable Instant pausedAt;
    private String pausedFor = "";
    private @Nullable Instant stoppedAt;
    private @Nullable Instant cancelledAt;

    @SuppressWarnings("NullAway.Init") // the first event says them
    private Tally(Function<ClockEvent, Terms> lookup) {
        this.lookup = lookup;
    }

    /**
     * @param events what happened, in order; the first is {@link ClockEvent.Attached}
     * @param lookup the terms that an event names
     */
    static Tally of(List<ClockEvent> events, Function<ClockEvent, Terms> lookup) {
        Tally tally = new Tally(lookup);
        events.forEach(tally::take);
        return tally;
    }

    private void take(ClockEvent event) {
        if (event instanceof ClockEvent.Attached attached) {
            attach(attached);
        } else if (event instanceof ClockEvent.Paused paused) {
            resume(paused.at());
            pausedAt = paused.at();
            pausedFor = paused.reason();
        } else if (event instanceof ClockEvent.Resumed resumed) {
            resume(resumed.at());
        } else if (event instanceof ClockEvent.Retargeted retargeted) {
            retarget(retargeted);
        } else if (event instanceof ClockEvent.Stopped stopped) {
            resume(stopped.at());
            stoppedAt = stopped.at();
        } else if (event instanceof ClockEvent.Reopened reopened) {
            reopen(reopened);
        } else if (event instanceof ClockEvent.Cancelled cancelled) {
            resume(cancelled.at());
            cancelledAt = cancelled.at();
        } else if (event instanceof ClockEvent.Reached one) {
            reached.add(one.threshold());
        } else if (event instanceof ClockEvent.Skipped one) {
            skipped.add(one.threshold());
        }
    }

    private void attach(ClockEvent.Attached event) {
        terms = lookup.apply(event);
        attachedAt = event.at();
        begin(event.start());
    }

    private void begin(Instant from) {
        start = from;
        measuredFrom = from;
        spans.clear();
        spans.add(new Span(from, OPEN, terms.calendar()));
        promised = promise();
    }

    /** The working time promised; to an agreed instant all there is. */
    private Optional<Duration> promise() {
        return terms.promise() instanceof Promise.At at ? Optional.of(counted(at.instant())) : terms.promised(start);
    }

    private void resume(Instant at) {
        if (pausedAt != null) {
            pauses.add(new Pause(pausedAt, at, pausedFor));
            pausedAt = null;
            pausedFor = "";
        }
    }

    private void reopen(ClockEvent.Reopened event) {
        if (stoppedAt != null && event.rule() == ReopenRule.RESUME_EXCLUDING_RESOLVED) {
            pauses.add(new Pause(stoppedAt, event.at(), Pause.RESOLVED));
        }
        stoppedAt = null;
    }

    private void retarget(ClockEvent.Retargeted event) {
        Optional<Instant> due = due();
        Duration used = elapsed(event.at());
        Optional<Duration> before = promised;
        WorkCalendar calendar = terms.calendar();
        terms = lookup.apply(event);
        if (event.target() == TargetChange.FRESH) {
            fresh(event.at());
            reached.clear();
            skipped.clear();
            return;
        }
        if (event.calendar() == CalendarChange.NEW_CALENDAR_ALL || !calendar.equals(terms.calendar())) {
            changeCalendar(event.calendar(), event.at());
        }
        carried = Duration.ZERO;
        passed = null;
        measuredFrom = start;
        promised = promise();
        if (event.target() == TargetChange.PROPORTIONAL && before.isPresent() && promised.isPresent()) {
            measuredFrom = event.at();
            passed = due.filter(at -> !at.isAfter(event.at())).orElse(null);
            carried = passed == null ? share(used, before.get(), promised.get()) : promised.get();
        }
        forget(event.at());
    }

    /** What nobody was called for comes again if it lies ahead now, and so does all on the way to an agreed instant. */
    private void forget(Instant at) {
        skipped.removeIf(label -> isAhead(label, at));
        if (terms.isFixed()) {
            reached.removeIf(label -> isAhead(label, at));
        }
    }

    private boolean isAhead(String label, Instant at) {
        Optional<Instant> reached = instant(new Threshold(label, List.of())); // while it waits none is
        return reached.filter(one -> !one.isAfter(at)).isEmpty();
    }

    private void fresh(Instant at) {
        carried = Duration.ZERO;
        passed = null;
        pauses.clear();
        if (pausedAt != null) {
            pausedAt = at;
        }
        begin(at);
    }

    private void changeCalendar(CalendarChange rule, Instant at) {
        if (rule == CalendarChange.NEW_CALENDAR_ALL) {
            spans.clear();
            spans.add(new Span(start, OPEN, terms.calendar()));
        } else {
            Span last = spans.remove(spans.size() - 1);
            spans.add(last.until(at));
            spans.add(new Span(at, OPEN, terms.calendar()));
        }
    }

    /** The same share of another time; to the microsecond, rounded down. */
    private static Duration share(Duration used, Duration of, Duration other) {
        if (of.isZero()) {
            return other;
        }
        BigInteger micros = micros(used).multiply(micros(other)).divide(micros(of));
        return Duration.ofNanos(micros.longValueExact() * 1_000);
    }

    private static BigInteger micros(Duration duration) {
        return BigInteger.valueOf(duration.toNanos() / 1_000);
    }

    Terms terms() {
        return terms;
    }

    Instant attachedAt() {
        return attachedAt;
    }

    Instant start() {
        return start;
    }

    Optional<Duration> promised() {
        return promised;
    }

    Optional<Instant> stoppedAt() {
        return Optional.ofNullable(stoppedAt);
    }

    Optional<String> pausedFor() {
        return status() == ClockStatus.PAUSED ? Optional.of(pausedFor) : Optional.empty();
    }

    boolean isReached(Threshold threshold) {
        return reached.contains(threshold.label());
    }

    boolean isSkipped(Threshold threshold) {
        return skipped.contains(threshold.label());
    }

    ClockStatus status() {
        if (cancelledAt != null) {
            return ClockStatus.CANCELLED;
        }
        if (stoppedAt != null) {
            return ClockStatus.STOPPED;
        }
        return pausedAt == null ? ClockStatus.RUNNING : ClockStatus.PAUSED;
    }

    /** The last instant that can count, seen from there. */
    Instant end(Instant asOf) {
        Instant end = stoppedAt != null && stoppedAt.isBefore(asOf) ? stoppedAt : asOf;
        return cancelledAt != null && cancelledAt.isBefore(end) ? cancelledAt : end;
    }

    Duration elapsed(Instant asOf) {
        return carried.plus(counted(end(asOf)));
    }

    private Duration counted(Instant end) {
        Duration counted = Duration.ZERO;
        for (Span span : spans) {
            counted = counted.plus(span.calendar().elapsed(from(span), to(span, end), pausesUntil(end)));
        }
        return counted;
    }

    Explanation explain(Instant asOf) {
        Instant end = end(asOf);
        Explanation explanation = new Explanation(carried, List.of());
        for (Span span : spans) {
            if (from(span).isBefore(to(span, end))) {
                explanation = explanation.then(span.calendar().explain(from(span), to(span, end), pausesUntil(end)));
            }
        }
        return explanation;
    }

    private Instant from(Span span) {
        return span.from().isBefore(measuredFrom) ? measuredFrom : span.from();
    }

    private static Instant to(Span span, Instant end) {
        return span.to().isAfter(end) ? end : span.to();
    }

    private List<Pause> pausesUntil(Instant end) {
        if (terms.isFixed()) {
            return List.of();
        }
        if (pausedAt == null || !pausedAt.isBefore(end)) {
            return pauses;
        }
        List<Pause> all = new ArrayList<>(pauses);
        all.add(new Pause(pausedAt, end, pausedFor));
        return all;
    }

    /** The smallest instant at which the promise is used up; none while it waits with some of it left. */
    Optional<Instant> due() {
        if (terms.promise() instanceof Promise.At at) {
            return Optional.of(at.instant());
        }
        return passed != null ? Optional.of(passed) : promised.flatMap(this::after);
    }

    /** As {@link #due()}, if it went on there. */
    Optional<Instant> projectedDue(Instant asOf) {
        Optional<Instant> due = due();
        if (due.isPresent() || pausedAt == null || asOf.isBefore(pausedAt)) {
            return due;
        }
        return promised.flatMap(working -> after(working, pausesUntil(asOf), OPEN));
    }

    /** When a threshold is reached: rounded up to the whole second. */
    Optional<Instant> instant(Threshold threshold) {
        return exact(threshold)
                .map(exact -> exact.getNano() == 0 ? exact : Instant.ofEpochSecond(exact.getEpochSecond() + 1));
    }

    /** When so much has been used up, to the microsecond. */
    Optional<Instant> exact(Threshold threshold) {
        return threshold.isDue() ? due() : promised.flatMap(working -> instant(threshold.share(working), working));
    }

    private Optional<Instant> instant(Duration share, Duration working) {
        return share.equals(working) ? due() : after(share);
    }

    private Optional<Instant> after(Duration working) {
        return terms.isFixed()
                ? after(working, List.of(), OPEN)
                : after(working, pauses, pausedAt == null ? OPEN : pausedAt);
    }

    /** When so much has been counted, unless that is after a limit. */
    private Optional<Instant> after(Duration working, List<Pause> waits, Instant limit) {
        Duration left = working.minus(carried);
        if (left.isNegative() || left.isZero()) {
            return Optional.of(measuredFrom);
        }
        for (Span span : spans) {
            if (from(span).isAfter(limit)) {
                return Optional.empty();
            }
            Instant to = to(span, limit);
            if (to.equals(OPEN)) {
                return span.calendar().reach(from(span), left, waits);
            }
            Duration there = span.calendar().elapsed(from(span), to, waits);
            if (there.compareTo(left) >= 0) {
                return span.calendar().reach(from(span), left, waits);
            }
            left = left.minus(there);
        }
        return Optional.empty();
    }
}
