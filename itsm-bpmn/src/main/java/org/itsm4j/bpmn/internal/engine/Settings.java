package org.itsm4j.bpmn.internal.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.itsm4j.spi.SchemaMode;

/** How a workflow was set up. */
public record Settings(
        DataSource pool,
        SchemaMode schemaMode,
        boolean jobExecutor,
        int threads,
        Duration heartbeat,
        Duration pollEvery,
        HistoryLevel history,
        List<Watcher> watchers) {
    /** Copies the watchers. */
    public Settings {
        watchers = List.copyOf(watchers);
    }

    /**
     * @param pool for what the engine does outside of a ticket's transaction
     * @return what is so unless said otherwise
     */
    public static Settings of(DataSource pool) {
        return new Settings(
                pool,
                SchemaMode.VALIDATE,
                true,
                4,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                HistoryLevel.NONE,
                List.of());
    }

    /**
     * @param mode another mode
     * @return these settings with it
     */
    public Settings withSchemaMode(SchemaMode mode) {
        return new Settings(pool, mode, jobExecutor, threads, heartbeat, pollEvery, history, watchers);
    }

    /**
     * @param on whether timers run by themselves
     * @return these settings with that
     */
    public Settings withJobExecutor(boolean on) {
        return new Settings(pool, schemaMode, on, threads, heartbeat, pollEvery, history, watchers);
    }

    /**
     * @param number another number
     * @return these settings with it
     */
    public Settings withThreads(int number) {
        return new Settings(pool, schemaMode, jobExecutor, number, heartbeat, pollEvery, history, watchers);
    }

    /**
     * @param period another period
     * @return these settings with it
     */
    public Settings withHeartbeat(Duration period) {
        return new Settings(pool, schemaMode, jobExecutor, threads, period, pollEvery, history, watchers);
    }

    /**
     * @param period another period
     * @return these settings with it
     */
    public Settings withPollEvery(Duration period) {
        return new Settings(pool, schemaMode, jobExecutor, threads, heartbeat, period, history, watchers);
    }

    /**
     * @param level another level
     * @return these settings with it
     */
    public Settings withHistory(HistoryLevel level) {
        return new Settings(pool, schemaMode, jobExecutor, threads, heartbeat, pollEvery, level, watchers);
    }

    /**
     * @param watcher one more
     * @return these settings with it
     */
    public Settings withWatcher(Watcher watcher) {
        List<Watcher> more = new ArrayList<>(watchers);
        more.add(watcher);
        return new Settings(pool, schemaMode, jobExecutor, threads, heartbeat, pollEvery, history, more);
    }
}
