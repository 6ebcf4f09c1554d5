package org.itsm4j.sla;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The definition of a calendar of hours of its own, and the one predicate all follows from: what is open on a local date.
 *
 * @param zone where its clocks are
 * @param weekly hours of the week
 * @param holidays by date
 * @param dated hours that replace those of the week on their date; they win over a holiday
 * @param cut what a holiday or dated hours take away
 */
record Leaf(
        ZoneId zone,
        WeeklyHours weekly,
        NavigableMap<LocalDate, Holiday> holidays,
        NavigableMap<LocalDate, Shifts> dated,
        HolidayCut cut) {
    Leaf {
        holidays = Collections.unmodifiableNavigableMap(new TreeMap<>(holidays));
        dated = Collections.unmodifiableNavigableMap(new TreeMap<>(dated));
    }

    /** @return whether the date is not as its weekday */
    private boolean isSpecial(LocalDate date) {
        return holidays.containsKey(date) || dated.containsKey(date);
    }

    /** @return the shifts that start on the date, by {@link HolidayCut#SHIFT_START} */
    Shifts starting(LocalDate date) {
        Shifts replaced = dated.get(date);
        if (replaced != null) {
            return replaced;
        }
        return holidays.containsKey(date) ? Shifts.NONE : weekly.on(date.getDayOfWeek());
    }

    /** @return what the holiday closes, in microseconds from its midnight; nothing if dated hours take its place */
    Spans closedBy(Holiday holiday) {
        if (dated.containsKey(holiday.date())) {
            return Spans.NONE;
        }
        return cut == HolidayCut.LOCAL_DATE
                ? Spans.covering(0, Moments.DAY)
                : weekly.on(holiday.date().getDayOfWeek()).spans();
    }

    /** @return what is open on the local date, in microseconds from its midnight */
    Spans open(LocalDate date) {
        LocalDate eve = date.minusDays(1);
        if (cut == HolidayCut.SHIFT_START) {
            return starting(date).head().or(starting(eve).tail());
        }
        if (isSpecial(date)) {
            return dated.getOrDefault(date, Shifts.NONE).head();
        }
        return open(date.getDayOfWeek()).or(dated.getOrDefault(eve, Shifts.NONE).tail());
    }

    private Spans open(DayOfWeek day) {
        return weekly.on(day).head().or(weekly.on(day.minus(1)).tail());
    }

    /** @return what is open in a week without holidays, in microseconds from Thursday midnight */
    private Spans openWeek() {
        Spans week = Spans.NONE;
        for (int i = 0; i < 7; i++) {
            week = week.or(open(DayOfWeek.THURSDAY.plus(i)).cut(0, Moments.DAY, i * Moments.DAY));
        }
        return week;
    }

    /** @return what is open on the dates that are not as their weekday */
    private NavigableMap<Long, Spans> exceptions() {
        TreeSet<LocalDate> dates = new TreeSet<>(holidays.keySet());
        dates.addAll(dated.keySet());
        NavigableMap<Long, Spans> exceptions = new TreeMap<>();
        for (LocalDate date : dates) {
            // The next date, too: a tail is added to it or taken from it.
            for (LocalDate each = date; !each.isAfter(date.plusDays(1)); each = each.plusDays(1)) {
                Spans open = open(each);
                if (!open.equals(open(each.getDayOfWeek()))) {
                    exceptions.put(each.toEpochDay(), open);
                }
            }
        }
        return exceptions;
    }

    /** @return the index of this calendar */
    Timeline timeline(ZonePeriods periods) {
        Spans week = openWeek();
        NavigableMap<Long, Spans> exceptions = exceptions();
        Map<Long, WeekPattern> weeks = new HashMap<>();
        Timeline.Builder builder = new Timeline.Builder();
        for (int period = 0; period < periods.size(); period++) {
            long offset = periods.offset(period);
            WeekPattern usual =
                    weeks.computeIfAbsent(offset, any -> new WeekPattern(week.turned(Moments.WEEK, -offset)));
            builder.add(periods.start(period), usual);
            long firstDay = Math.floorDiv(periods.start(period) + offset, Moments.DAY);
            long lastDay = Math.floorDiv(periods.end(period) - 1 + offset, Moments.DAY);
            for (Map.Entry<Long, Spans> each :
                    exceptions.subMap(firstDay, true, lastDay, true).entrySet()) {
                long midnight = each.getKey() * Moments.DAY - offset;
                // A date at the edge of a period may begin before it; its other part belongs to the neighbour.
                builder.add(
                        Math.max(periods.start(period), midnight),
                        new WeekPattern(each.getValue().repeated(Moments.DAY, 7).turned(Moments.WEEK, -offset)));
                if (midnight + Moments.DAY < periods.end(period)) {
                    builder.add(midnight + Moments.DAY, usual);
                }
            }
        }
        return builder.build();
    }
}
