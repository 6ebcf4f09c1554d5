package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every transition of the contract through the engine. */
class TransitionsTest {
    /** How a ticket comes to a state. */
    private static final Map<IncidentState, String[]> WAYS = new HashMap<>(Map.of(
            IncidentState.NEW, new String[0],
            IncidentState.ASSIGNED, new String[] {"assign ASSIGNED"},
            IncidentState.IN_PROGRESS, new String[] {"start IN_PROGRESS"},
            IncidentState.ON_HOLD, new String[] {"hold ON_HOLD"},
            IncidentState.RESOLVED, new String[] {"resolve RESOLVED"},
            IncidentState.MERGED, new String[] {"merge MERGED"}));

    private static TestDatabase database;
    private static TestHost host;
    private static FlowableWorkflow workflow;

    @BeforeAll
    static void open() {
        database = new TestDatabase(1);
        host = new TestHost(database);
        workflow = host.open();
    }

    @AfterAll
    static void close() {
        workflow.close();
        assertThat(database.activeConnections()).isZero();
        database.close();
    }

    static List<Transition<IncidentState, IncidentAction>> moving() {
        return IncidentContract.get().transitions().stream()
                .filter(Transition::moves)
                .filter(row -> row.from().isPresent())
                .filter(row ->
                        row.action() != IncidentAction.ADVANCE) // a diagram of one stage for each state has no next one
                .toList();
    }

    @ParameterizedTest
    @MethodSource("moving")
    void walks(Transition<IncidentState, IncidentAction> row) {
        TicketRef ticket = host.ticket(WAYS.get(row.from().orElseThrow()));
        assertThat(workflow.offers(IncidentContract.get(), host.place(ticket))).contains(Labels.of(row.action()));
        host.facts.put("mergedFrom", row.to());

        Arrival arrival = host.step(ticket, Labels.of(row.action()), row.to().name());

        assertThat(arrival.state()).isEqualTo(row.to().name());
        assertThat(arrival.wakeAt()).isEmpty();
        assertThat(arrival.place().stage().id()).isEqualTo(Labels.of(row.to()));
        assertThat(arrival.place().definition()).startsWith("itsm-incident:1:");
        boolean ends = IncidentContract.get().isTerminal(row.to());
        assertThat(arrival.place().token().isEmpty()).isEqualTo(ends);
        assertThat(rows(ticket)).isEqualTo(ends ? 0 : 1);
        arrival.place()
                .token()
                .ifPresent(token -> assertThat(
                                database.column("select ACT_ID_ from ACT_RU_EXECUTION where ID_ = '" + token + "'"))
                        .containsExactly(arrival.place().stage().id()));
        assertThat(workflow.offers(IncidentContract.get(), arrival.place()).isEmpty())
                .isEqualTo(ends);
    }

    private static int rows(TicketRef ticket) {
        return database.column(
                        "select ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = 'acme/incident/" + ticket.id() + "'")
                .size();
    }

    @Test
    void keepsTheTokenWhileItLives() {
        TicketRef ticket = host.ticket();
        Optional<String> token = host.place(ticket).token();
        for (String step : List.of("assign ASSIGNED", "start IN_PROGRESS", "resolve RESOLVED", "reopen IN_PROGRESS")) {
            host.step(ticket, step.split(" ")[0], step.split(" ")[1]);
            assertThat(host.place(ticket).token()).isEqualTo(token);
        }
    }
}
