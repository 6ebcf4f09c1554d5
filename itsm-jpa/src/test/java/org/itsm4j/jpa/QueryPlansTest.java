package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.itsm4j.Itsm;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.ClockStore.Change;
import org.itsm4j.spi.ClockStore.Due;
import org.itsm4j.spi.ClockStore.Mark;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.spi.Store;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What PostgreSQL makes of the lists that are asked for all day, among many incidents most of which are closed. */
class QueryPlansTest {
    /** Tickets with clocks: incidents, problems and changes, each kind in a table of its own. */
    private static final int TABLES = 3;

    private static final String MANY = """
            insert into itsm_incident
            select other.*
            from itsm_incident i, generate_series(1, 20000) n, lateral jsonb_populate_record(i, jsonb_build_object(
                'id', gen_random_uuid(), 'ticket_number', 'INC-' || 1000000 + n,
                'group_name', 'group ' || n % 40, 'agent', 'agent ' || n % 400,
                'state', case when n % 20 = 0 then 'ASSIGNED' else 'CLOSED' end, 'is_open', case when n % 20 = 0 then 1 else 0 end,
                'priority', 'P' || 1 + n % 5,
                'major_status', case when n % 500 = 0 then 'ACCEPTED' else 'NONE' end)) other
            where i.ticket_number = 'INC-000001'
            """;

    private static final String MANY_CLOCKS = """
            insert into itsm_clock
            select tenant, 'INCIDENT', id, 'slot ' || s, 1, 1, 1, 'standard', priority, 'service ' || n % 40,
                case when n % 20 = 0 then 'RUNNING' else 'STOPPED' end, case when n % 20 = 0 then 1 else 0 end,
                n, n + 100, case when n % 20 = 0 then n + 90 end, case when n % 20 > 0 then n + 50 end, n % 7 / 6, ''
            from (select *, row_number() over () as n from itsm_incident) i, generate_series(1, 2) s
            """;

    private TestDatabase database;
    private Store store;
    private final Tenant tenant = Tenant.SINGLE;
    private org.itsm4j.incident.Incidents door;
    private TicketId id;

    @ParameterizedTest
    @EnumSource(Provider.class)
    void listsAreReadFromAnIndexInItsOrder(Provider provider) {
        try (TestDatabase opened = TestDatabase.postgres();
                EntityManagerFactory factory = provider.over(opened.dataSource());
                Itsm itsm = itsm(factory)) {
            database = opened;
            door = itsm.as(Actor.administrator("ada").inGroup("group 1")).incidents();
            fill();
            theQueueOfAGroup();
            theQueueOfAPerson();
            countsByState();
            similarMajorIncidents();
            clocksByDueInstant();
            clocksOfReports();
            clocksWhoseAlarmHasCome();
        }
    }

    private Itsm itsm(EntityManagerFactory factory) {
        store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
        return Itsm.builder().store(store).build();
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
        database.execute(MANY, MANY_CLOCKS, "analyze itsm_incident", "analyze itsm_clock");
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

    private void clocksByDueInstant() {
        Instant from = Micros.instant(1_000);
        Instant to = Micros.instant(20_000);
        ClockCursor last = new ClockCursor(from, id, "slot", 1);
        ClockSearch overdue = ClockSearch.overdue(TicketKind.INCIDENT);
        ClockSearch breached = ClockSearch.breached(TicketKind.INCIDENT, from, to);
        for (ClockSearch search : List.of(
                overdue,
                overdue.after(last),
                overdue.group("group 1"),
                breached,
                breached.after(last).slot("slot 1"),
                ClockSearch.atRisk(TicketKind.INCIDENT, Duration.ofHours(1)))) {
            assertThat(clocks(clocks -> clocks.search(tenant, search, to, Optional.empty())))
                    .hasSize(search.scope() == ClockSearch.Scope.BREACHED ? 2 : 1)
                    .allSatisfy(plan ->
                            assertThat(plan).contains("ix_itsm_clock_due").doesNotContain("Sort"));
        }
    }

    private void clocksOfReports() {
        Instant from = Micros.instant(1_000);
        Instant to = Micros.instant(2_000);
        assertThat(clocks(clocks -> clocks.attainment(tenant, TicketKind.INCIDENT, from, to, Optional.empty())))
                .singleElement()
                .asString()
                .contains("ix_itsm_clock_stopped")
                .doesNotContain("Seq Scan");
        assertThat(clocks(clocks -> clocks.during(tenant, TicketKind.INCIDENT, "service 1", "slot 1", from, to, 10)))
                .singleElement()
                .asString()
                .contains("ix_itsm_clock_service");
        assertThat(clocks(clocks -> clocks.current(tenant, new TicketRef(TicketKind.INCIDENT, id))))
                .singleElement()
                .asString()
                .contains("pk_itsm_clock")
                .doesNotContain("Sort");
    }

    private void clocksWhoseAlarmHasCome() {
        Instant now = Micros.instant(2_000);
        ClockCursor last = new ClockCursor(Micros.instant(1_000), id, "slot", 1);
        for (Optional<ClockCursor> after : List.of(Optional.<ClockCursor>empty(), Optional.of(last))) {
            assertThat(clocks(clocks -> clocks.due(now, after, 500)))
                    .hasSize(TABLES)
                    .filteredOn(plan -> plan.contains("itsm_incident")) // there are no others to be read in an order
                    .singleElement()
                    .asString()
                    .contains("ix_itsm_clock_alarm")
                    .doesNotContain("Sort")
                    .doesNotContain("Seq Scan");
        }
        assertThat(clocks(clocks -> clocks.mark(marks(clocks, now))))
                .hasSize(TABLES + 4)
                .allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan"));
    }

    private static List<Mark> marks(ClockStore clocks, Instant now) {
        List<Due> due = clocks.due(now, Optional.empty(), 1);
        return clocks.reached(due, now).stream()
                .limit(1)
                .map(owned -> new Mark(
                        due.get(0),
                        Incidents.entry(due.get(0).head().sequence() + 1),
                        List.of(new Change(owned.clock(), Incidents.silent(owned.clock())))))
                .toList();
    }

    private List<String> clocks(Consumer<ClockStore> question) {
        return plan(() -> store.unitOfWork().required(() -> {
            question.accept(store.clocks());
            return true;
        }));
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
