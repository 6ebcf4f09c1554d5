package org.itsm4j.bpmn.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.bpmn.TestDatabase;
import org.itsm4j.bpmn.TestHost;
import org.itsm4j.spi.SchemaMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job executor at work, on a pool of one connection too. */
class JobExecutorTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void runsTimersAndTheHeartbeatOnTwoNodes(int connections) {
        try (TestDatabase database = new TestDatabase(connections)) {
            TestHost one = host(database);
            TestHost other = host(database);
            other.places = one.places; // as a store would
            try (FlowableWorkflow first = one.open(workflow(database));
                    FlowableWorkflow second = other.open(workflow(database))) {
                for (int i = 0; i < 30; i++) {
                    one.ticket("resolve RESOLVED");
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> database.count("ACT_RU_EXECUTION") == 0);
                assertThat(one.rings.get() + other.rings.get()).as("each once").isEqualTo(30);
                int beats = one.beats.get() + other.beats.get();
                await().atMost(Duration.ofSeconds(60)).until(() -> one.beats.get() + other.beats.get() > beats + 2);
            }
            assertThat(database.column("select ID_ from ACT_RU_TIMER_JOB union select ID_ from ACT_RU_JOB"))
                    .isEqualTo(List.of(Heartbeat.ID));
            assertThat(database.count("ACT_RU_DEADLETTER_JOB")).isZero();
            assertThat(database.activeConnections()).isZero();
            await().atMost(Duration.ofSeconds(30)) // one that has nothing left to do may take a moment to end
                    .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                            .noneMatch(thread -> thread.getName().startsWith("itsm4j-")));
        }
    }

    @Test
    void letsTheMachineEndThatForgetsToCloseIt() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (TestDatabase database = new TestDatabase(4)) {
            TestHost host = host(database);
            Set<Thread> threads = new HashSet<>();
            try (FlowableWorkflow workflow = host.open(workflow(database))) {
                for (int i = 0; i < 5; i++) {
                    host.ticket("resolve RESOLVED");
                }
                await().pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
                    threads.addAll(Thread.getAllStackTraces().keySet()); // those that move timers soon end
                    return database.count("ACT_RU_EXECUTION") == 0;
                });
            }
            threads.removeAll(before);
            assertThat(threads).extracting(Thread::getName).anyMatch(it -> it.startsWith("itsm4j-job-"));
            for (String task : List.of("acquire-async-jobs", "acquire-timer-jobs", "reset-expired-jobs")) {
                assertThat(threads).extracting(Thread::getName).anyMatch(it -> it.contains(task));
            }
            assertThat(threads).allMatch(Thread::isDaemon);
        }
    }

    private static TestHost host(TestDatabase database) {
        TestHost host = new TestHost(database);
        host.tells = Clock.systemUTC();
        host.facts.put("autoCloseAfter", Duration.ofSeconds(1));
        return host;
    }

    private static FlowableWorkflow workflow(TestDatabase database) {
        return FlowableWorkflow.over(database.dataSource())
                .schemaMode(SchemaMode.CREATE)
                .threads(2)
                .pollEvery(Duration.ofMillis(200))
                .heartbeat(Duration.ofMillis(300));
    }
}
