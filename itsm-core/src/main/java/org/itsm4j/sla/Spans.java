package org.itsm4j.sla;

import java.util.Arrays;

/** A set of numbers as half-open spans {@code [from, to)}, sorted, apart and not empty. Immutable. */
final class Spans {
    static final Spans NONE = new Spans(new long[0]);

    /** From, to, from, to. */
    private final long[] edges;

    private Spans(long[] edges) {
        this.edges = edges;
    }

    /**
     * @param pairs from, to, from, to; in any order, overlapping or touching
     * @return what they cover together
     */
    static Spans covering(long... pairs) {
        long[][] sorted = new long[pairs.length / 2][];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = new long[] {pairs[2 * i], pairs[2 * i + 1]};
        }
        Arrays.sort(sorted, (a, b) -> Long.compare(a[0], b[0]));
        long[] edges = new long[pairs.length];
        int size = 0;
        for (long[] pair : sorted) {
            if (pair[0] >= pair[1]) {
                continue;
            }
            if (size > 0 && pair[0] <= edges[size - 1]) {
                edges[size - 1] = Math.max(edges[size - 1], pair[1]);
            } else {
                edges[size++] = pair[0];
                edges[size++] = pair[1];
            }
        }
        return size == 0 ? NONE : new Spans(Arrays.copyOf(edges, size));
    }

    int size() {
        return edges.length / 2;
    }

    boolean isEmpty() {
        return edges.length == 0;
    }

    long from(int i) {
        return edges[2 * i];
    }

    long to(int i) {
        return edges[2 * i + 1];
    }

    Spans or(Spans other) {
        long[] both = Arrays.copyOf(edges, edges.length + other.edges.length);
        System.arraycopy(other.edges, 0, both, edges.length, other.edges.length);
        return covering(both);
    }

    Spans and(Spans other) {
        long[] both = new long[2 * (edges.length + other.edges.length)];
        int size = 0;
        for (int i = 0, j = 0; i < size() && j < other.size(); ) {
            long from = Math.max(from(i), other.from(j));
            long to = Math.min(to(i), other.to(j));
            if (from < to) {
                both[size++] = from;
                both[size++] = to;
            }
            if (to(i) < other.to(j)) {
                i++;
            } else {
                j++;
            }
        }
        return covering(Arrays.copyOf(both, size));
    }

    /**
     * @param low from where
     * @param high to where
     * @param by how far to move
     * @return what lies between the two, moved
     */
    Spans cut(long low, long high, long by) {
        long[] moved = new long[edges.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = Math.min(Math.max(edges[i], low), high) + by;
        }
        return covering(moved);
    }

    /**
     * @param period the length of a round; all spans are inside {@code [0, period)}
     * @param by how far to turn, either way
     * @return the spans turned, what leaves on one side coming in on the other
     */
    Spans turned(long period, long by) {
        long shift = Math.floorMod(by, period);
        return cut(0, period - shift, shift).or(cut(period - shift, period, shift - period));
    }

    /**
     * @param period the length of a round
     * @param times how often
     * @return the spans, repeated round after round
     */
    Spans repeated(long period, int times) {
        long[] all = new long[edges.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = edges[i % edges.length] + i / edges.length * period;
        }
        return covering(all);
    }

    boolean contains(long value) {
        int at = Arrays.binarySearch(edges, value);
        return at >= 0 ? at % 2 == 0 : -at % 2 == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spans spans && Arrays.equals(edges, spans.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }
}
