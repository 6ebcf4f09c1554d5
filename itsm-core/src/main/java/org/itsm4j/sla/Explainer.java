package org.itsm4j.sla;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells stretch by stretch what counted. Serves one question. */
final class Explainer {
    private final WorkCalendar calendar;
    private final long from;
    private final long to;
    private final List<Stretch> stretches = new ArrayList<>();

    Explainer(WorkCalendar calendar, long from, long to) {
        this.calendar = calendar;
        this.from = from;
        this.to = to;
    }

    List<Stretch> stretches(Collection<Pause> pauses) {
        Timeline timeline = calendar.timeline();
        TreeMap<Long, Labels.Shown> paused = pauses(pauses);
        TreeMap<Long, Labels.Shown> holidays = holidays();
        long at = from;
        while (at < to) {
            if (timeline.isOpen(at)) {
                long end = Math.min(timeline.closing(at), to);
                add(at, end, Stretch.Reason.COUNTED, Stretch.Reason.PAUSED, paused);
                at = end;
            } else {
                long end = Math.min(timeline.opening(at), to);
                add(at, end, Stretch.Reason.OUTSIDE_HOURS, Stretch.Reason.HOLIDAY, holidays);
                at = end;
            }
        }
        return stretches;
    }

    private void add(
            long start, long end, Stretch.Reason plain, Stretch.Reason labelled, TreeMap<Long, Labels.Shown> labels) {
        Map.Entry<Long, Labels.Shown> first = labels.floorEntry(start);
        Labels.Shown shown = first == null ? Labels.Shown.NOTHING : first.getValue();
        long at = start;
        for (Map.Entry<Long, Labels.Shown> next :
                labels.subMap(start, false, end, false).entrySet()) {
            add(at, next.getKey(), shown, plain, labelled);
            at = next.getKey();
            shown = next.getValue();
        }
        add(at, end, shown, plain, labelled);
    }

    private void add(long start, long end, Labels.Shown shown, Stretch.Reason plain, Stretch.Reason labelled) {
        Stretch.Reason reason = plain;
        if (shown.any()) {
            boolean resolved = labelled == Stretch.Reason.PAUSED && shown.text().equals(Pause.RESOLVED);
            reason = resolved ? Stretch.Reason.RESOLVED : labelled;
        }
        ZoneId zone = calendar.zone();
        stretches.add(
                new Stretch(Moments.instant(start), Moments.instant(end), reason, shown.text(), calendar.name(), zone));
    }

    private static TreeMap<Long, Labels.Shown> pauses(Collection<Pause> pauses) {
        Labels labels = new Labels();
        for (Pause pause : PauseLine.sorted(pauses)) {
            labels.add(Moments.micros(pause.from(), "pauses"), Moments.micros(pause.to(), "pauses"), pause.reason());
        }
        return labels.shown();
    }

    private TreeMap<Long, Labels.Shown> holidays() {
        Labels labels = new Labels();
        for (WorkCalendar member : calendar.leaves()) {
            ZonePeriods periods = member.periods();
            member.definition().ifPresent(leaf -> {
                // Two days more on each side, for zones and for tails of nights.
                LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(from, Moments.DAY) - 3);
                LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(to, Moments.DAY) + 2);
                for (Holiday holiday :
                        leaf.holidays().subMap(first, true, last, true).values()) {
                    Spans closed = leaf.closedBy(holiday);
                    long midnight = holiday.date().toEpochDay() * Moments.DAY;
                    for (int i = 0; i < closed.size(); i++) {
                        periods.visit(
                                midnight + closed.from(i),
                                midnight + closed.to(i),
                                (start, end) -> labels.add(start, end, holiday.name()));
                    }
                }
            });
        }
        return labels.shown();
    }
}
