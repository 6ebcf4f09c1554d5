package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.jpa.Incidents.NOON;
import static org.itsm4j.jpa.Incidents.clock;
import static org.itsm4j.jpa.Incidents.incident;
import static org.itsm4j.jpa.Incidents.silent;

import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.spi.ClockStore.Change;
import org.itsm4j.spi.ClockStore.Due;
import org.itsm4j.spi.ClockStore.Mark;
import org.itsm4j.spi.ClockStore.Owned;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast tickets whose alarm has come are found and marked among many, on PostgreSQL. It prints its figures. How many there
 * are: {@code -Ditsm4j.sweep.open} and {@code -Ditsm4j.sweep.due}; by how many at a time: {@code -Ditsm4j.sweep.batch}; by
 * how many threads: {@code -Ditsm4j.sweep.threads}.
 */
@Tag("slow")
class SweepSpeedTest {
    private static final int OPEN = Integer.getInteger("itsm4j.sweep.open", 1_000_000);
    private static final int DUE = Integer.getInteger("itsm4j.sweep.due", 10_000);
    private static final int BATCH = Integer.getInteger("itsm4j.sweep.batch", 500);
    private static final int THREADS = Integer.getInteger("itsm4j.sweep.threads", 2);
    private static final int ROUNDS = 5;
    private static final Pattern INDEX = Pattern.compile("index if not exists (\\w+)");

    private TestDatabase database;
    private JpaStore store;

    /** Nanoseconds. */
    private static final class Took {
        private long due;
        private long reached;
        private long mark;
        private int tickets;
        private Optional<ClockCursor> after = Optional.empty();
    }

    @Test
    void findsAndMarksManyTickets() throws Exception {
        try (TestDatabase opened = TestDatabase.postgres();
                EntityManagerFactory factory = Provider.HIBERNATE.over(opened.dataSource())) {
            database = opened;
            store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            store.runInTransaction(manager -> {
                Incidents.of(store).add(incident(1));
                store.clocks().add(Incidents.ACME, List.of(clock(1)));
            });
            fill();
            idle();
            for (int round = 0; round < ROUNDS; round++) {
                makeDue(round);
                round(round % 2 == 0 ? 1 : THREADS);
            }
            idle();
        }
    }

    /** Each ticket as the first one, with what differs; the indexes are made afterwards. */
    private void fill() {
        long begin = System.nanoTime();
        INDEX.matcher(JpaSchema.resource(Database.POSTGRESQL))
                .results()
                .forEach(index -> database.execute("drop index " + index.group(1)));
        String id = "('01900000-0000-7' || substr(md5(n::text), 1, 3) || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid";
        copies(
                "incident",
                Map.of(
                        "id", id,
                        "ticket_number", "'INC-' || 1000000 + n",
                        "state", "'ASSIGNED'",
                        "group_name", "'group ' || n % 40",
                        "agent", "'agent ' || n % 400",
                        "requester", "'person ' || n % 5000",
                        "priority", "'P' || 1 + n % 5",
                        "logged_at", "logged_at + n",
                        "updated_at", "updated_at + n"));
        copies(
                "clock",
                Map.of(
                        "ticket_id", id,
                        "due_at", "due_at + 86400000000 + n * 1000",
                        "alarm_at", "alarm_at + 86400000000 + n * 1000",
                        "history", "repeat('2026-03-02T12:00:00Z something has happened ', 5)"));
        JpaSchema.standard().create(database.dataSource());
        database.execute("vacuum analyze");
        print("filled with " + database.count("itsm_clock") + " tickets and clocks in " + millis(begin) + " ms");
    }

    private void copies(String table, Map<String, String> different) {
        String columns = String.join(", ", SchemaCheck.expected().get(table));
        String values = SchemaCheck.expected().get(table).stream()
                .map(column -> different.getOrDefault(column, column))
                .collect(Collectors.joining(", "));
        database.execute("insert into itsm_" + table + " (" + columns + ") select " + values + " from itsm_" + table
                + " first, generate_series(1, " + (OPEN - 1) + ") n");
        if (table.equals("clock")) {
            database.execute("update itsm_clock set alarm_at = null where alarm_at <= " + Micros.of(NOON));
        }
    }

    /** Others in each round, spread over all. */
    private void makeDue(int round) {
        long begin = System.nanoTime();
        database.execute("with chosen as (select tenant, ticket_id, row_number() over (order by md5(ticket_id::text || "
                + round + ")) as n from itsm_clock order by n limit " + DUE
                + ") update itsm_clock c set alarm_at = " + Micros.of(NOON) + " - chosen.n from chosen"
                + " where c.tenant = chosen.tenant and c.ticket_id = chosen.ticket_id");
        database.execute("vacuum analyze itsm_clock", "checkpoint");
        print("made " + DUE + " due in " + millis(begin) + " ms");
    }

    private void idle() {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long begin = System.nanoTime();
            assertThat(store.unitOfWork().required(() -> store.clocks().due(NOON, Optional.empty(), BATCH)))
                    .isEmpty();
            took.add((System.nanoTime() - begin) / 1_000);
        }
        Collections.sort(took);
        print("a poll that finds nothing: median " + took.get(100) + " us, 99 of 100 within " + took.get(197) + " us");
    }

    private void round(int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long begin = System.nanoTime();
        List<Future<Took>> all = pool.invokeAll(Collections.<Callable<Took>>nCopies(threads, this::sweepAll));
        long total = System.nanoTime() - begin;
        pool.shutdown();
        int tickets = 0;
        StringBuilder parts = new StringBuilder();
        for (Future<Took> each : all) {
            Took took = each.get();
            tickets += took.tickets;
            parts.append(String.format(
                    "; due %d, reached %d, mark %d ms",
                    took.due / 1_000_000, took.reached / 1_000_000, took.mark / 1_000_000));
        }
        print(String.format(
                "%d threads, %d at a time: %d tickets in %d ms, %d/s%s",
                threads, BATCH, tickets, total / 1_000_000, tickets * 1_000_000_000L / total, parts));
        assertThat(tickets).isEqualTo(DUE);
    }

    private Took sweepAll() {
        Took took = new Took();
        int some;
        do {
            some = store.unitOfWork().required(() -> sweep(took));
        } while (some > 0);
        return took;
    }

    private int sweep(Took took) {
        long begin = System.nanoTime();
        List<Due> due = store.clocks().due(NOON, took.after, BATCH);
        long found = System.nanoTime();
        Map<Object, Owned> reached = store.clocks().reached(due, NOON).stream()
                .collect(Collectors.toMap(owned -> owned.clock().ticket(), Function.identity()));
        long read = System.nanoTime();
        List<Mark> marks = due.stream()
                .filter(each -> reached.containsKey(each.ticket()))
                .map(each -> mark(each, reached.get(each.ticket())))
                .toList();
        store.clocks().mark(marks);
        due.stream()
                .reduce((one, next) -> next)
                .ifPresent(last -> took.after = Optional.of(
                        new ClockCursor(last.alarmAt(), last.ticket().id(), "any", 1)));
        took.due += found - begin;
        took.reached += read - found;
        took.mark += System.nanoTime() - read;
        took.tickets += marks.size();
        return due.size();
    }

    private static Mark mark(Due due, Owned reached) {
        Instant at = due.head().at().plusSeconds(1);
        TimelineEntry entry = new TimelineEntry(
                due.head().sequence() + 1,
                at,
                "itsm4j",
                true,
                "clock-reached",
                Visibility.INTERNAL,
                "100% of 4 h for resolution, policy standard; due 2026-03-02T12:00:00Z",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "3".repeat(64));
        return new Mark(due, entry, List.of(new Change(reached.clock(), silent(reached.clock()))));
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static void print(String line) {
        System.out.println("sweep: " + line);
    }
}
