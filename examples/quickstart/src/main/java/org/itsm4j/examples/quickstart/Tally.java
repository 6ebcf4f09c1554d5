package org.itsm4j.examples.quickstart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a replay has counted so far. Thread-safe. */
final class Tally {
    /** Broken rows kept to be shown; the others are only counted. */
    static final int SHOWN = 100;

    private final AtomicLong events = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong reopened = new AtomicLong();
    private final AtomicLong holds = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final Map<String, Refusals> refusals = new TreeMap<>();
    private final List<BrokenRow> brokenRows = new ArrayList<>();

    /**
     * All refusals of one reason.
     *
     * @param count how many
     * @param first the earliest in the log
     */
    record Refusals(long count, Refusal first) {}

    void event() {
        events.incrementAndGet();
    }

    void done(String command) {
        commands.incrementAndGet();
        switch (command) {
            case "reopen" -> reopened.incrementAndGet();
            case "hold" -> holds.incrementAndGet();
            default -> {}
        }
    }

    void refused(Refusal refusal) {
        commands.incrementAndGet();
        refused.incrementAndGet();
        synchronized (refusals) {
            refusals.merge(refusal.reason(), new Refusals(1, refusal), Tally::together);
        }
    }

    private static Refusals together(Refusals one, Refusals other) {
        return new Refusals(
                one.count() + other.count(), one.first().line() <= other.first().line() ? one.first() : other.first());
    }

    void broken(BrokenRow row) {
        broken.incrementAndGet();
        synchronized (brokenRows) {
            if (brokenRows.size() < SHOWN) {
                brokenRows.add(row);
            }
        }
    }

    /** Rows replayed. */
    long events() {
        return events.get();
    }

    /** Commands given, the refused ones included. */
    long commands() {
        return commands.get();
    }

    long reopened() {
        return reopened.get();
    }

    long holds() {
        return holds.get();
    }

    long refused() {
        return refused.get();
    }

    /** Rows skipped. */
    long broken() {
        return broken.get();
    }

    List<BrokenRow> brokenRows() {
        synchronized (brokenRows) {
            return List.copyOf(brokenRows);
        }
    }

    /** The most frequent first. */
    Collection<Refusals> refusals() {
        synchronized (refusals) {
            return refusals.values().stream()
                    .sorted(Comparator.comparing(Refusals::count).reversed())
                    .toList();
        }
    }
}
