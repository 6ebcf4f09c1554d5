package org.itsm4j.examples.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.sla.Pause;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.TimelineEntry;
import org.jspecify.annotations.Nullable;

/**
 * When an incident was on hold or resolved, as its timeline tells: what state and reason changed to, entry by entry.
 *
 * @param all in order of time; one that is not over has no end
 */
record Waits(List<Wait> all) {
    /**
     * @param from when it began
     * @param to when it was over
     * @param reason the hold reason, or {@link Pause#RESOLVED}
     */
    record Wait(Instant from, Optional<Instant> to, String reason) {}

    static Waits of(List<TimelineEntry> timeline) {
        Reader reader = new Reader();
        timeline.forEach(reader::take);
        return reader.all();
    }

    /** Follows the two fields that say it. */
    private static final class Reader {
        private final List<Wait> over = new ArrayList<>();
        private String state = "";
        private String reason = "";
        private @Nullable Wait open;

        private void take(TimelineEntry entry) {
            for (FieldChange change : entry.changes()) {
                switch (change.field()) {
                    case "state" -> state = change.after();
                    case "holdReason" -> reason = change.after();
                    default -> {}
                }
            }
            String now = waitsFor();
            Wait before = open;
            if (before != null && !before.reason().equals(now)) {
                over.add(new Wait(before.from(), Optional.of(entry.at()), before.reason()));
                open = null;
            }
            if (open == null && !now.isEmpty()) {
                open = new Wait(entry.at(), Optional.empty(), now);
            }
        }

        private String waitsFor() {
            if (state.equals(IncidentState.ON_HOLD.name())) {
                return reason;
            }
            return state.equals(IncidentState.RESOLVED.name()) ? Pause.RESOLVED : "";
        }

        private Waits all() {
            List<Wait> all = new ArrayList<>(over);
            if (open != null) {
                all.add(open);
            }
            return new Waits(List.copyOf(all));
        }
    }

    /**
     * What a clock must leave out.
     *
     * @param reasons the reasons it waits for
     * @param start from when it counts
     * @param end up to when
     */
    List<Pause> pauses(Set<String> reasons, Instant start, Instant end) {
        List<Pause> pauses = new ArrayList<>();
        for (Wait wait : all) {
            Instant from = wait.from().isBefore(start) ? start : wait.from();
            Instant to = wait.to().filter(end::isAfter).orElse(end);
            if (from.isBefore(to) && reasons.contains(wait.reason())) {
                pauses.add(new Pause(from, to, wait.reason()));
            }
        }
        return pauses;
    }

    /** How much working time each reason has taken. */
    static Map<String, Duration> lengths(List<Pause> pauses, WorkCalendar calendar) {
        Map<String, Duration> lengths = new TreeMap<>();
        pauses.forEach(
                pause -> lengths.merge(pause.reason(), calendar.elapsed(pause.from(), pause.to()), Duration::plus));
        lengths.values().removeIf(Duration::isZero);
        return lengths;
    }
}
