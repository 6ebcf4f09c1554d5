package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many at once, on a real database. */
class RaceTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 10;

    @ParameterizedTest
    @EnumSource(Database.class)
    void oneOfEightWinsAndSevenHearOfIt(Database database) throws Exception {
        try (FullStack stack = new FullStack(database, THREADS);
                Itsm itsm = stack.itsm().build()) {
            Desk desk = desk(itsm);
            for (int round = 0; round < ROUNDS; round++) {
                Incident incident = started(desk);
                List<String> outcomes = together(() -> outcome(desk, incident));
                assertThat(outcomes.stream().filter("won"::equals)).hasSize(1);
                assertThat(outcomes.stream().filter("lost at 3, sees RESOLVED at 4"::equals))
                        .as("outcomes %s", outcomes)
                        .hasSize(THREADS - 1);
                assertThat(desk.incidents().timeline(incident.id(), 0).items())
                        .extracting(entry -> entry.action())
                        .containsExactly("log", "assign", "start", "resolve");
            }
            assertThat(stack.divergences()).isZero();
        }
    }

    private static String outcome(Desk desk, Incident incident) {
        try {
            desk.expecting(incident.version()).incidents().resolve(incident.id(), Resolution.fixed("Rolled back"));
            return "won";
        } catch (ConcurrentChangeException e) {
            return "lost at " + e.expected() + ", sees "
                    + e.fresh()
                            .map(fresh -> fresh.state() + " at " + fresh.version())
                            .orElse("nothing");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void theSameRequestFiftyTimesAtOnceHasOneEffect(Database database) throws Exception {
        try (FullStack stack = new FullStack(database, THREADS);
                Itsm itsm = stack.itsm().build()) {
            Desk desk = desk(itsm);
            LogIncident command = LogIncident.titled("Disk full")
                    .source("monitoring")
                    .correlationKey("disk-7")
                    .build();
            List<Long> versions = new ArrayList<>();
            for (int round = 0; round < 7; round++) {
                versions.addAll(together(
                        () -> desk.request("once").incidents().log(command).version()));
            }
            assertThat(versions).hasSize(56).containsOnly(1L);
            assertThat(stack.count("select count(*) from itsm_incident")).isEqualTo(1);
            assertThat(stack.divergences()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void asManyThreadsAsConnectionsDoNotStarve(Database database) throws Exception {
        try (FullStack stack = new FullStack(database, THREADS);
                Itsm itsm = stack.itsm().build()) {
            Desk desk = desk(itsm);
            List<Integer> lives = together(() -> {
                for (int i = 0; i < 20; i++) {
                    Incident incident = started(desk);
                    desk.incidents().resolve(incident.id(), Resolution.fixed("Rolled back"));
                    desk.incidents().close(incident.id());
                }
                return 20;
            });
            assertThat(lives).containsOnly(20);
            assertThat(stack.count("select count(distinct ticket_number) from itsm_incident"))
                    .isEqualTo(20L * THREADS);
            assertThat(stack.count("select count(*) from ACT_RU_EXECUTION")).isZero();
            assertThat(stack.count("select count(*) from ACT_RU_TIMER_JOB where HANDLER_TYPE_ = 'trigger-timer'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void onePooledConnectionIsEnough(Database database) {
        try (FullStack stack = new FullStack(database, 1);
                Itsm itsm = stack.itsm().build()) {
            Incident incident = started(desk(itsm));
            assertThat(incident.version()).isEqualTo(3);
            assertThat(stack.pool().getHikariPoolMXBean().getActiveConnections())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aStormOfOneAlarmIsOneIncidentAndNobodyIsRefused(Database database) throws Exception {
        try (FullStack stack = new FullStack(database, THREADS);
                Itsm itsm = stack.itsm().build()) {
            Desk monitoring = itsm.as(Actor.system("monitoring"));
            LogIncident alarm = LogIncident.titled("Disk full")
                    .source("monitoring")
                    .correlationKey("disk-7")
                    .build();
            together(() -> {
                for (int i = 0; i < 10; i++) {
                    monitoring.incidents().log(alarm);
                }
                return true;
            });
            assertThat(stack.count("select count(*) from itsm_incident")).isEqualTo(1);
            assertThat(stack.count("select count(*) from itsm_timeline")).isEqualTo(10L * THREADS);
            assertThat(stack.divergences()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void verifyingAccusesNobodyWhoWritesMeanwhile(Database database) throws Exception {
        try (FullStack stack = new FullStack(database, THREADS);
                Itsm itsm = stack.itsm().build()) {
            Desk desk = desk(itsm);
            Incident incident = started(desk);
            AtomicBoolean writing = new AtomicBoolean(true);
            ExecutorService writer = Executors.newSingleThreadExecutor();
            Future<?> written = writer.submit(() -> {
                for (int i = 0; i < 150; i++) {
                    desk.incidents().note(incident.id(), Note.internal("still looking"));
                }
                writing.set(false);
            });
            List<String> findings = new ArrayList<>();
            while (writing.get() && !written.isDone()) {
                findings.add(desk.incidents().verify(incident.id()).finding());
            }
            written.get();
            writer.shutdown();
            assertThat(findings).isNotEmpty().containsOnly("");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void twoHalvesOfACircleAreNotClosedAtOnce(Database database) throws Exception {
        try (FullStack stack = new FullStack(database, THREADS);
                Itsm itsm = stack.itsm().build()) {
            Desk desk = desk(itsm);
            for (int round = 0; round < ROUNDS; round++) {
                Incident a = started(desk);
                Incident b = started(desk);
                Incident c = started(desk);
                Incident d = started(desk);
                desk.incidents().relate(a.id(), RelationType.CHILD_OF, b.id());
                desk.incidents().relate(c.id(), RelationType.CHILD_OF, d.id());
                AtomicInteger turn = new AtomicInteger();
                List<Boolean> related = together(() -> {
                    Incident child = turn.getAndIncrement() % 2 == 0 ? b : d;
                    try {
                        desk.incidents().relate(child.id(), RelationType.CHILD_OF, (child == b ? c : a).id());
                        return child == b;
                    } catch (RuleViolationException | ConcurrentChangeException e) {
                        return null;
                    }
                });
                assertThat(related.stream().filter(Objects::nonNull).distinct())
                        .as("halves closed")
                        .hasSize(1);
            }
        }
    }

    private static Desk desk(Itsm itsm) {
        return itsm.as(Actor.administrator("ada").with(Role.AGENT).inGroup("payments"));
    }

    private static Incident started(Desk desk) {
        return FullStack.started(desk.incidents(), Assignment.to("payments"));
    }

    private static <R> List<R> together(Callable<R> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return work.call();
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
