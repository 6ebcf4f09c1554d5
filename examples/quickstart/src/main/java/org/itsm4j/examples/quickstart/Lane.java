package org.itsm4j.examples.quickstart;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread with the incidents it replays. Its queue and its memory are bounded, however long the log is. */
final class Lane {
    private static final int QUEUE = 1_000;
    /**
     * Histories kept. The log is ordered by incident, so one would do; with these a log ordered by time works too. An
     * incident that comes back after so many others is found again by its correlation key while it is open.
     */
    static final int HISTORIES = 5_000;

    private final BlockingQueue<Optional<LogRow>> rows = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, History> histories;
    private final Supplier<History> beginnings;
    private final Runnable done;
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    /**
     * @param name of the thread
     * @param most how many histories are kept
     * @param beginnings makes the history of an incident that is new here
     * @param done told after each row
     */
    Lane(String name, int most, Supplier<History> beginnings, Runnable done) {
        this.histories = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, History> eldest) {
                return size() > most;
            }
        };
        this.beginnings = beginnings;
        this.done = done;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Hands over the next row; waits while the queue is full.
     *
     * @throws RuntimeException what this lane failed with
     */
    void put(LogRow row) {
        offer(Optional.of(row));
    }

    /** Waits until all rows are replayed. */
    void finish() {
        offer(Optional.empty());
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        rethrow();
    }

    /** Ends the thread, whatever it does. */
    void stop() {
        thread.interrupt();
    }

    private void offer(Optional<LogRow> row) {
        try {
            do {
                rethrow();
            } while (!rows.offer(row, 100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void rethrow() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The replay was interrupted");
    }

    private void run() {
        try {
            for (Optional<LogRow> row = rows.take(); row.isPresent(); row = rows.take()) {
                LogRow next = row.get();
                histories
                        .computeIfAbsent(next.number(), number -> beginnings.get())
                        .next(next);
                done.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("The replay failed: " + e, e);
        }
    }
}
