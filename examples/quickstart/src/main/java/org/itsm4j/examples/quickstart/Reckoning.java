package org.itsm4j.examples.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Explanation.Cause;
import org.itsm4j.sla.Pause;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.Stretch;
import org.itsm4j.sla.WorkCalendar;

/**
 * What a clock has to say, from the timeline of its ticket and by the calendar alone: the clock gives only what is promised,
 * and when it began and ended. Of policies as those of the tour: one calendar, and the time since the report counts when
 * the promise changes.
 *
 * @param elapsed the working time it has counted
 * @param due its due instant
 * @param breached whether it ended after that
 * @param waited how much working time each reason has taken
 */
record Reckoning(Duration elapsed, Optional<Instant> due, boolean breached, Map<String, Duration> waited) {

    static Reckoning of(SlaClock clock, Waits waits) {
        WorkCalendar calendar = clock.calendar();
        Instant end = end(clock);
        Set<String> reasons = new HashSet<>(clock.policy().pauses());
        reasons.add(Pause.RESOLVED);
        List<Pause> pauses = waits.pauses(reasons, clock.start(), end);
        Duration elapsed = calendar.elapsed(clock.start(), end, pauses);
        Duration promised = promised(clock);
        boolean usedUp = elapsed.compareTo(promised) >= 0;
        Optional<Instant> due = clock.status() == ClockStatus.CANCELLED || isWaiting(pauses, clock) && !usedUp
                ? Optional.empty()
                : Optional.of(calendar.due(clock.start(), promised, pauses));
        return new Reckoning(elapsed, due, due.filter(end::isAfter).isPresent(), Waits.lengths(pauses, calendar));
    }

    /** What the clock itself says of the same. */
    static Reckoning told(SlaClock clock) {
        Map<String, Duration> waited = new TreeMap<>();
        for (Map.Entry<Cause, Duration> each : clock.explain().notCounted().entrySet()) {
            Cause cause = each.getKey();
            if (cause.reason() == Stretch.Reason.PAUSED) {
                waited.put(cause.detail(), each.getValue());
            } else if (cause.reason() == Stretch.Reason.RESOLVED) {
                waited.put(Pause.RESOLVED, each.getValue());
            }
        }
        return new Reckoning(clock.elapsed(), clock.due(), clock.breached(), waited);
    }

    /** Still waiting: the last pause reaches up to the moment at which the clock is seen. */
    private static boolean isWaiting(List<Pause> pauses, SlaClock clock) {
        return clock.stoppedAt().isEmpty()
                && pauses.stream().anyMatch(pause -> pause.to().equals(clock.asOf()));
    }

    private static Instant end(SlaClock clock) {
        return clock.stoppedAt()
                .or(() -> clock.events().stream()
                        .filter(ClockEvent.Cancelled.class::isInstance)
                        .map(ClockEvent::at)
                        .findFirst())
                .orElse(clock.asOf());
    }

    private static Duration promised(SlaClock clock) {
        if (clock.promise() instanceof Promise.WorkingDays days) {
            return clock.calendar()
                    .elapsed(clock.start(), clock.calendar().endOfWorkingDay(clock.start(), days.days()));
        }
        return ((Promise.Within) clock.promise()).working();
    }
}
