package org.itsm4j.sla;

import java.util.Arrays;

/**
 * Working time that repeats every week, counted in microseconds from a Thursday 00:00 UTC, as 1970-01-01 was one. It
 * answers how much there is up to an instant, and at what instant an amount is reached. Immutable.
 */
final class WeekPattern {
    static final WeekPattern NEVER_OPEN = new WeekPattern(Spans.NONE);

    private final Spans spans;
    private final long[] froms;
    /** Working time before each span, and in the whole week as the last. */
    private final long[] before;

    /** @param spans what is open, within a week, in microseconds */
    WeekPattern(Spans spans) {
        this.spans = spans;
        this.froms = new long[spans.size()];
        this.before = new long[spans.size() + 1];
        for (int i = 0; i < froms.length; i++) {
            froms[i] = spans.from(i);
            before[i + 1] = before[i] + spans.to(i) - spans.from(i);
        }
    }

    Spans spans() {
        return spans;
    }

    /** @return working time of a week */
    long total() {
        return before[froms.length];
    }

    boolean isOpen(long instant) {
        return spans.contains(Math.floorMod(instant, Moments.WEEK));
    }

    /** @return working time from 1970 up to the instant; negative before */
    long upTo(long instant) {
        long week = Math.floorDiv(instant, Moments.WEEK);
        long phase = instant - week * Moments.WEEK;
        int at = Arrays.binarySearch(froms, phase);
        int span = at >= 0 ? at : -at - 2;
        long within = span < 0 ? 0 : before[span] + Math.min(phase, spans.to(span)) - froms[span];
        return week * total() + within;
    }

    /**
     * @param amount working time from 1970; the pattern is open at some time
     * @return the first instant up to which there is that much
     */
    long reaching(long amount) {
        long week = Math.floorDiv(amount - 1, total());
        long rest = amount - week * total();
        int at = Arrays.binarySearch(before, rest);
        int span = (at >= 0 ? at : -at - 1) - 1;
        return week * Moments.WEEK + froms[span] + rest - before[span];
    }

    /** @return when the span that is open at the instant closes; {@link Moments#NEVER} if the pattern never does */
    long closing(long instant) {
        if (total() == Moments.WEEK) {
            return Moments.NEVER;
        }
        long phase = Math.floorMod(instant, Moments.WEEK);
        int at = Arrays.binarySearch(froms, phase);
        long to = spans.to(at >= 0 ? at : -at - 2);
        if (to == Moments.WEEK && froms[0] == 0) {
            to += spans.to(0);
        }
        return instant - phase + to;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeekPattern pattern && spans.equals(pattern.spans);
    }

    @Override
    public int hashCode() {
        return spans.hashCode();
    }
}
