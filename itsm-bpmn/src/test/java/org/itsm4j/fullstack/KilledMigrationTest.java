package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.itsm4j.Itsm;
import org.itsm4j.bpmn.Diagrams;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.Resolution;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that move tickets to another version are killed in the middle of it; the next one goes on where they were. */
class KilledMigrationTest {
    private static final int TICKETS = 60;

    @TempDir
    private Path output;

    @Test
    void noTicketIsLostOrMovedTwice() throws Exception {
        kill(1, 2026);
    }

    /** {@code -Ditsm4j.kills=30 -Ditsm4j.kills.seed=7}. */
    @Tag("slow")
    @Test
    void howeverOftenItIsKilled() throws Exception {
        kill(Integer.getInteger("itsm4j.kills", 20), Long.getLong("itsm4j.kills.seed", 1));
    }

    private void kill(int times, long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        try (FullStack stack = new FullStack(Database.POSTGRESQL, 4)) {
            FlowableWorkflow workflow = stack.workflow();
            try (Itsm itsm =
                    Itsm.builder().store(stack.store()).workflow(workflow).build()) {
                Incidents desk = itsm.as(Actor.agent("ana").inGroup("desk").with(Role.DISPATCHER))
                        .incidents();
                List<TicketId> all = new ArrayList<>();
                for (int i = 0; i < TICKETS; i++) {
                    all.add(FullStack.started(desk, Assignment.to("desk", "ana"))
                            .id());
                }
                Diagrams diagrams = workflow.diagrams();
                String before = diagrams.current("incident").definition();
                String after =
                        diagrams.deploy("incident", MigrationTest.renamed()).definition();
                long moved = 0;
                for (int kill = 1; kill <= times; kill++) {
                    long most = moved + 1 + random.nextInt(Math.max(1, (int) (TICKETS - moved) / (times - kill + 2)));
                    moved = killed(stack, before, after, most, random.nextInt(20));
                    assertThat(stack.divergences()).isZero();
                    assertThat(moved).as("some are still to move").isLessThan(TICKETS);
                    assertThat(standing(stack, before)).isEqualTo(TICKETS - moved);
                }
                assertThat(diagrams.plan(before, after).apply().moved()).isEqualTo(TICKETS - moved);
                assertThat(standing(stack, after)).isEqualTo(TICKETS);
                assertThat(stack.divergences()).isZero();
                all.forEach(id -> finish(desk, id));
            }
        }
    }

    /** Lets a process move tickets until so many have moved, and kills it a little later; answers how many have. */
    private long killed(FullStack stack, String before, String after, long moved, int later)
            throws IOException, InterruptedException {
        File log = output.resolve("node.log").toFile();
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // it does not live long enough to be compiled well
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        stack.pool().getJdbcUrl(),
                        before,
                        after)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (standing(stack, after) < moved) {
            assertThat(node.isAlive() && System.nanoTime() < deadline)
                    .as(() -> "the node came to an end too early: " + read(log))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.MILLISECONDS.sleep(later);
        node.destroyForcibly();
        assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(node.exitValue())
                .as(() -> "killed, not finished: " + read(log))
                .isNotZero();
        return settled(stack, after);
    }

    /** The server may need a moment to notice that the process is gone. */
    private static long settled(FullStack stack, String after) throws InterruptedException {
        while (stack.count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name = '" + Node.NAME + "'")
                > 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return standing(stack, after);
    }

    private static long standing(FullStack stack, String definition) {
        return stack.count("select count(*) from itsm_incident where workflow_definition = '" + definition + "'");
    }

    private static String read(File log) {
        try {
            return Files.readString(log.toPath());
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    private static void finish(Incidents desk, TicketId id) {
        assertThat(desk.timeline(id, 0).items())
                .filteredOn(entry -> entry.action().equals("migrate"))
                .as("moved once")
                .hasSize(1);
        assertThat(desk.verify(id).intact()).isTrue();
        desk.resolve(id, Resolution.fixed("done"));
    }

    /** A process of its own that applies a plan, one ticket after the other. */
    static final class Node {
        private static final String NAME = "itsm4j-killed-node";

        private Node() {}

        public static void main(String[] arguments) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(arguments[0]);
            config.setMaximumPoolSize(2);
            config.addDataSourceProperty("ApplicationName", NAME);
            try (HikariDataSource pool = new HikariDataSource(config);
                    EntityManagerFactory factory = FullStack.hibernate(pool)) {
                FlowableWorkflow workflow =
                        FlowableWorkflow.over(pool).jobExecutor(false).diagram("incident", MigrationTest.renamed());
                try (Itsm itsm = Itsm.builder()
                        .store(JpaStore.builder(factory).build())
                        .workflow(workflow)
                        .build()) {
                    workflow.diagrams().plan(arguments[1], arguments[2]).apply(5);
                }
            }
        }
    }
}
