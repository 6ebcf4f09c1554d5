package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each step costs the engine, exactly. A number that changes here is a change that users pay for. */
class StatementsTest {
    private static TestDatabase database;
    private static TestHost host;
    private static FlowableWorkflow workflow;

    @BeforeAll
    static void open() {
        database = new TestDatabase(1);
        host = new TestHost(database);
        workflow = host.open();
        host.ticket("cancel CANCELLED"); // so that the definition is parsed
    }

    @AfterAll
    static void close() {
        workflow.close();
        database.close();
    }

    @Test
    void startsWithOneInsertOfTwoRows() {
        assertThat(kinds(() -> host.ticket())).containsExactly("insert EXECUTION");
    }

    @Test
    void movesWithOneSelectAndOneUpdate() {
        TicketRef ticket = host.ticket();
        assertThat(kinds(() -> host.step(ticket, "start", "IN_PROGRESS")))
                .containsExactly("select EXECUTION", "update EXECUTION");
    }

    @Test
    void entersAStageWithATimerForThreeMore() {
        TicketRef ticket = host.ticket("start IN_PROGRESS");
        assertThat(kinds(() -> host.step(ticket, "resolve", "RESOLVED")))
                .containsExactly(
                        "select EXECUTION",
                        "select EXECUTION",
                        "insert EXECUTION",
                        "insert TIMER_JOB",
                        "update EXECUTION");
    }

    @Test
    void leavesAStageWithATimerForFourMore() {
        TicketRef ticket = host.ticket("start IN_PROGRESS", "resolve RESOLVED");
        assertThat(kinds(() -> host.step(ticket, "reopen", "IN_PROGRESS")))
                .containsExactly(
                        "select EXECUTION",
                        "select EXECUTION",
                        "select TIMER_JOB",
                        "update EXECUTION",
                        "delete TIMER_JOB",
                        "delete EXECUTION");
    }

    @Test
    void endsWithoutSearching() {
        TicketRef ticket = host.ticket();
        assertThat(kinds(() -> host.step(ticket, "cancel", "CANCELLED")))
                .containsExactly("select EXECUTION", "select EXECUTION", "delete EXECUTION", "delete EXECUTION");
    }

    @Test
    void offersCostNothing() {
        TicketRef ticket = host.ticket();
        assertThat(kinds(() -> workflow.offers(IncidentContract.get(), host.place(ticket))))
                .isEmpty();
    }

    @Test
    void wholeLifeCostsTwentyTwoStatements() {
        assertThat(kinds(() -> host.ticket(
                        "assign ASSIGNED",
                        "start IN_PROGRESS",
                        "hold ON_HOLD",
                        "resume IN_PROGRESS",
                        "resolve RESOLVED",
                        "close CLOSED")))
                .hasSize(22);
    }

    private static List<String> kinds(Runnable work) {
        List<String> kinds = new ArrayList<>();
        for (String sql : database.statements(work)) {
            String[] words = sql.strip().split("\\s+");
            String table = sql.replaceAll("(?s).*?ACT_RU_([A-Z_]+).*", "$1");
            kinds.add(words[0].toLowerCase(Locale.ROOT) + " " + table);
        }
        return kinds;
    }
}
