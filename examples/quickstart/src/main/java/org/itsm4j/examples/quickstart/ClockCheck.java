package org.itsm4j.examples.quickstart;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TimelineEntry;

/**
 * Reckons all clocks of a tenant's incidents a second time, from their timelines and by the calendar alone, and compares
 * that with what the clocks say, with what the database has of them, and with the report. Goes through the incidents page by
 * page, over several threads.
 */
final class ClockCheck {
    static final String STORED = "clocks that are stored otherwise than their history says";
    static final String RECKONED = "clocks that tell another time than the timeline of their ticket";
    static final String EXPLAINED = "clocks whose explanation does not add up";
    static final String REPORTED = "rows of the report that are not what the clocks add up to";

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2199-01-01T00:00:00Z");
    private static final int PAGE = 500;

    private final Desk desk;
    private final DataSource database;
    private final Tenant tenant;
    private final Map<String, Long> divergences = new LinkedHashMap<>();
    private final Map<Row, Score> scores = new TreeMap<>();
    private long clocks;

    /**
     * What was found.
     *
     * @param clocks how many clocks there are
     * @param attainment what the report says of them
     * @param divergences what does not agree, by kind
     */
    record Result(long clocks, List<Attainment> attainment, Map<String, Long> divergences) {}

    /** A row of the report. */
    private record Row(String policy, String slot, String priority) implements Comparable<Row> {
        private static Row of(String policy, String slot, Optional<Priority> priority) {
            return new Row(policy, slot, priority.map(Priority::name).orElse(""));
        }

        @Override
        public int compareTo(Row other) {
            return toString().compareTo(other.toString());
        }
    }

    /** What is counted in it. */
    private record Score(long met, long breached) {
        private Score plus(Score other) {
            return new Score(met + other.met, breached + other.breached);
        }
    }

    /** What one incident adds. */
    private record Found(int clocks, List<String> divergences, Map<Row, Score> scores) {}

    private ClockCheck(Itsm itsm, DataSource database, Tenant tenant) {
        this.desk = itsm.as(Actor.administrator("tour").of(tenant));
        this.database = database;
        this.tenant = tenant;
        Stream.of(STORED, RECKONED, EXPLAINED, REPORTED).forEach(kind -> divergences.put(kind, 0L));
    }

    static Result of(Itsm itsm, DataSource database, Tenant tenant, int threads) throws SQLException {
        ClockCheck check = new ClockCheck(itsm, database, tenant);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            check.walk(pool);
        } finally {
            pool.shutdownNow();
        }
        List<Attainment> attainment = check.desk.serviceLevels().attainment(TicketKind.INCIDENT, FIRST, LAST);
        check.report(attainment);
        return new Result(check.clocks, attainment, check.divergences);
    }

    private void walk(ExecutorService pool) throws SQLException {
        Search<IncidentField> search =
                Search.sortedBy(IncidentField.NUMBER, Direction.ASCENDING).limit(PAGE);
        Optional<Cursor> next;
        do {
            Page<Incident, Cursor> page = desk.incidents().search(search);
            check(page.items(), pool);
            next = page.next();
            search = next.map(search::after).orElse(search);
        } while (next.isPresent());
    }

    private void check(List<Incident> incidents, ExecutorService pool) throws SQLException {
        if (incidents.isEmpty()) {
            return;
        }
        Map<StoredClock.Key, StoredClock.Row> rows = StoredClock.of(
                database,
                tenant,
                incidents.stream().map(incident -> incident.id().value()).toList());
        List<Callable<Found>> checks = new ArrayList<>();
        incidents.forEach(incident -> checks.add(() -> check(incident, rows)));
        try {
            for (Future<Found> found : pool.invokeAll(checks)) {
                add(found.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The check was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException thrown
                    ? thrown
                    : new IllegalStateException("The check failed: " + e.getCause(), e);
        }
    }

    private void add(Found found) {
        clocks += found.clocks();
        found.divergences().forEach(kind -> divergences.merge(kind, 1L, Long::sum));
        found.scores().forEach((row, score) -> scores.merge(row, score, Score::plus));
    }

    private Found check(Incident incident, Map<StoredClock.Key, StoredClock.Row> rows) {
        List<SlaClock> history = desk.serviceLevels().history(incident.ref());
        Waits waits = Waits.of(timeline(incident.id()));
        List<String> divergences = new ArrayList<>();
        Map<Row, Score> scores = new TreeMap<>();
        for (SlaClock clock : history) {
            Optional<StoredClock.Row> row = Optional.ofNullable(rows.get(StoredClock.Key.of(clock)));
            if (!row.map(StoredClock.Row::figures).equals(Optional.of(StoredClock.expected(clock)))) {
                divergences.add(STORED);
            }
            if (!Reckoning.of(clock, waits).equals(Reckoning.told(clock))) {
                divergences.add(RECKONED);
            }
            if (!clock.explain().counted().equals(clock.elapsed())) {
                divergences.add(EXPLAINED);
            }
            if (clock.status() == ClockStatus.STOPPED) {
                scores.merge(
                        Row.of(clock.policy().name(), clock.slot(), row.flatMap(StoredClock.Row::priority)),
                        new Score(clock.met() ? 1 : 0, clock.breached() ? 1 : 0),
                        Score::plus);
            }
        }
        return new Found(history.size(), divergences, scores);
    }

    private List<TimelineEntry> timeline(TicketId id) {
        List<TimelineEntry> all = new ArrayList<>();
        Optional<Long> after = Optional.of(0L);
        while (after.isPresent()) {
            Page<TimelineEntry, Long> page = desk.incidents().timeline(id, after.get());
            all.addAll(page.items());
            after = page.next();
        }
        return all;
    }

    private void report(List<Attainment> attainment) {
        Map<Row, Score> reported = new TreeMap<>();
        attainment.forEach(each -> reported.put(
                Row.of(each.policy(), each.slot(), each.priority()), new Score(each.met(), each.breached())));
        long wrong = Stream.concat(scores.keySet().stream(), reported.keySet().stream())
                .distinct()
                .filter(row -> !Optional.ofNullable(scores.get(row)).equals(Optional.ofNullable(reported.get(row))))
                .count();
        divergences.merge(REPORTED, wrong, Long::sum);
    }
}
