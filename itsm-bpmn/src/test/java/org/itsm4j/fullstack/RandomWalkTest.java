package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.itsm4j.Itsm;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.testing.ChangeWalk;
import org.itsm4j.testing.IncidentWalk;
import org.itsm4j.testing.ProblemWalk;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.testing.Walk;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Random commands by four threads on PostgreSQL and Flowable, against the contract as model. */
class RandomWalkTest {
    private static final int COMMANDS = Integer.getInteger("itsm4j.walk.commands", 10_000);
    private static final long SEED = Long.getLong("itsm4j.walk.seed", System.nanoTime() % 1_000_000);
    private static final Logger LOG = LoggerFactory.getLogger(RandomWalkTest.class);

    @Test
    void commandsOfFourThreadsAgreeWithTheModel() {
        walk(Integer.getInteger("itsm4j.walk.some", 3_000), 4, Long.getLong("itsm4j.walk.seed", 2026));
    }

    /** {@code -Ditsm4j.walk.commands=1000000 -Ditsm4j.walk.threads=4 -Ditsm4j.walk.seed=1}. */
    @Test
    @Tag("slow")
    void aLongWalkAgreesWithTheModel() {
        walk(
                Integer.getInteger("itsm4j.walk.commands", 1_000_000),
                Integer.getInteger("itsm4j.walk.threads", 4),
                Long.getLong("itsm4j.walk.seed", System.nanoTime() % 1_000_000));
    }

    /** {@code -Ditsm4j.walk.commands=10000 -Ditsm4j.walk.seed=1}. */
    @Test
    @Tag("slow")
    void aLongWalkOfProblemsAgreesWithTheModel() {
        walk(
                "problems",
                (itsm, clock, timers) -> ProblemWalk.over(itsm, clock)
                        .commands(COMMANDS)
                        .seed(SEED)
                        .dueTimers(timers)
                        .run());
    }

    /** {@code -Ditsm4j.walk.commands=10000 -Ditsm4j.walk.seed=1}. */
    @Test
    @Tag("slow")
    void aLongWalkOfChangesAgreesWithTheModel() {
        walk(
                "changes",
                (itsm, clock, timers) -> ChangeWalk.over(itsm, clock)
                        .commands(COMMANDS)
                        .seed(SEED)
                        .dueTimers(timers)
                        .run());
    }

    private interface Walks {
        Walk.Report walk(Itsm itsm, SettableClock clock, Runnable dueTimers);
    }

    private static void walk(String what, Walks walks) {
        try (FullStack stack = new FullStack(Database.POSTGRESQL, 4)) {
            SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
            FlowableWorkflow workflow = stack.workflow();
            try (Itsm itsm = Itsm.builder()
                    .store(stack.store())
                    .workflow(workflow)
                    .clock(clock)
                    .changes(ChangeWalk.settings())
                    .build()) {
                Walk.Report report = walks.walk(itsm, clock, () -> {
                    workflow.runDueTimers();
                    itsm.runDueWork();
                });
                LOG.warn(
                        "walk of {}: seed={} commands={} done={} refused={} divergences={}",
                        what,
                        SEED,
                        COMMANDS,
                        report.done(),
                        report.refused(),
                        stack.divergences());
                assertThat(stack.divergences()).as("seed %s", SEED).isZero();
            }
        }
    }

    private static void walk(int commands, int threads, long seed) {
        try (FullStack stack = new FullStack(Database.POSTGRESQL, threads + 2)) {
            SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
            FlowableWorkflow workflow = stack.workflow();
            try (Itsm itsm = Itsm.builder()
                    .store(stack.store())
                    .workflow(workflow)
                    .clock(clock)
                    .field(TicketKind.INCIDENT, IncidentWalk.FIELD)
                    .build()) {
                IncidentWalk.Report report = IncidentWalk.over(itsm, clock)
                        .commands(commands)
                        .threads(threads)
                        .seed(seed)
                        .dueTimers(() -> {
                            workflow.runDueTimers();
                            itsm.runDueWork();
                        })
                        .run();
                LOG.warn(
                        "walk: seed={} commands={} done={} refused={} won={} lost={} divergences={}",
                        seed,
                        commands,
                        report.done(),
                        report.refused(),
                        report.won(),
                        report.lost(),
                        stack.divergences());
                assertThat(report.won()).isPositive();
                assertThat(report.lost()).isPositive();
                assertThat(stack.divergences()).as("seed %s", seed).isZero();
            }
        }
    }
}
