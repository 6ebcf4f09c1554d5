package org.itsm4j.sla;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

/** Pauses on the time line, sorted and joined where they overlap, so that each instant counts once. */
final class PauseLine {
    private static final PauseLine NONE = new PauseLine(new long[0], 0);
    private static final Comparator<Pause> BY_BEGINNING = Comparator.comparing(Pause::from);

    /** From, to, from, to. */
    private final long[] edges;

    private final int size;

    private PauseLine(long[] edges, int size) {
        this.edges = edges;
        this.size = size;
    }

    static PauseLine of(Collection<Pause> pauses) {
        if (Objects.requireNonNull(pauses, "pauses").isEmpty()) {
            return NONE;
        }
        Pause[] sorted = sorted(pauses);
        long[] edges = new long[2 * sorted.length];
        int size = 0;
        for (Pause pause : sorted) {
            long from = micros(pause.from());
            long to = micros(pause.to());
            if (size > 0 && from <= edges[size - 1]) {
                edges[size - 1] = Math.max(edges[size - 1], to);
            } else {
                edges[size++] = from;
                edges[size++] = to;
            }
        }
        return new PauseLine(edges, size);
    }

    /** @return the pauses by their beginning; those that begin together as they were given */
    static Pause[] sorted(Collection<Pause> pauses) {
        Pause[] sorted = pauses.toArray(new Pause[0]);
        Arrays.sort(sorted, BY_BEGINNING);
        return sorted;
    }

    private static long micros(Instant instant) {
        return Moments.micros(instant, "pauses");
    }

    /** @return working time between the two, without pauses */
    long elapsed(Timeline timeline, long from, long to) {
        if (to <= from) {
            return 0;
        }
        long sum = timeline.upTo(to) - timeline.upTo(from);
        for (int i = 0; i < size && edges[i] < to; i += 2) {
            long low = Math.max(edges[i], from);
            long high = Math.min(edges[i + 1], to);
            if (low < high) {
                sum -= timeline.upTo(high) - timeline.upTo(low);
            }
        }
        return sum;
    }

    /**
     * @param timeline working time
     * @param start from when
     * @param target how much
     * @return the first instant at which that much has passed without pauses, or {@link Moments#NEVER}
     */
    long due(Timeline timeline, long start, long target) {
        if (target == 0) {
            return start;
        }
        // Working time up to which it would be reached if no further pause came.
        long reached = timeline.upTo(start) + target;
        for (int i = 0; i < size; i += 2) {
            long to = edges[i + 1];
            if (to <= start) {
                continue;
            }
            long before = timeline.upTo(Math.max(edges[i], start));
            if (before >= reached) {
                break;
            }
            reached += timeline.upTo(to) - before;
        }
        return timeline.reaching(reached);
    }
}
