package org.itsm4j.sla;

import java.time.LocalDate;
import java.util.Optional;

/** Counts working days of a calendar. */
final class WorkingDays {
    private final WorkCalendar calendar;
    private final Timeline timeline;
    private final ZonePeriods periods;

    WorkingDays(WorkCalendar calendar) {
        this.calendar = calendar;
        this.timeline = calendar.timeline();
        this.periods = calendar.periods();
    }

    /**
     * @param start from when
     * @param n which working day, from 1
     * @param limit where to stop looking
     * @return the end of the n-th working day, or {@link Moments#NEVER} if it is beyond the limit
     */
    long end(long start, int n, long limit) {
        long opening = timeline.opening(start);
        if (opening > limit) {
            return Moments.NEVER;
        }
        long local = periods.local(opening);
        long day = Math.floorDiv(local, Moments.DAY);
        if (startsBefore(day, local - day * Moments.DAY)) {
            day--;
        }
        long end = end(day);
        long lastDay = Math.floorDiv(limit, Moments.DAY) + 1;
        for (int left = n - 1; left > 0; ) {
            day = next(day, end);
            if (day > lastDay) {
                return Moments.NEVER;
            }
            long each = end(day);
            // A shift that is over before the day before it is no further day.
            if (each != Moments.NEVER && each > end) {
                end = each;
                left--;
            }
        }
        return end <= limit ? end : Moments.NEVER;
    }

    /** @return the leaf that says which day a shift belongs to; none where days are local dates */
    private Optional<Leaf> byShift() {
        return calendar.definition().filter(leaf -> leaf.cut() == HolidayCut.SHIFT_START);
    }

    private boolean startsBefore(long day, long time) {
        return byShift()
                .filter(leaf ->
                        leaf.starting(LocalDate.ofEpochDay(day - 1)).tail().contains(time))
                .isPresent();
    }

    /** @return the next day to look at; days without working time are leapt over where that is safe */
    private long next(long day, long end) {
        if (byShift().isPresent()) {
            return day + 1;
        }
        long opening = timeline.opening(end);
        return opening == Moments.NEVER
                ? Moments.NEVER
                : Math.max(day + 1, Math.floorDiv(periods.local(opening), Moments.DAY));
    }

    /** @return when the last working instant of the day is over; {@link Moments#NEVER} if it has none */
    private long end(long day) {
        Spans spans = byShift()
                .map(leaf -> leaf.starting(LocalDate.ofEpochDay(day)).spans())
                .orElseGet(() -> Spans.covering(0, Moments.DAY));
        long[] end = {Moments.NEVER};
        for (int i = 0; i < spans.size(); i++) {
            periods.visit(day * Moments.DAY + spans.from(i), day * Moments.DAY + spans.to(i), (from, to) -> {
                long amount = timeline.upTo(to);
                if (amount > timeline.upTo(from)) {
                    end[0] = timeline.reaching(amount);
                }
            });
        }
        return end[0];
    }
}
