package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.DeadLetter;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramRefusedException;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.bpmn.Inside;
import org.itsm4j.bpmn.MigrationPlan;
import org.itsm4j.bpmn.internal.engine.Engines;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.WorkingTime;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People, timers and migrations at the same tickets at the same moment, and calendars and steps that are of no help. */
class TogetherTest {
    private static final int THREADS = 4;

    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger nudges = new AtomicInteger();
    private WorkingTime calendar = new BlocksTest.HalfDays();
    private Runnable failure = () -> {};
    private FullStack stack;
    private FlowableWorkflow workflow;
    private Itsm itsm;

    private void open(Database database) {
        stack = new FullStack(database, THREADS + 1);
        reopen(Drawing.blocks().read());
    }

    private void reopen(Diagram diagram) {
        workflow = stack.workflow().diagram("incident", diagram);
        itsm = Itsm.builder()
                .store(stack.store())
                .workflow(workflow)
                .clock(clock)
                .step("orderPart", step -> {
                    failure.run();
                })
                .step("nudgeVendor", step -> nudges.incrementAndGet())
                .step("tellOwner", step -> {})
                .approval("security", ticket -> ApprovalOutcome.APPROVED)
                .workingTime(new WorkingTime() {
                    @Override
                    public Set<String> calendars() {
                        return calendar.calendars();
                    }

                    @Override
                    public Instant due(Tenant tenant, String name, Instant start, Duration working) {
                        return calendar.due(tenant, name, start, working);
                    }
                })
                .build();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        assertThat(stack.divergences()).isZero();
        itsm.close();
        stack.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void whoLosesARaceForTheEndIsToldSo(Database database) throws Exception {
        open(database);
        for (int round = 0; round < 25; round++) {
            TicketId id = started();
            AtomicInteger won = new AtomicInteger();
            together(() -> {
                try {
                    desk().cancel(id, CancelReason.WITHDRAWN);
                    won.incrementAndGet();
                } catch (ConcurrentChangeException | IllegalTransitionException e) {
                    assertThat(e).hasMessageContaining("CANCELLED");
                }
                return null;
            });
            assertThat(won).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void severalNodesMayApplyOnePlanWhilePeopleWork(Database database) throws Exception {
        open(database);
        List<TicketId> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(started());
        }
        String before = workflow.diagrams().current("incident").definition();
        String after =
                workflow.diagrams().deploy("incident", Diagram.incident()).definition();
        MigrationPlan plan = workflow.diagrams().plan(before, after);
        AtomicInteger node = new AtomicInteger();
        together(() -> {
            if (node.incrementAndGet() < THREADS) {
                plan.apply(3);
            } else {
                all.subList(0, 20).forEach(id -> cancelled(id));
            }
            return null;
        });
        plan.apply();
        assertThat(workflow.diagrams().current("incident").total()).isEqualTo(20);
        for (TicketId id : all) {
            assertThat(desk().timeline(id, 0).items())
                    .filteredOn(entry -> entry.action().equals("migrate"))
                    .hasSizeLessThan(2);
            assertThat(desk().verify(id).intact()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void severalThreadsMayRunDueTimers(Database database) throws Exception {
        open(database);
        for (int i = 0; i < 20; i++) {
            atTheVendor();
        }
        clock.tick(Duration.ofHours(16));
        together(() -> {
            workflow.runDueTimers();
            return null;
        });
        clock.tick(Duration.ofHours(1)); // who was overtaken is tried again
        workflow.runDueTimers();
        assertThat(stack.count("select count(*) from itsm_incident where state = 'ASSIGNED'"))
                .isEqualTo(20);
        assertThat(stack.count("select count(*) from ACT_RU_TIMER_JOB")).isZero();
    }

    @Test
    void aReminderGoesOnAfterAMigrationWhereItWas() {
        open(Database.H2);
        TicketId id = atTheVendor();
        clock.tick(Duration.ofHours(4));
        workflow.runDueTimers();
        clock.tick(Duration.ofHours(4));
        workflow.runDueTimers();
        assertThat(nudges).hasValue(2);
        migrated("\"Vendor review\"", "\"At the vendor\"");
        assertThat(desk().get(id).place().stage().name()).isEqualTo("At the vendor");
        clock.tick(Duration.ofHours(4));
        workflow.runDueTimers();
        assertThat(nudges).as("R3").hasValue(3);
        migrated("\"Vendor review\"", "\"With the vendor\"");
        clock.tick(Duration.ofHours(3));
        workflow.runDueTimers();
        assertThat(nudges).as("it has rung as often as it was drawn").hasValue(3);
    }

    @Test
    void aStepThatFailedForGoodIsLeftOutByAMigrationThatSaysSo() {
        open(Database.H2);
        failure = () -> {
            throw new IllegalStateException("the shop has burnt down");
        };
        TicketId id = started();
        desk().advance(id, "vendor");
        for (int i = 0; i < 3; i++) {
            workflow.runDueTimers();
            clock.tick(Duration.ofMinutes(2));
        }
        assertThat(workflow.deadLetters(10))
                .singleElement()
                .extracting(DeadLetter::element)
                .isEqualTo("orderPart");
        String before = workflow.diagrams().current("incident").definition();
        String after =
                workflow.diagrams().deploy("incident", Diagram.incident()).definition();
        MigrationPlan plan = workflow.diagrams().plan(before, after);
        assertThat(plan.unmapped().get("orderPart")).contains("say at which stage to go on");
        assertThatThrownBy(() -> plan.mapping("orderPart", "resolved"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IN_PROGRESS");
        assertThat(plan.mapping("orderPart", "inProgress").apply().moved()).isEqualTo(1);
        assertThat(workflow.deadLetters(10)).isEmpty();
        assertThat(desk().cancel(id, CancelReason.WITHDRAWN).version()).isPositive();
    }

    @Test
    void aStepInTheBackgroundWaitsForItsTimerAndNobodyElse() {
        open(Database.H2);
        TicketId id = started();
        String token = desk().advance(id, "vendor").place().token().orElseThrow();
        assertThatThrownBy(() -> Engines.runtime(Inside.running(workflow)).trigger(token))
                .hasStackTraceContaining("move its ticket through itsm4j");
        workflow.runDueTimers();
        assertThat(desk().get(id).place().stage().id()).isEqualTo("vendorReview");
    }

    @Test
    void aDeadLetterSaysWhatWentWrongFirst() {
        open(Database.H2);
        failure = () -> {
            throw new AssertionError("the shop has drowned");
        };
        desk().advance(started(), "vendor");
        for (int i = 0; i < 3; i++) {
            workflow.runDueTimers();
            clock.tick(Duration.ofMinutes(2));
        }
        assertThat(workflow.deadLetters(10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("the shop has drowned"));
    }

    @Test
    void noPlanLeadsToAVersionThatNoLongerFitsTheHost() {
        open(Database.H2);
        started();
        String first = workflow.diagrams().current("incident").definition();
        itsm.close();
        workflow = stack.workflow().diagram("incident", Diagram.incident());
        itsm = Itsm.builder().store(stack.store()).workflow(workflow).build();
        String second = workflow.diagrams().current("incident").definition();
        assertThatThrownBy(() -> workflow.diagrams().plan(second, first))
                .isInstanceOf(DiagramRefusedException.class)
                .hasMessageContaining("orderPart");
    }

    @Test
    void aCalendarIsNeverEarlierThanTheClock() {
        open(Database.H2);
        calendar = answering(Instant.MIN);
        TicketId id = atTheVendor();
        clock.tick(Duration.ofHours(8).minusSeconds(1));
        workflow.runDueTimers();
        assertThat(desk().get(id).place().stage().id()).isEqualTo("vendorReview");
        clock.tick(Duration.ofSeconds(2));
        workflow.runDueTimers();
        assertThat(desk().get(id).place().stage().id()).isEqualTo("assigned");
    }

    @Test
    void aCalendarWithoutAnAnswerIsAMistakeInTheSetUp() {
        open(Database.H2);
        TicketId id = atTheVendor();
        desk().advance(id);
        calendar = answering(null);
        desk().advance(id, "vendor");
        workflow.runDueTimers();
        assertThat(desk().get(id).place().stage().id()).as("tried again").isEqualTo("orderPart");
    }

    private WorkingTime answering(Instant answer) {
        return new WorkingTime() {
            @Override
            public Set<String> calendars() {
                return Set.of("support");
            }

            @Override
            public Instant due(Tenant tenant, String name, Instant start, Duration working) {
                return answer;
            }
        };
    }

    private void migrated(String part, String other) {
        String before = workflow.diagrams().current("incident").definition();
        String after =
                workflow.diagrams().deploy("incident", changed(part, other)).definition();
        assertThat(workflow.diagrams().plan(before, after).apply().left()).isZero();
    }

    private static Diagram changed(String part, String other) {
        return Diagram.of(new String(Drawing.blocks().read().bytes(), StandardCharsets.UTF_8)
                .replace(part, other)
                .getBytes(StandardCharsets.UTF_8));
    }

    private void cancelled(TicketId id) {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                desk().cancel(id, CancelReason.WITHDRAWN);
                return;
            } catch (ConcurrentChangeException e) {
                assertThat(e).as("a migration was faster").hasMessageContaining(id.toString());
            }
        }
        throw new AssertionError("never");
    }

    private TicketId atTheVendor() {
        TicketId id = started();
        desk().advance(id, "vendor");
        workflow.runDueTimers();
        assertThat(desk().get(id).place().stage().id()).isEqualTo("vendorReview");
        return id;
    }

    private TicketId started() {
        LogIncident report = LogIncident.titled("Port is dead")
                .requester("mia")
                .category("hardware")
                .build();
        return FullStack.started(desk(), report, Assignment.to("network", "ana"))
                .id();
    }

    private Incidents desk() {
        return itsm.as(Actor.agent("ana")
                        .inGroup("network")
                        .with(Role.DISPATCHER)
                        .with(Role.MANAGER))
                .incidents();
    }

    /** Runs it on all threads, from one moment on, and throws what one of them throws. */
    private void together(Callable<?> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }
}
