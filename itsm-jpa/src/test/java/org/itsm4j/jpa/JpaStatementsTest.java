package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.jpa.Incidents.ACME;
import static org.itsm4j.jpa.Incidents.NOON;
import static org.itsm4j.jpa.Incidents.clock;
import static org.itsm4j.jpa.Incidents.entry;
import static org.itsm4j.jpa.Incidents.incident;
import static org.itsm4j.jpa.Incidents.next;
import static org.itsm4j.jpa.Incidents.silent;
import static org.itsm4j.jpa.Incidents.task;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.ClockStore.Change;
import org.itsm4j.spi.ClockStore.Due;
import org.itsm4j.spi.ClockStore.Mark;
import org.itsm4j.spi.ClockStore.Owned;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.ScheduledSlot;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.orm.jpa.JpaTransactionManager;

/** How many statements each port method costs. A change here is a change of the budget. */
class JpaStatementsTest {
    private TestDatabase database;
    private JpaStore store;

    @ParameterizedTest
    @EnumSource(Provider.class)
    void everyMethodCostsWhatItMust(Provider provider) {
        try (TestDatabase opened = TestDatabase.h2();
                EntityManagerFactory factory = provider.over(opened.dataSource())) {
            database = opened;
            store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            tickets();
            custom();
            lists();
            timelines();
            links();
            tasks();
            clocks(opened);
            sweepsThroughRows();
            schedule();
            numbers();
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aSweepOnPostgresCostsTheSameForAnyNumberOfTickets(Provider provider) {
        try (TestDatabase opened = TestDatabase.postgres();
                EntityManagerFactory factory = provider.over(opened.dataSource())) {
            database = opened;
            sweepsAtOnce(new LocalTransactions(factory), 100);
            // with an entity manager that stands for that of each transaction
            sweepsAtOnce(new SpringTransactions(new JpaTransactionManager(factory), factory), 200);
        }
    }

    private void sweepsAtOnce(HostTransactions transactions, long first) {
        store = JpaStore.builder(transactions).schemaMode(SchemaMode.CREATE).build();
        fillDue(first);
        costOf(() -> Incidents.of(store).find(ACME, incident(first).id()));
        assertThat(costOf(() -> store.clocks().due(NOON.minusSeconds(1), Optional.empty(), 500)))
                .as("nothing is due: one question for each kind of ticket")
                .containsExactly("select itsm_clock", "select itsm_clock", "select itsm_clock");
        assertThat(costOf(this::sweep))
                .containsExactly(
                        "select itsm_clock",
                        "select itsm_clock",
                        "select itsm_clock",
                        "select itsm_clock",
                        "update itsm_incident",
                        "insert itsm_timeline",
                        "update itsm_clock");
        assertThat(costOf(this::sweep))
                .as("nothing is left")
                .containsExactly("select itsm_clock", "select itsm_clock", "select itsm_clock");
    }

    private void tickets() {
        Incident first = incident(1);
        assertThat(costOf(() -> Incidents.of(store).add(first))).containsExactly("insert itsm_incident");
        assertThat(costOf(() -> Incidents.of(store).find(ACME, first.id()))).containsExactly("select itsm_incident");
        assertThat(costOf(() -> Incidents.of(store).findByNumber(ACME, first.number())))
                .containsExactly("select itsm_incident");
        assertThat(costOf(() -> {
                    Incident before = Incidents.of(store).find(ACME, first.id()).orElseThrow();
                    Incidents.of(store).replace(before, next(before));
                }))
                .containsExactly("select itsm_incident", "update itsm_incident");
        assertThat(costOf(() -> {
                    Incident before = Incidents.of(store)
                            .findByNumber(ACME, first.number())
                            .orElseThrow();
                    Incidents.of(store).replace(before, next(before));
                    Incidents.of(store).find(ACME, first.id());
                    Incidents.of(store).replace(next(before), next(next(before)));
                }))
                .containsExactly("select itsm_incident", "update itsm_incident", "update itsm_incident");
        assertThat(costOf(() -> Incidents.of(store).due(NOON, Optional.empty(), 10)))
                .containsExactly("select itsm_incident");
    }

    private void custom() {
        CustomField<String> cause = CustomField.text("rootCause", 1_000);
        CustomField<Boolean> legal = CustomField.flag("legal");
        Incident plain = incident(2);
        Incident first = plain.customised(CustomValues.of(cause, "disk").with(legal, true));
        assertThat(costOf(() -> Incidents.of(store).add(first)))
                .containsExactly("insert itsm_incident", "insert itsm_custom", "insert itsm_custom");
        assertThat(costOf(() -> Incidents.of(store).find(ACME, first.id()))).containsExactly("select itsm_incident");
        assertThat(changed(first, first.custom()))
                .as("nothing of them changes")
                .containsExactly("select itsm_incident", "update itsm_incident");
        assertThat(changed(next(first), CustomValues.of(cause, "fan").with(legal, true)))
                .as("one changes")
                .containsExactly(
                        "select itsm_incident", "update itsm_incident", "select itsm_custom", "update itsm_custom");
        assertThat(changed(next(next(first)), CustomValues.of(cause, "fan")))
                .as("one goes")
                .containsExactly(
                        "select itsm_incident", "update itsm_incident", "select itsm_custom", "delete itsm_custom");
        assertThat(changed(
                        next(next(next(first))), CustomValues.of(cause, "fan").with(legal, false)))
                .as("one comes")
                .containsExactly("select itsm_incident", "update itsm_incident", "insert itsm_custom");
        assertThat(costOf(() -> assertThat(Incidents.of(store)
                                .search(
                                        ACME,
                                        Search.sortedBy(IncidentField.PRIORITY, Direction.DESCENDING)
                                                .whereCustom(cause, "fan")
                                                .whereCustom(legal, false))
                                .items())
                        .hasSize(1)))
                .containsExactly("select itsm_incident");
    }

    private List<String> changed(Incident version, CustomValues values) {
        return costOf(() -> {
            Incident before = Incidents.of(store).find(ACME, version.id()).orElseThrow();
            Incidents.of(store).replace(before, next(before).customised(values));
        });
    }

    private void lists() {
        for (long n = 10; n < 20; n++) {
            Incident incident = incident(n);
            costOf(() -> Incidents.of(store).add(incident));
        }
        Search<IncidentField> search = Search.sortedBy(IncidentField.PRIORITY, Direction.DESCENDING)
                .where(IncidentField.SERVICE, Operator.IN, "webshop", "mail")
                .limit(3);
        assertThat(costOf(() -> {
                    Page<Incident, Cursor> page = Incidents.of(store).search(ACME, search);
                    Incidents.of(store).search(ACME, search.after(page.next().orElseThrow()));
                }))
                .containsExactly("select itsm_incident", "select itsm_incident");
        assertThat(costOf(() -> Incidents.of(store).count(ACME, IncidentField.STATE, List.of())))
                .containsExactly("select itsm_incident");
        assertThat(costOf(() -> Incidents.of(store)
                        .search(ACME, search.where(IncidentField.IMPACT, Operator.LESS_THAN, Impact.VERY_HIGH))))
                .as("nothing is less than the first")
                .isEmpty();
    }

    private void timelines() {
        assertThat(costOf(() -> store.timelines().append(ACME, incident(1).ref(), entry(1))))
                .containsExactly("insert itsm_timeline");
        assertThat(costOf(() -> store.timelines().read(ACME, incident(1).ref(), 0, 10, true)))
                .containsExactly("select itsm_timeline");
        assertThat(costOf(() -> store.timelines().findRequest(ACME, "request-1")))
                .containsExactly("select itsm_timeline");
    }

    private void links() {
        Link link = new Link(incident(1).ref(), Link.WATCHED_BY, "mia");
        assertThat(costOf(() -> store.links().add(ACME, link))).containsExactly("select itsm_link", "insert itsm_link");
        assertThat(costOf(() -> store.links().add(ACME, link))).containsExactly("select itsm_link");
        assertThat(costOf(() -> store.links().from(ACME, link.ticket(), link.type(), 10)))
                .containsExactly("select itsm_link");
        assertThat(costOf(() -> store.links().to(ACME, link.type(), link.target(), 10)))
                .containsExactly("select itsm_link");
        assertThat(costOf(() -> store.links().remove(ACME, link)))
                .containsExactly("select itsm_link", "delete itsm_link");
    }

    private void tasks() {
        Task task = task();
        assertThat(costOf(() -> store.tasks().open(ACME, task))).containsExactly("insert itsm_task");
        assertThat(costOf(() -> store.tasks().find(ACME, task.ticket(), task.id())))
                .containsExactly("select itsm_task");
        assertThat(costOf(() -> {
                    Task before = store.tasks().list(ACME, task.ticket(), 10).get(0);
                    store.tasks().replace(ACME, before, before.claimedBy("raj"));
                }))
                .containsExactly("select itsm_task", "update itsm_task");
        assertThat(costOf(() ->
                        store.tasks().queue(ACME, TicketKind.INCIDENT, "network", Optional.of(task.cursor()), 10)))
                .containsExactly("select itsm_task");
    }

    private void clocks(TestDatabase opened) {
        ClockRecord first = clock(1);
        ClockRecord second = again(first);
        assertThat(costOf(() -> store.clocks().add(ACME, List.of(first, second))))
                .containsExactly("insert itsm_clock", "insert itsm_clock");
        assertThat(costOf(() -> store.clocks().current(ACME, first.ticket()))).containsExactly("select itsm_clock");
        assertThat(costOf(() -> store.clocks().all(ACME, first.ticket(), 10))).containsExactly("select itsm_clock");
        assertThat(costOf(() -> {
                    ClockRecord before =
                            store.clocks().current(ACME, first.ticket()).get(0);
                    store.clocks().replace(ACME, List.of(new Change(before, silent(before))));
                    store.clocks().current(ACME, first.ticket());
                }))
                .containsExactly("select itsm_clock", "update itsm_clock", "select itsm_clock");
        assertThat(costOf(() -> store.clocks()
                        .search(ACME, ClockSearch.overdue(TicketKind.INCIDENT), NOON, Optional.of(List.of("x", "y")))))
                .containsExactly("select itsm_clock");
        ClockSearch breached = ClockSearch.breached(TicketKind.INCIDENT, NOON.minusSeconds(9), NOON.plusSeconds(9));
        assertThat(costOf(() -> store.clocks().search(ACME, breached, NOON, Optional.empty())))
                .as("open ones and stopped ones, each in the order of an index")
                .containsExactly("select itsm_clock", "select itsm_clock");
        assertThat(costOf(() -> store.clocks().search(ACME, breached, NOON, Optional.of(List.of()))))
                .as("no group has anything")
                .isEmpty();
        assertThat(costOf(() -> store.clocks()
                        .attainment(
                                ACME, TicketKind.INCIDENT, NOON, NOON.plusSeconds(9), Optional.of(List.of("network")))))
                .containsExactly("select itsm_clock");
        assertThat(costOf(() -> store.clocks()
                        .during(ACME, TicketKind.INCIDENT, "webshop", "resolution", NOON, NOON.plusSeconds(9), 10)))
                .containsExactly("select itsm_clock");
        assertThat(costOf(() -> store.clocks().addPolicies(ACME, 1, "{}"))).containsExactly("insert itsm_policies");
        assertThat(costOf(() -> store.clocks().policies(ACME, 1))).containsExactly("select itsm_policies");
        opened.execute("delete from itsm_clock");
    }

    private static ClockRecord again(ClockRecord clock) {
        return new ClockRecord(
                clock.ticket(),
                "response",
                clock.cycle(),
                clock.current(),
                clock.version(),
                clock.policy(),
                clock.priority(),
                clock.service(),
                clock.status(),
                clock.startedAt(),
                clock.dueAt(),
                clock.alarmAt(),
                clock.stoppedAt(),
                clock.breached(),
                clock.history());
    }

    private void fillDue(long first) {
        store.runInTransaction(manager -> {
            for (long n = first; n < first + 3; n++) {
                Incidents.of(store).add(incident(n));
                store.clocks().add(ACME, List.of(clock(n)));
            }
        });
    }

    private void sweep() {
        List<Due> due = store.clocks().due(NOON, Optional.empty(), 500);
        List<Owned> reached = store.clocks().reached(due, NOON);
        store.clocks()
                .mark(due.stream()
                        .map(each -> {
                            ClockRecord before = reached.stream()
                                    .map(Owned::clock)
                                    .filter(clock -> clock.ticket().equals(each.ticket()))
                                    .findFirst()
                                    .orElseThrow();
                            return new Mark(each, plainEntry(), List.of(new Change(before, silent(before))));
                        })
                        .toList());
    }

    private static TimelineEntry plainEntry() {
        TimelineEntry entry = entry(2);
        return new TimelineEntry(
                entry.sequence(),
                entry.at(),
                entry.actor(),
                true,
                entry.action(),
                entry.visibility(),
                entry.text(),
                entry.changes(),
                Optional.empty(),
                Optional.empty(),
                entry.hash());
    }

    private void sweepsThroughRows() {
        fillDue(100);
        assertThat(costOf(() -> store.clocks().due(NOON.minusSeconds(1), Optional.empty(), 500)))
                .as("one question for each kind of ticket")
                .hasSize(3);
        List<String> cost = costOf(this::sweep);
        assertThat(cost.subList(3, 7))
                .containsExactly(
                        "select itsm_clock", "select itsm_incident", "select itsm_incident", "select itsm_incident");
        assertThat(cost.subList(7, cost.size()))
                .containsExactlyInAnyOrder(
                        "update itsm_incident",
                        "update itsm_incident",
                        "update itsm_incident",
                        "insert itsm_timeline",
                        "insert itsm_timeline",
                        "insert itsm_timeline",
                        "update itsm_clock",
                        "update itsm_clock",
                        "update itsm_clock");
    }

    private void numbers() {
        assertThat(costOf(() -> store.numbers().reserve(ACME, TicketKind.INCIDENT, 50)))
                .as("the first ever")
                .containsExactly("update itsm_number", "insert itsm_number");
        assertThat(costOf(() -> store.numbers().reserve(ACME, TicketKind.INCIDENT, 50)))
                .containsExactly("update itsm_number", "select itsm_number");
    }

    private void schedule() {
        ScheduledSlot slot = new ScheduledSlot(
                clock(1).ticket(),
                NOON,
                NOON.plusSeconds(9),
                Set.of("db", "web"),
                Set.of("raj"),
                Optional.of("webshop"),
                "normal");
        assertThat(costOf(() -> store.schedule().lock(ACME)))
                .as("the first time it is made")
                .containsExactly("update itsm_schedule", "insert itsm_schedule");
        assertThat(costOf(() -> store.schedule().lock(ACME))).containsExactly("update itsm_schedule");
        assertThat(costOf(() -> store.schedule().put(ACME, slot)))
                .as("all names in one batch")
                .startsWith("delete itsm_slot_key", "delete itsm_slot", "insert itsm_slot", "insert itsm_slot_key");
        assertThat(costOf(() -> store.schedule()
                        .overlapping(
                                ACME, NOON, NOON.plusSeconds(1), List.of("db", "web", "san"), List.of("raj"), 100)))
                .containsExactly("select itsm_slot_key", "select itsm_slot", "select itsm_slot_key");
        assertThat(costOf(() ->
                        store.schedule().overlapping(ACME, NOON, NOON.plusSeconds(1), List.of("san"), List.of(), 100)))
                .as("nothing is found")
                .containsExactly("select itsm_slot_key");
        assertThat(costOf(() -> store.schedule().overlapping(ACME, NOON, NOON, List.of(), List.of(), 100)))
                .as("nothing is asked for")
                .isEmpty();
        assertThat(costOf(() -> store.schedule().calendar(ACME))).containsExactly("select itsm_change_calendar");
    }

    private List<String> costOf(Runnable work) {
        database.forget();
        store.unitOfWork().required(() -> {
            work.run();
            return true;
        });
        return database.statements().stream().map(JpaStatementsTest::shape).toList();
    }

    private static String shape(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        int table = lower.indexOf("itsm_");
        return lower.substring(0, lower.indexOf(' ')) + " "
                + lower.substring(table).split("[ (]", 2)[0];
    }
}
