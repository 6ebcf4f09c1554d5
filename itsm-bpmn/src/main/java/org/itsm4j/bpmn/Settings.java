package org.itsm4j.bpmn;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.itsm4j.spi.SchemaMode;

/** How a workflow was set up. */
record Settings(
        DataSource pool,
        SchemaMode schemaMode,
        Map<String, Diagram> diagrams,
        boolean jobExecutor,
        int threads,
        Duration heartbeat,
        Duration pollEvery,
        History history) {
    static Settings of(DataSource pool) {
        return new Settings(
                pool,
                SchemaMode.VALIDATE,
                Map.of(),
                true,
                4,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                History.NONE);
    }

    Settings {
        diagrams = Map.copyOf(diagrams);
    }

    Settings withSchemaMode(SchemaMode mode) {
        return new Settings(pool, mode, diagrams, jobExecutor, threads, heartbeat, pollEvery, history);
    }

    Settings withDiagrams(Map<String, Diagram> some) {
        return new Settings(pool, schemaMode, some, jobExecutor, threads, heartbeat, pollEvery, history);
    }

    Settings withJobExecutor(boolean on) {
        return new Settings(pool, schemaMode, diagrams, on, threads, heartbeat, pollEvery, history);
    }

    Settings withThreads(int number) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, number, heartbeat, pollEvery, history);
    }

    Settings withHeartbeat(Duration period) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, threads, period, pollEvery, history);
    }

    Settings withPollEvery(Duration period) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, threads, heartbeat, period, history);
    }

    Settings withHistory(History level) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, threads, heartbeat, pollEvery, level);
    }
}
