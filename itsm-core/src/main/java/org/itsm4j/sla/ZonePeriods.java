package org.itsm4j.sla;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The time line of a zone, as periods in which its offset stays the same. Immutable. */
final class ZonePeriods {
    /** What a span of local time is on the time line: as often as the clocks of the zone show it. */
    interface Visitor {
        /**
         * @param from first microsecond
         * @param to first microsecond after it
         */
        void visit(long from, long to);
    }

    /** Where each period starts, and where the last one ends. */
    private final long[] starts;
    /** Offset of each period, in microseconds. */
    private final long[] offsets;

    private ZonePeriods(long[] starts, long[] offsets) {
        this.starts = starts;
        this.offsets = offsets;
    }

    static ZonePeriods of(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<Long> starts = new ArrayList<>(List.of(Moments.INDEX_START));
        Instant first = Moments.instant(Moments.INDEX_START);
        List<ZoneOffset> offsets = new ArrayList<>(List.of(rules.getOffset(first)));
        ZoneOffsetTransition next = rules.nextTransition(first);
        while (next != null && next.toEpochSecond() < Moments.INDEX_END / Moments.SECOND) {
            starts.add(next.toEpochSecond() * Moments.SECOND);
            offsets.add(next.getOffsetAfter());
            next = rules.nextTransition(next.getInstant());
        }
        starts.add(Moments.INDEX_END);
        return new ZonePeriods(
                starts.stream().mapToLong(Long::longValue).toArray(),
                offsets.stream()
                        .mapToLong(offset -> offset.getTotalSeconds() * Moments.SECOND)
                        .toArray());
    }

    int size() {
        return offsets.length;
    }

    long start(int period) {
        return starts[period];
    }

    long end(int period) {
        return starts[period + 1];
    }

    long offset(int period) {
        return offsets[period];
    }

    /** @return what the clocks of the zone show, as if it were UTC */
    long local(long instant) {
        return instant + offsets[at(instant)];
    }

    private int at(long instant) {
        int at = Arrays.binarySearch(starts, instant);
        return Math.max(0, Math.min(offsets.length - 1, at >= 0 ? at : -at - 2));
    }

    /** Visits, in order of time, where the clocks show the local times from, inclusive, to, exclusive. */
    void visit(long localFrom, long localTo, Visitor visitor) {
        // No offset is more than 18 hours, so a day on both sides is enough to look through.
        int last = at(localTo + Moments.DAY);
        for (int period = at(localFrom - Moments.DAY); period <= last; period++) {
            long from = Math.max(starts[period], localFrom - offsets[period]);
            long to = Math.min(starts[period + 1], localTo - offsets[period]);
            if (from < to) {
                visitor.visit(from, to);
            }
        }
    }
}
