package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.LongStream;

/**
 * All working time, as an index over the time line: between two neighbouring starts it repeats weekly, and sums of what
 * came before make counting and its inverse a binary search, however long the stretch. Immutable.
 */
final class Timeline {
    private final long[] starts;
    private final WeekPattern[] patterns;
    /** Working time before each start, from the beginning of the index; the whole of it as the last. */
    private final long[] before;
    /** What to add to a pattern's own count to have the count from the beginning of the index. */
    private final long[] shift;

    private Timeline(long[] starts, WeekPattern[] patterns) {
        this.starts = starts;
        this.patterns = patterns;
        this.before = new long[starts.length + 1];
        this.shift = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            shift[i] = before[i] - patterns[i].upTo(starts[i]);
            before[i + 1] = shift[i] + patterns[i].upTo(end(i));
        }
    }

    private long end(int piece) {
        return piece + 1 < starts.length ? starts[piece + 1] : Moments.INDEX_END;
    }

    private int at(long instant) {
        int at = Arrays.binarySearch(starts, instant);
        return at >= 0 ? at : -at - 2;
    }

    /**
     * @param members timelines to combine
     * @param both how the working time of two becomes that of one
     * @return their combination
     */
    static Timeline combining(List<Timeline> members, BinaryOperator<Spans> both) {
        long[] edges = members.stream()
                .flatMapToLong(member -> LongStream.of(member.starts))
                .sorted()
                .distinct()
                .toArray();
        // Few patterns meet, and the same ones again and again.
        Map<List<WeekPattern>, WeekPattern> met = new HashMap<>();
        int[] at = new int[members.size()];
        Builder builder = new Builder();
        for (long edge : edges) {
            WeekPattern[] here = new WeekPattern[at.length];
            for (int i = 0; i < at.length; i++) {
                Timeline member = members.get(i);
                while (member.end(at[i]) <= edge) {
                    at[i]++;
                }
                here[i] = member.patterns[at[i]];
            }
            builder.add(
                    edge,
                    met.computeIfAbsent(
                            List.of(here),
                            patterns -> new WeekPattern(patterns.stream()
                                    .map(WeekPattern::spans)
                                    .reduce(both)
                                    .orElse(Spans.NONE))));
        }
        return builder.build();
    }

    /** @return working time from the beginning of the index up to the instant */
    long upTo(long instant) {
        int piece = at(instant);
        return shift[piece] + patterns[piece].upTo(instant);
    }

    /**
     * @param amount working time from the beginning of the index, more than zero
     * @return the first instant up to which there is that much; {@link Moments#NEVER} if there never is
     */
    long reaching(long amount) {
        if (amount > before[starts.length]) {
            return Moments.NEVER;
        }
        int at = Arrays.binarySearch(before, amount);
        // Pieces without working time repeat a sum; the first of equal sums is the one that was reached first.
        while (at > 0 && before[at - 1] == amount) {
            at--;
        }
        int piece = (at >= 0 ? at : -at - 1) - 1;
        return patterns[piece].reaching(amount - shift[piece]);
    }

    boolean isOpen(long instant) {
        return patterns[at(instant)].isOpen(instant);
    }

    /** @return the first working instant at or after this one, or {@link Moments#NEVER} */
    long opening(long instant) {
        if (isOpen(instant)) {
            return instant;
        }
        long next = reaching(upTo(instant) + 1);
        return next == Moments.NEVER ? next : next - 1;
    }

    /** @return the end of the stretch that is open at the instant; at most the end of the index */
    long closing(long instant) {
        int piece = at(instant);
        long close = Math.min(patterns[piece].closing(instant), end(piece));
        while (close == end(piece) && piece + 1 < starts.length && patterns[piece + 1].isOpen(close)) {
            piece++;
            close = Math.min(patterns[piece].closing(close), end(piece));
        }
        return close;
    }

    /** @return whether working time goes on for ever, and not only on dated days */
    boolean isEndless() {
        return patterns[patterns.length - 1].total() > 0;
    }

    /** @return all working time there is */
    long total() {
        return before[starts.length];
    }

    /** @return where the weekly pattern changes, in order; a copy */
    long[] starts() {
        return starts.clone();
    }

    /** Collects the pieces of a timeline, in order. */
    static final class Builder {
        private final List<Long> starts = new ArrayList<>();
        private final List<WeekPattern> patterns = new ArrayList<>();

        void add(long start, WeekPattern pattern) {
            int size = patterns.size();
            if (size > 0 && starts.get(size - 1) == start) {
                // It would have lasted no time: the one that follows at once takes its place.
                starts.remove(--size);
                patterns.remove(size);
            }
            if (size == 0 || !patterns.get(size - 1).equals(pattern)) {
                starts.add(start);
                patterns.add(pattern);
            }
        }

        Timeline build() {
            return new Timeline(
                    starts.stream().mapToLong(Long::longValue).toArray(), patterns.toArray(new WeekPattern[0]));
        }
    }
}
