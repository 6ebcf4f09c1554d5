package org.itsm4j.bpmn;

import java.time.Duration;
import java.util.List;
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
        History history,
        List<DiagramCoverage> coverages) {
    static Settings of(DataSource pool) {
        return new Settings(
                pool,
                SchemaMode.VALIDATE,
                Map.of(),
                true,
                4,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                History.NONE,
                List.of());
    }

    Settings {
        diagrams = Map.copyOf(diagrams);
        coverages = List.copyOf(coverages);
    }

    Settings withSchemaMode(SchemaMode mode) {
        return new Settings(pool, mode, diagrams, jobExecutor, threads, heartbeat, pollEvery, history, coverages);
    }

    Settings withDiagrams(Map<String, Diagram> some) {
        return new Settings(pool, schemaMode, some, jobExecutor, threads, heartbeat, pollEvery, history, coverages);
    }

    Settings withJobExecutor(boolean on) {
        return new Settings(pool, schemaMode, diagrams, on, threads, heartbeat, pollEvery, history, coverages);
    }

    Settings withThreads(int number) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, number, heartbeat, pollEvery, history, coverages);
    }

    Settings withHeartbeat(Duration period) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, threads, period, pollEvery, history, coverages);
    }

    Settings withPollEvery(Duration period) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, threads, heartbeat, period, history, coverages);
    }

    Settings withHistory(History level) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, threads, heartbeat, pollEvery, level, coverages);
    }

    Settings withCoverages(List<DiagramCoverage> some) {
        return new Settings(pool, schemaMode, diagrams, jobExecutor, threads, heartbeat, pollEvery, history, some);
    }
}
