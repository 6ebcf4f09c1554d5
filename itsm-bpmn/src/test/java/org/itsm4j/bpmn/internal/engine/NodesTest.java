package org.itsm4j.bpmn.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.bpmn.Inside;
import org.itsm4j.bpmn.TestDatabase;
import org.itsm4j.bpmn.TestHost;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.StoreException;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Restarts, several nodes on one database, several versions of a diagram, several threads at one ticket. */
class NodesTest {
    private final TestDatabase database = new TestDatabase(8);
    private final TestHost host = new TestHost(database);

    @AfterEach
    void close() {
        assertThat(database.activeConnections()).isZero();
        database.close();
    }

    @Test
    void goesOnAfterARestart() {
        TicketRef ticket;
        try (FlowableWorkflow before = host.open(workflow())) {
            ticket = host.ticket("start IN_PROGRESS");
        }
        try (FlowableWorkflow after = host.open(workflow())) {
            assertThat(database.count("ACT_RE_PROCDEF")).isEqualTo(1);
            assertThat(after.offers(IncidentContract.get(), host.place(ticket))).contains("resolve");
            host.step(ticket, "resolve", "RESOLVED");
            host.step(ticket, "close", "CLOSED");
            assertThat(database.count("ACT_RU_EXECUTION")).isZero();
        }
    }

    @Test
    void leavesTicketsOnTheVersionTheyFollow() {
        TicketRef old;
        try (FlowableWorkflow before = host.open(workflow())) {
            old = host.ticket("start IN_PROGRESS");
        }
        Diagram strict = Drawing.incident()
                .without("inProgressMerge")
                .replace("name=\"In progress\"", "name=\"At work\"")
                .read();
        try (FlowableWorkflow after = host.open(workflow().diagram("incident", strict))) {
            assertThat(database.statements(() -> assertThat(after.offers(IncidentContract.get(), host.place(old)))
                            .contains("merge")))
                    .as("read once")
                    .isNotEmpty();
            assertThat(database.statements(() -> after.offers(IncidentContract.get(), host.place(old))))
                    .isEmpty();
            TicketRef young = host.ticket("start IN_PROGRESS");
            assertThat(after.offers(IncidentContract.get(), host.place(young))).doesNotContain("merge");
            assertThat(host.place(young).definition()).startsWith("itsm-incident:2:");
            assertThat(host.place(young).stage().name()).isEqualTo("At work");
            assertThatThrownBy(() -> host.step(young, "merge", "MERGED"))
                    .isInstanceOf(RuleViolationException.class)
                    .hasMessageContaining("the diagram has no way for 'merge' out of inProgress");
            host.step(old, "merge", "MERGED");
            host.step(young, "resolve", "RESOLVED");
        }
    }

    @Test
    void sharesTheDatabaseWithAnotherNode() throws Exception {
        TestHost second = new TestHost(database);
        try (FlowableWorkflow one = host.open(workflow())) {
            TicketRef ticket = host.ticket();
            try (FlowableWorkflow other = second.open(workflow())) {
                second.places.putAll(host.places);
                second.step(ticket, "start", "IN_PROGRESS");
                assertThatThrownBy(() -> host.step(ticket, "assign", "ASSIGNED"))
                        .isInstanceOf(StaleTicketException.class);
                host.places.putAll(second.places);
                host.step(ticket, "resolve", "RESOLVED");
                assertThat(database.count("ACT_RE_PROCDEF")).isEqualTo(1);
            }
        }
    }

    @Test
    void deploysOnceWhenNodesStartTogether() throws Exception {
        host.open(workflow()).close(); // the tables
        Diagram changed =
                Drawing.incident().replace("name=\"On hold\"", "name=\"Waits\"").read();
        List<TestHost> hosts = List.of(new TestHost(database), new TestHost(database), new TestHost(database));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<FlowableWorkflow>> opening = threads.invokeAll(hosts.stream()
                    .map(it -> (Callable<FlowableWorkflow>)
                            () -> it.open(workflow().diagram("incident", changed)))
                    .toList());
            for (Future<FlowableWorkflow> each : opening) {
                each.get().close();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(database.column("select max(VERSION_) from ACT_RE_PROCDEF")).containsExactly("2");
    }

    @Test
    void makesOneVersionOfWhatNodesDeployAtTheSameMoment() throws Exception {
        int rounds = 25;
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (FlowableWorkflow one = host.open(workflow());
                FlowableWorkflow two = new TestHost(database).open(workflow());
                FlowableWorkflow three = new TestHost(database).open(workflow())) {
            for (int round = 1; round <= rounds; round++) {
                Diagram changed = Drawing.incident()
                        .replace("name=\"On hold\"", "name=\"Waits " + round + "\"")
                        .read();
                var together = new CyclicBarrier(3);
                List<Future<String>> deployed = threads.invokeAll(List.of(one, two, three).stream()
                        .map(it -> (Callable<String>) () -> {
                            together.await();
                            return Inside.running(it).engine().deploy(Inside.source(changed));
                        })
                        .toList());
                String expected = deployed.get(0).get();
                assertThat(expected).startsWith("itsm-incident:" + (round + 1) + ":");
                assertThat(deployed.get(1).get()).isEqualTo(expected);
                assertThat(deployed.get(2).get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(database.count("ACT_RE_PROCDEF")).isEqualTo(rounds + 1);
        assertThat(database.count("ACT_RE_DEPLOYMENT")).isEqualTo(rounds + 1);
    }

    @Test
    void deploysOutsideOfTransactionsOnly() {
        Diagram changed =
                Drawing.incident().replace("name=\"On hold\"", "name=\"Waits\"").read();
        try (FlowableWorkflow workflow = host.open(workflow())) {
            assertThatThrownBy(
                            () -> host.units.required(() -> workflow.diagrams().deploy("incident", changed)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("call this outside of one");
            assertThatThrownBy(
                            () -> host.units.required(() -> workflow.diagrams().rollBack("incident", 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("call this outside of one");
            assertThat(host.place(host.ticket()).definition()).startsWith("itsm-incident:1:");
            assertThat(workflow.diagrams().deploy("incident", changed).version())
                    .isEqualTo(2);
        }
    }

    @Test
    void takesNoMissingDefinitionForARace() {
        try (FlowableWorkflow workflow = host.open(workflow())) {
            database.execute("delete from ACT_RE_PROCDEF");
            assertThatThrownBy(() -> host.ticket())
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(StaleTicketException.class);
        }
    }

    @Test
    void knowsTheNumberOfAVersionWhoseIdDoesNotTellIt() {
        String id = "itsm-a-lifecycle-with-a-long-name";
        Drawing drawing = Drawing.incident().replace("id=\"itsm-incident\"", "id=\"" + id + "\"");
        try (FlowableWorkflow workflow = host.open(workflow())) {
            var running = Inside.running(workflow);
            String one = running.engine().deploy(Inside.source(drawing.read()));
            String two = running.engine()
                    .deploy(Inside.source(drawing.replace("name=\"On hold\"", "name=\"Waits\"")
                            .read()));
            assertThat(List.of(one, two)).noneMatch(it -> it.contains(":"));
            assertThat(running.number(one)).isEqualTo(1);
            assertThat(running.number(two)).isEqualTo(2);
        }
    }

    @Test
    void countsTheTicketsOfTheCurrentVersionOnly() {
        Diagram changed =
                Drawing.incident().replace("name=\"On hold\"", "name=\"Waits\"").read();
        try (FlowableWorkflow workflow = host.open(workflow())) {
            host.ticket("start IN_PROGRESS");
            workflow.diagrams().deploy("incident", changed);
            host.ticket("resolve RESOLVED");
            host.ticket();
            host.ticket();
            List<String> asked =
                    database.statements(() -> assertThat(workflow.diagrams().current("incident"))
                            .isEqualTo(workflow.diagrams().deployed().get(0))
                            .satisfies(it -> assertThat(it.tickets()).isEqualTo(Map.of("new", 2L, "resolved", 1L))));
            assertThat(asked)
                    .filteredOn(it -> it.contains("count(*)"))
                    .first(STRING)
                    .contains("PROC_DEF_ID_ = ?");
        }
    }

    @Test
    void letsOneOfTwoMovesWin() throws Exception {
        try (FlowableWorkflow workflow = host.open(workflow())) {
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                for (int round = 0; round < 20; round++) {
                    TicketRef ticket = host.ticket("start IN_PROGRESS");
                    Place place = host.place(ticket);
                    List<Future<String>> racing = threads.invokeAll(List.of(
                            () -> race(workflow, place, ticket, "resolve", "RESOLVED"),
                            () -> race(workflow, place, ticket, "cancel", "CANCELLED")));
                    List<String> outcomes =
                            List.of(racing.get(0).get(), racing.get(1).get());
                    assertThat(outcomes).containsExactlyInAnyOrder("won", "stale");
                }
            } finally {
                threads.shutdown();
            }
        }
    }

    private String race(FlowableWorkflow workflow, Place place, TicketRef ticket, String action, String target) {
        try {
            host.units.required(() -> workflow.move(place, host.move(ticket, action, target)));
            return "won";
        } catch (StaleTicketException e) {
            return "stale";
        }
    }

    @Test
    void tellsALateMoveThatItIsLate() {
        try (FlowableWorkflow workflow = host.open(workflow())) {
            TicketRef ticket = host.ticket("start IN_PROGRESS");
            Place before = host.place(ticket);
            host.step(ticket, "resolve", "RESOLVED");
            assertThatThrownBy(() -> move(workflow, before, ticket, "hold", "ON_HOLD"))
                    .isInstanceOf(StaleTicketException.class);
            host.step(ticket, "close", "CLOSED");
            assertThatThrownBy(() -> move(workflow, before, ticket, "hold", "ON_HOLD"))
                    .isInstanceOf(StaleTicketException.class);
            assertThatThrownBy(() -> move(workflow, host.place(ticket), ticket, "hold", "ON_HOLD"))
                    .isInstanceOf(StaleTicketException.class);
        }
    }

    @Test
    void undoesAMoveWithItsTransaction() {
        try (FlowableWorkflow workflow = host.open(workflow())) {
            TicketRef ticket = host.ticket("start IN_PROGRESS");
            assertThatThrownBy(() -> host.units.required(() -> {
                        workflow.move(host.place(ticket), host.move(ticket, "resolve", "RESOLVED"));
                        throw new IllegalArgumentException("the host changes its mind");
                    }))
                    .hasMessage("the host changes its mind");
            assertThat(stage(ticket)).containsExactly("inProgress");
            assertThat(database.count("ACT_RU_TIMER_JOB")).isZero();

            assertThatThrownBy(() -> host.units.required(() -> {
                        try {
                            return workflow.move(host.place(ticket), host.move(ticket, "reopen", "IN_PROGRESS"));
                        } catch (RuleViolationException e) {
                            return null; // a host that swallows it cannot commit the half
                        }
                    }))
                    .hasMessage("the transaction can only roll back");
        }
    }

    @Test
    void refusesToArriveInAnotherStateThanTheContractAsksFor() {
        try (FlowableWorkflow workflow = host.open(workflow())) {
            TicketRef ticket = host.ticket("merge MERGED");
            host.facts.put("mergedFrom", IncidentState.ASSIGNED);
            assertThatThrownBy(() -> host.step(ticket, "unmerge", "NEW"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("to assigned in the state ASSIGNED, where the contract asks for NEW");
            assertThat(stage(ticket)).containsExactly("merged");
        }
    }

    @Test
    void refusesToGoTwoWaysAtOnce() {
        Diagram both = Drawing.incident()
                .replace("${action == 'resolve'}", "${action == 'resolve' and priority in ('P1', 'P2')}")
                .add("""
                        <bpmn:sequenceFlow id="second" sourceRef="inProgress" targetRef="resolved">
                          <bpmn:conditionExpression>${action == 'resolve' and priority in ('P2', 'P3')}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>""")
                .read();
        try (FlowableWorkflow workflow = host.open(workflow().diagram("incident", both))) {
            TicketRef ticket = host.ticket("start IN_PROGRESS");
            host.facts.put("priority", org.itsm4j.ticket.Priority.P2);
            assertThatThrownBy(() -> host.step(ticket, "resolve", "RESOLVED"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("[inProgressResolve, second]");
            host.facts.put("priority", org.itsm4j.ticket.Priority.P4);
            assertThat(workflow.offers(IncidentContract.get(), host.place(ticket)))
                    .contains("resolve");
            assertThatThrownBy(() -> host.step(ticket, "resolve", "RESOLVED"))
                    .isInstanceOf(RuleViolationException.class);
            host.facts.put("priority", org.itsm4j.ticket.Priority.P3);
            host.step(ticket, "resolve", "RESOLVED");
        }
    }

    private void move(FlowableWorkflow workflow, Place from, TicketRef ticket, String action, String target) {
        host.units.required(() -> workflow.move(from, host.move(ticket, action, target)));
    }

    private List<String> stage(TicketRef ticket) {
        return database.column("select ACT_ID_ from ACT_RU_EXECUTION where ID_ = '"
                + host.place(ticket).token().orElseThrow() + "'");
    }

    private FlowableWorkflow workflow() {
        return FlowableWorkflow.over(database.dataSource())
                .schemaMode(SchemaMode.CREATE)
                .jobExecutor(false);
    }
}
