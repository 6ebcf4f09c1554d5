package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.security.Actor;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes sweep what is due at the same time, and one of them is killed at any moment: each threshold is reached once, and
 * what follows from it is done once.
 */
class KilledSweepTest {
    private static final int TICKETS = 60;
    private static final String LONG_AGO = "2026-01-05T09:00:00Z";

    @Test
    void eachThresholdIsReachedOnce() throws Exception {
        kill(2, 2026);
    }

    /** {@code -Ditsm4j.kills=200 -Ditsm4j.kills.seed=7}. */
    @Tag("slow")
    @Test
    void howeverOftenANodeIsKilled() throws Exception {
        kill(Integer.getInteger("itsm4j.kills", 200), Long.getLong("itsm4j.kills.seed", 1));
    }

    /** Those of P1 only tell somebody, and are marked many at once; those of the others are followed by commands. */
    private static SlaPolicies policies() {
        return SlaPolicies.version(1)
                .calendar(WorkCalendar.named("office")
                        .zone("Europe/Madrid")
                        .hours("Mon-Fri 09:00-17:00")
                        .build())
                .policy(SlaPolicy.named("plain")
                        .priority(Priority.P1)
                        .calendar("office")
                        .target(resolution(new Escalation.Notify("lead"))))
                .policy(SlaPolicy.named("busy")
                        .priority(Priority.P2)
                        .priority(Priority.P3)
                        .priority(Priority.P4)
                        .priority(Priority.P5)
                        .calendar("office")
                        .target(resolution(new Escalation.AddWatcher("lead"))))
                .build();
    }

    private static SlaTarget resolution(Escalation escalation) {
        return SlaTarget.resolution()
                .within(Duration.ofHours(4))
                .threshold(Threshold.at(50, escalation))
                .threshold(Threshold.before(Duration.ofMinutes(30), escalation));
    }

    private void kill(int times, long seed) throws Exception {
        Random random = new Random(seed);
        try (FullStack stack = new FullStack(Database.POSTGRESQL, 4);
                Itsm itsm = Itsm.builder()
                        .store(stack.store())
                        .serviceLevels(policies())
                        .build();
                Itsm past = Itsm.builder()
                        .store(stack.store())
                        .serviceLevels(policies())
                        .clock(SettableClock.at(LONG_AGO))
                        .build()) {
            Desk desk = past.as(Actor.administrator("ada"));
            Node next = Node.start(stack.pool().getJdbcUrl());
            int both = 0;
            for (int kill = 1; kill <= times; kill++) {
                Node node = next;
                next = Node.start(stack.pool().getJdbcUrl()); // comes up while this one is at work
                List<Incident> due = due(desk);
                node.awaitReady();
                long before = marks(stack);
                node.sweep();
                for (int wait = 0; wait < 1_000 && marks(stack) == before; wait++) {
                    TimeUnit.MILLISECONDS.sleep(2); // a fresh process is slow: killed sooner, it never had a share
                }
                CompletableFuture<Integer> here = CompletableFuture.supplyAsync(itsm::runDueWork);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(120));
                node.kill();
                int mine = here.get(2, TimeUnit.MINUTES);
                settled(stack);
                int rest = itsm.runDueWork(); // what the killed one had in its hands
                assertThat(itsm.runDueWork()).as("all is done, kill " + kill).isZero();
                both += mine + rest > 0 && mine + rest < TICKETS ? 1 : 0;
                due.forEach(incident -> check(itsm.as(Actor.administrator("ada")), incident));
            }
            next.kill();
            assertThat(both).as("often both have had a share").isGreaterThanOrEqualTo(times / 10);
        }
    }

    private static long marks(FullStack stack) {
        return stack.count("select count(*) from itsm_timeline where action_label = 'targetReached'");
    }

    private static List<Incident> due(Desk desk) {
        List<Incident> due = new ArrayList<>();
        for (int i = 0; i < TICKETS; i++) {
            LogIncident.Builder report = LogIncident.titled("Port is dead").requester("mia");
            due.add(desk.incidents()
                    .log((i % 2 == 0 ? report.impact(Impact.HIGH).urgency(Urgency.HIGH) : report).build()));
        }
        return due;
    }

    private static void check(Desk desk, Incident incident) {
        List<TimelineEntry> reached = desk.incidents().timeline(incident.id(), 0).items().stream()
                .filter(entry -> entry.action().equals("targetReached"))
                .toList();
        boolean plain = incident.classification().priority() == Priority.P1;
        assertThat(reached)
                .as("three at once, unless the batch was lost; an entry for each if something follows")
                .hasSizeBetween(plain ? 1 : 3, 3)
                .allSatisfy(entry -> assertThat(entry.changes())
                        .extracting(FieldChange::field)
                        .containsExactly("sla.resolution"));
        assertThat(desk.serviceLevels()
                        .clock(incident.ref(), "resolution")
                        .orElseThrow()
                        .events())
                .filteredOn(ClockEvent.Reached.class::isInstance)
                .extracting(event -> ((ClockEvent.Reached) event).threshold())
                .containsExactly("50%", "due-PT30M", "100%");
        assertThat(desk.incidents().watchers(incident.id())).isEqualTo(plain ? List.of() : List.of("lead"));
        assertThat(desk.incidents().timeline(incident.id(), 0).items())
                .extracting(TimelineEntry::action)
                .filteredOn("watch"::equals)
                .hasSize(plain ? 0 : 2);
        assertThat(desk.incidents().verify(incident.id()).intact()).isTrue();
    }

    /** The server may need a moment to notice that the process is gone. */
    private static void settled(FullStack stack) throws InterruptedException {
        while (stack.count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name = '" + Node.NAME + "' and state <> 'idle'")
                > 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** A process of its own that sweeps, again and again, once it is told to. */
    static final class Node {
        private static final String NAME = "itsm4j-killed-sweep";
        private static final String READY = "ready";
        private final Process process;
        private final BufferedReader output;

        private Node(Process process) {
            this.process = process;
            this.output = process.inputReader();
        }

        static Node start(String url) throws IOException {
            return new Node(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Node.class.getName(),
                            url)
                    .redirectErrorStream(true)
                    .start());
        }

        void awaitReady() throws IOException {
            List<String> before = new ArrayList<>();
            for (String line = output.readLine(); !READY.equals(line); line = output.readLine()) {
                assertThat(line)
                        .as("the node came to an end too early: %s", before)
                        .isNotNull();
                before.add(line);
            }
        }

        void sweep() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }

        public static void main(String[] arguments) throws IOException {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(arguments[0]);
            config.setMaximumPoolSize(2);
            config.addDataSourceProperty("ApplicationName", NAME);
            try (HikariDataSource pool = new HikariDataSource(config);
                    EntityManagerFactory factory = FullStack.hibernate(pool);
                    Itsm itsm = Itsm.builder()
                            .store(JpaStore.builder(factory).build())
                            .serviceLevels(policies())
                            .build()) {
                System.out.println(READY);
                if (System.in.read() >= 0) {
                    while (true) {
                        itsm.runDueWork();
                    }
                }
            }
        }
    }
}
