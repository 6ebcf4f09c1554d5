package org.itsm4j.bpmn.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.itsm4j.bpmn.DeadLetter;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.bpmn.TestDatabase;
import org.itsm4j.bpmn.TestHost;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.StoreException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static TestDatabase database;
    private static TestHost host;
    private static FlowableWorkflow workflow;

    @BeforeAll
    static void open() {
        database = new TestDatabase(1);
        host = new TestHost(database);
        workflow = host.open();
    }

    @AfterEach
    void reset() {
        database.clear();
        host.reset();
    }

    @AfterAll
    static void close() {
        workflow.close();
        database.close();
    }

    @Test
    void closesAResolvedTicketAfterTheTimeItsFactSays() {
        TicketRef ticket = host.ticket("resolve RESOLVED");

        host.clock.tick(Duration.ofDays(5).minusSeconds(1));
        assertThat(workflow.runDueTimers()).isZero();
        host.clock.tick(Duration.ofSeconds(1));
        assertThat(workflow.runDueTimers()).isEqualTo(1);

        assertThat(host.place(ticket).stage().id()).isEqualTo("closed");
        assertThat(host.place(ticket).token()).isEmpty();
        assertThat(database.count("ACT_RU_EXECUTION")).isZero();
        assertThat(jobs()).isZero();
    }

    @Test
    void countsFromTheInstantOfTheCommandNotOfTheClock() {
        TicketRef ticket = host.ticket();
        Instant imported = host.clock.instant().minus(Duration.ofDays(4)).plusNanos(1);
        host.step(host.move(ticket, "resolve", "RESOLVED", Optional.empty(), imported));

        assertThat(due())
                .containsExactly(imported.plus(Duration.ofDays(5)).plusNanos(999_999)); // to the next millisecond
        host.clock.tick(Duration.ofDays(1));
        assertThat(workflow.runDueTimers()).isZero();
        host.clock.tick(Duration.ofMillis(1));
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        assertThat(host.place(ticket).stage().id()).isEqualTo("closed");
    }

    @Test
    void dropsTheTimerWhenTheTicketLeavesTheStage() {
        host.ticket("resolve RESOLVED", "reopen IN_PROGRESS");
        assertThat(jobs()).isZero();
        assertThat(database.count("ACT_RU_EXECUTION")).isEqualTo(2);
        host.clock.tick(Duration.ofDays(50));
        assertThat(workflow.runDueTimers()).isZero();
    }

    @Test
    void hasNoTimerForATicketWithoutTheFact() {
        host.facts.remove("autoCloseAfter");
        TicketRef ticket = host.ticket("resolve RESOLVED");
        assertThat(jobs()).isZero();
        host.step(ticket, "close", "CLOSED");
        assertThat(database.count("ACT_RU_EXECUTION")).isZero();
    }

    @Test
    void asksAgainEveryDayWhenARuleRefuses() {
        TicketRef ticket = host.ticket("resolve RESOLVED");
        host.clock.tick(Duration.ofDays(5));
        host.rule = () -> false;
        for (int day = 1; day <= 20; day++) {
            assertThat(workflow.runDueTimers()).isEqualTo(1);
            assertThat(workflow.runDueTimers()).isZero();
            assertThat(host.rings).hasValue(day);
            host.clock.tick(Duration.ofDays(1));
        }
        assertThat(host.place(ticket).stage().id()).isEqualTo("resolved");
        assertThat(database.column("select EXCEPTION_MSG_ from ACT_RU_TIMER_JOB")
                        .get(0))
                .contains("the timer autoClose of acme/incident/" + ticket.id() + " was refused what it asks for");

        host.rule = () -> true; // the review was written
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        assertThat(host.place(ticket).stage().id()).isEqualTo("closed");
        assertThat(jobs()).isZero();
    }

    @Test
    void asksAgainAtOnceWhenWhatItWaitedForHasCome() {
        TicketRef waits = host.ticket("resolve RESOLVED");
        host.clock.tick(Duration.ofDays(4));
        TicketRef early = host.ticket("resolve RESOLVED");
        host.clock.tick(Duration.ofDays(1));
        host.rule = () -> false;
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        host.rule = () -> true;
        for (TicketRef ticket : List.of(waits, early)) {
            host.units.required(() -> {
                workflow.askAgain(ticket, host.place(ticket));
                return true;
            });
        }
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        assertThat(host.place(waits).stage().id()).isEqualTo("closed");
        assertThat(host.place(early).stage().id()).as("its time has not come").isEqualTo("resolved");
    }

    @Test
    void neverClosesByItselfWithoutATimer() {
        host.facts.remove("autoCloseAfter");
        TicketRef ticket = host.ticket("resolve RESOLVED");
        host.clock.tick(Duration.ofDays(50));
        host.units.required(() -> {
            workflow.askAgain(ticket, host.place(ticket));
            return true;
        });
        assertThat(workflow.runDueTimers()).isZero();
        assertThat(host.place(ticket).stage().id()).isEqualTo("resolved");
    }

    @Test
    void takesARefusalThatIsThrownForARefusal() {
        TicketRef ticket = host.ticket("resolve RESOLVED");
        host.clock.tick(Duration.ofDays(5));
        host.rule = () -> host.units.required(() -> {
            throw new RuleViolationException("INC-1", "review", "no review yet");
        });
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        host.clock.tick(Duration.ofHours(23));
        assertThat(workflow.runDueTimers()).isZero();
        host.step(ticket, "close", "CLOSED");
        assertThat(jobs()).isZero();
    }

    @Test
    void triesAgainSoonWhenSomebodyElseWasFaster() {
        for (RuntimeException lost : List.of(
                new StaleTicketException("overtaken"),
                new ConcurrentChangeException(host.newTicket(), 3, Optional.empty()))) {
            host.rings.set(0);
            TicketRef ticket = host.ticket("resolve RESOLVED");
            host.clock.tick(Duration.ofDays(5));
            host.rule = () -> host.units.required(() -> {
                throw lost;
            });
            assertThat(workflow.runDueTimers()).isEqualTo(1);
            host.clock.tick(Duration.ofSeconds(10));
            assertThat(workflow.runDueTimers()).as("in 10 seconds").isEqualTo(1);
            host.rule = () -> true;
            host.clock.tick(Duration.ofSeconds(20));
            assertThat(workflow.runDueTimers()).as("in 20 seconds").isEqualTo(1);
            assertThat(host.place(ticket).stage().id()).isEqualTo("closed");
            assertThat(host.rings).hasValue(3);
        }
    }

    @Test
    void leavesATimerInSightThatADiagramMakesImpossible() {
        host.ticket("resolve RESOLVED");
        host.clock.tick(Duration.ofDays(5));
        host.rule = () -> host.units.required(() -> {
            throw new ConfigurationException("the diagram leads elsewhere");
        });
        for (int i = 0; i < RetryFromNow.TRIES; i++) {
            assertThat(workflow.runDueTimers()).isEqualTo(1);
            host.clock.tick(Duration.ofHours(3));
        }
        assertThat(database.count("ACT_RU_DEADLETTER_JOB")).isEqualTo(1);
        assertThat(database.count("ACT_RU_TIMER_JOB")).isZero();
    }

    @Test
    void triesAFailedTimerAgainAndLeavesItInSightInTheEnd() {
        TicketRef ticket = host.ticket("resolve RESOLVED");
        host.clock.tick(Duration.ofDays(5));
        host.rule = () -> {
            throw new StoreException("the database is away");
        };
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        host.clock.tick(Duration.ofSeconds(9));
        assertThat(workflow.runDueTimers()).isZero();
        host.clock.tick(Duration.ofSeconds(1));
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        host.clock.tick(Duration.ofSeconds(10));
        assertThat(workflow.runDueTimers()).isZero();
        for (int i = 2; i < RetryFromNow.TRIES; i++) {
            assertThat(database.count("ACT_RU_TIMER_JOB")).isEqualTo(1);
            host.clock.tick(Duration.ofHours(3));
            workflow.runDueTimers();
        }
        assertThat(host.rings).hasValue(RetryFromNow.TRIES);
        assertThat(database.count("ACT_RU_DEADLETTER_JOB")).isEqualTo(1);
        assertThat(database.count("ACT_RU_TIMER_JOB")).isZero();

        host.step(ticket, "reopen", "IN_PROGRESS"); // by hand the ticket still moves, and takes the dead job with it
        assertThat(jobs()).isZero();
    }

    @Test
    void listsWhatFailedForTheLastTimeAndTriesItAgain() {
        TicketRef ticket = host.ticket("resolve RESOLVED");
        TicketRef other = host.ticket("resolve RESOLVED");
        host.clock.tick(Duration.ofDays(5));
        host.rule = () -> {
            throw new StoreException("the database is away");
        };
        for (int i = 0; i < RetryFromNow.TRIES; i++) {
            workflow.runDueTimers();
            host.clock.tick(Duration.ofHours(3));
        }
        database.execute("insert into ACT_RU_DEADLETTER_JOB (ID_, REV_, TYPE_, EXCLUSIVE_, HANDLER_TYPE_)"
                + " values (' first', 1, 'timer', false, '" + Heartbeat.TYPE + "')");
        List<DeadLetter> dead = workflow.deadLetters(2);
        assertThat(dead).extracting(DeadLetter::job).isSorted();
        assertThat(dead).extracting(DeadLetter::ticket).containsExactlyInAnyOrder(ticket, other);
        assertThat(dead).allSatisfy(letter -> {
            assertThat(letter.tenant()).isEqualTo(TestHost.TENANT);
            assertThat(letter.element()).isEqualTo("autoClose");
            assertThat(letter.reason()).isEqualTo("the database is away");
        });
        assertThat(workflow.deadLetters(1)).as("a full page").containsExactly(dead.get(0));
        assertThat(workflow.runDueTimers()).isZero();

        assertThat(host.units.required(() -> workflow.retry("no such job"))).isFalse();
        assertThatThrownBy(() -> host.units.required(() -> {
                    workflow.retry(dead.get(0).job());
                    throw new IllegalArgumentException("the host changes its mind");
                }))
                .hasMessage("the host changes its mind");
        assertThat(workflow.deadLetters(2)).isEqualTo(dead);
        host.rule = () -> true;
        assertThat(workflow.retry(dead.get(0).job())).isTrue();
        assertThat(workflow.retry(dead.get(0).job())).isFalse();
        assertThat(workflow.deadLetters(2)).containsExactly(dead.get(1));
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        assertThat(host.place(dead.get(0).ticket()).stage().id()).isEqualTo("closed");
        assertThat(host.place(dead.get(1).ticket()).stage().id()).isEqualTo("resolved");
    }

    @Test
    void listsAsManyDeadLettersAsItMay() {
        for (int limit : List.of(0, 1_001)) {
            assertThatThrownBy(() -> workflow.deadLetters(limit)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(workflow.deadLetters(1_000)).isEmpty();
    }

    @Test
    void runsManyTimersAndOneOfThemFails() {
        for (int i = 0; i < 120; i++) {
            host.ticket("resolve RESOLVED");
        }
        host.clock.tick(Duration.ofDays(5));
        host.rule = () -> host.rings.get() != 50;
        assertThat(workflow.runDueTimers()).isEqualTo(120);
        assertThat(host.places.values())
                .filteredOn(it -> it.token().isPresent())
                .hasSize(1);
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void runsTimersOutsideOfTransactionsOnly() {
        assertThatThrownBy(() -> host.units.required(() -> workflow.runDueTimers()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsInstantsInUtcWhateverTheZoneOfTheMachine() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Budapest"));
            Instant at = Instant.parse("2026-10-20T00:30:00Z"); // due in the hour that comes twice there
            TicketRef ticket = host.ticket();
            host.step(host.move(ticket, "resolve", "RESOLVED", Optional.empty(), at));
            assertThat(database.column("select cast(DUEDATE_ as varchar) from ACT_RU_TIMER_JOB")
                            .get(0))
                    .startsWith("2026-10-25 00:30:00");

            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo")); // another node
            host.clock.tick(Duration.between(host.clock.instant(), at.plus(Duration.ofDays(5)))
                    .minusSeconds(1));
            assertThat(workflow.runDueTimers()).isZero();
            host.clock.tick(Duration.ofSeconds(1));
            assertThat(workflow.runDueTimers()).isEqualTo(1);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private List<Instant> due() {
        return database.column("select cast(DUEDATE_ as varchar) from ACT_RU_TIMER_JOB").stream()
                .map(it -> Timestamp.valueOf(it).toLocalDateTime().toInstant(java.time.ZoneOffset.UTC))
                .toList();
    }

    private int jobs() {
        return database.count("ACT_RU_TIMER_JOB")
                + database.count("ACT_RU_JOB")
                + database.count("ACT_RU_DEADLETTER_JOB");
    }
}
