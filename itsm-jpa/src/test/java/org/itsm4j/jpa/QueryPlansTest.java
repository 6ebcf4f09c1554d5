package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.itsm4j.Itsm;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.security.Actor;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What PostgreSQL makes of the lists that are asked for all day, among many incidents most of which are closed. */
class QueryPlansTest {
    private static final String MANY = """
            insert into itsm_incident
            select other.*
            from itsm_incident i, generate_series(1, 20000) n, lateral jsonb_populate_record(i, jsonb_build_object(
                'id', gen_random_uuid(), 'ticket_number', 'INC-' || 1000000 + n,
                'group_name', 'group ' || n % 40, 'agent', 'agent ' || n % 400,
                'state', case when n % 20 = 0 then 'ASSIGNED' else 'CLOSED' end, 'is_open', (n % 20 = 0)::int,
                'priority', 'P' || 1 + n % 5,
                'major_status', case when n % 500 = 0 then 'ACCEPTED' else 'NONE' end)) other
            where i.ticket_number = 'INC-000001'
            """;

    private TestDatabase database;
    private Incidents door;
    private TicketId id;

    @ParameterizedTest
    @EnumSource(Provider.class)
    void listsAreReadFromAnIndexInItsOrder(Provider provider) {
        try (TestDatabase opened = TestDatabase.postgres();
                EntityManagerFactory factory = provider.over(opened.dataSource());
                Itsm itsm = Itsm.builder()
                        .store(JpaStore.builder(factory)
                                .schemaMode(SchemaMode.CREATE)
                                .build())
                        .build()) {
            database = opened;
            door = itsm.as(Actor.administrator("ada").inGroup("group 1")).incidents();
            fill();
            theQueueOfAGroup();
            theQueueOfAPerson();
            countsByState();
            similarMajorIncidents();
        }
    }

    private void fill() {
        id = door.log(LogIncident.titled("x")
                        .service("webshop")
                        .category("hardware")
                        .requester("mia")
                        .build())
                .id();
        door.assign(id, Assignment.to("group 1", "agent 1"));
        door.proposeMajor(id, "x");
        door.acceptMajor(id, MajorPlan.led("x", "x", "mim"));
        database.execute(MANY, "analyze itsm_incident");
    }

    private void theQueueOfAGroup() {
        assertThat(plan(() -> door.search(door.queue("group 0"))))
                .singleElement()
                .asString()
                .contains("ix_itsm_incident_queue")
                .doesNotContain("Sort");
    }

    private void theQueueOfAPerson() {
        Search<IncidentField> mine = Search.sortedBy(IncidentField.PRIORITY, Direction.ASCENDING)
                .where(IncidentField.AGENT, Operator.EQUALS, "agent 0")
                .where(IncidentField.OPEN, Operator.EQUALS, true);
        assertThat(plan(() -> door.search(mine)))
                .singleElement()
                .asString()
                .contains("ix_itsm_incident_agent")
                .doesNotContain("Sort");
    }

    private void countsByState() {
        assertThat(plan(door::countByState))
                .singleElement()
                .asString()
                .contains("Index Only Scan using ix_itsm_incident_state");
    }

    private void similarMajorIncidents() {
        List<String> plans = plan(() -> door.similarMajorIncidents(id));
        assertThat(plans.subList(1, plans.size()))
                .as("after the incident itself, one for its service and one for its category")
                .hasSize(2)
                .allSatisfy(plan ->
                        assertThat(plan).contains("ix_itsm_incident_major").doesNotContain("Seq Scan"));
    }

    /** How each statement that this makes is to be run, whatever the values. */
    private List<String> plan(Runnable question) {
        database.forget();
        question.run();
        List<String> plans = new ArrayList<>();
        for (String statement : database.statements()) {
            plans.add(explained(numbered(statement)));
        }
        return plans;
    }

    private static String numbered(String statement) {
        StringBuilder numbered = new StringBuilder();
        int parameter = 0;
        for (char each : statement.toCharArray()) {
            numbered.append(each == '?' ? "$" + ++parameter : each);
        }
        return numbered.toString();
    }

    /** In the extended mode the driver would want to bind the parameters of what is only explained. */
    private Connection simple() throws SQLException {
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + "preferQueryMode=simple";
        return DriverManager.getConnection(url, "postgres", "");
    }

    private String explained(String statement) {
        try (Connection connection = simple();
                Statement explain = connection.createStatement()) {
            // is there a way by an index at all? whether it pays is a matter of how many rows there are
            explain.execute("set enable_seqscan = off");
            explain.execute("set enable_bitmapscan = off");
            return lines(explain.executeQuery("explain (generic_plan, costs off) " + statement));
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static String lines(ResultSet found) throws SQLException {
        StringBuilder lines = new StringBuilder();
        while (found.next()) {
            lines.append(found.getString(1)).append('\n');
        }
        return lines.toString();
    }
}
