package org.itsm4j.jpa;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.itsm4j.jpa.PortableSweep.Ticket;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.spi.ClockStore.Change;
import org.itsm4j.spi.ClockStore.Due;
import org.itsm4j.spi.ClockStore.Mark;
import org.itsm4j.spi.ClockStore.Owned;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/**
 * In the SQL of PostgreSQL, on the connection of the unit of work: tickets are locked as they are found, those that others
 * have locked are skipped, and each table is written by one statement, whatever the number of rows. It goes past the
 * persistence context, so it must not write where that holds rows.
 */
final class PostgresSweep implements Sweep {
    private static final RowColumns<ClockRow> CLOCK = new RowColumns<>(ClockRow.class);
    private static final RowColumns<TimelineRow> ENTRY = new RowColumns<>(TimelineRow.class);

    private final JpaUnitOfWork unit;
    private final Map<TicketKind, Statements> kinds = new LinkedHashMap<>();
    private final String reached;
    private final String append;
    private final String change;

    /** Those on the table of one kind of tickets. Values are bound; only the names of tables are put together. */
    private record Statements(String first, String next, String moveHeads) {
        private Statements(String clocks, String tickets) {
            this(due(clocks, tickets, ""), due(clocks, tickets, BEHIND), moveHeads(tickets));
        }

        private static final String BEHIND = "and c.alarm_at >= ? and (c.alarm_at > ? or c.ticket_id > ?) ";

        /** Of the alarms of a ticket only the first one counts, hence no earlier one exists. */
        private static String due(String clocks, String tickets, String behind) {
            return "select t.tenant, t.id, t.ticket_number, t.state, t.head_sequence, t.head_hash, t.head_at, t.updated_at,"
                    + " c.alarm_at"
                    + " from " + clocks + " c join " + tickets + " t on t.tenant = c.tenant and t.id = c.ticket_id"
                    + " where c.ticket_kind = ? and c.alarm_at <= ? " + behind + "and not exists (select 1 from "
                    + clocks + " e where e.tenant = c.tenant"
                    + " and e.ticket_kind = c.ticket_kind and e.ticket_id = c.ticket_id"
                    + " and (e.alarm_at, e.clock_slot, e.clock_cycle) < (c.alarm_at, c.clock_slot, c.clock_cycle))"
                    + " order by c.alarm_at, c.ticket_id limit ? for update of t skip locked";
        }

        private static String moveHeads(String tickets) {
            return "update " + tickets + " t set head_sequence = v.sequence, head_hash = v.hash, head_at = v.at,"
                    + " lock_version = lock_version + 1"
                    + " from unnest(?::text[], ?::uuid[], ?::int8[], ?::int8[], ?::text[], ?::int8[])"
                    + " as v(tenant, id, expected, sequence, hash, at)"
                    + " where t.tenant = v.tenant and t.id = v.id and t.head_sequence = v.expected";
        }
    }

    PostgresSweep(JpaUnitOfWork unit, JpaSchema schema, List<TicketMapping<?, ?, ?>> mappings) {
        this.unit = unit;
        String clocks = schema.table(ClockRow.class);
        mappings.forEach(mapping -> kinds.put(mapping.kind(), new Statements(clocks, schema.table(mapping.row()))));
        reached = "select " + CLOCK.names("c.") + " from unnest(?::text[], ?::text[], ?::uuid[]) as v(tenant, kind, id)"
                + " join " + clocks + " c on c.tenant = v.tenant and c.ticket_kind = v.kind and c.ticket_id = v.id"
                + " where c.alarm_at <= ? order by c.clock_slot";
        append = "insert into " + schema.table(TimelineRow.class) + " (" + ENTRY.names("") + ") select * from unnest("
                + ENTRY.arrays() + ")";
        change = "update " + clocks + " c set " + CLOCK.assignments("v.n_")
                + " from unnest(" + CLOCK.arrays() + ", " + CLOCK.arrays() + ")"
                + " as v(" + CLOCK.names("b_") + ", " + CLOCK.names("n_") + ")"
                + " where " + CLOCK.unchanged("c.", "v.b_");
    }

    @Override
    public List<Due> due(Instant now, Optional<ClockCursor> after, int limit) {
        List<Due> found = new ArrayList<>();
        kinds.forEach((kind, statements) -> found.addAll(
                jdbc("find clocks that are due", connection -> due(connection, kind, statements, now, after, limit))));
        // of several kinds more may be found, and are locked, than are given
        return found.stream().sorted(PortableSweep.ORDER).limit(limit).toList();
    }

    private static List<Due> due(
            Connection connection,
            TicketKind kind,
            Statements statements,
            Instant now,
            Optional<ClockCursor> after,
            int limit)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(after.isPresent() ? statements.next() : statements.first())) {
            int parameter = 1;
            statement.setString(parameter++, kind.name());
            statement.setLong(parameter++, Micros.of(now));
            if (after.isPresent()) {
                statement.setLong(parameter++, Micros.of(after.get().at()));
                statement.setLong(parameter++, Micros.of(after.get().at()));
                statement.setObject(parameter++, after.get().ticket().value());
            }
            statement.setInt(parameter, limit);
            List<Due> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Due(
                            new Tenant(row.getString(1)),
                            new TicketRef(kind, new TicketId(row.getObject(2, UUID.class))),
                            new TicketNumber(row.getString(3)),
                            row.getString(4),
                            new Head(
                                    row.getLong(5),
                                    row.getString(6),
                                    Micros.instant(row.getLong(7)),
                                    Micros.instant(row.getLong(8))),
                            Micros.instant(row.getLong(9))));
                }
            }
            return found;
        }
    }

    /**
     * A statement of its own, because the one that locks sees only the tickets as they are after a lock was got: the clocks
     * it joins them to are those of its beginning, and may have been changed by whoever had the lock. This one begins after
     * the locks, so it reads the newest that is committed.
     */
    @Override
    public List<Owned> reached(List<Due> due, Instant now) {
        if (due.isEmpty()) {
            return List.of();
        }
        return jdbc("read clocks that are due", connection -> {
            Map<Ticket, List<Owned>> found = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(reached)) {
                statement.setArray(
                        1, texts(connection, due, each -> each.tenant().name()));
                statement.setArray(
                        2, texts(connection, due, each -> each.ticket().kind().name()));
                statement.setArray(3, ids(connection, due));
                statement.setLong(4, Micros.of(now));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ClockRow row = CLOCK.read(rows);
                        found.computeIfAbsent(new Ticket(row.tenant(), row.ticket()), key -> new ArrayList<>())
                                .add(new Owned(row.tenant(), row.read()));
                    }
                }
            }
            return due.stream()
                    .flatMap(each -> found.getOrDefault(Ticket.of(each), List.of()).stream())
                    .toList();
        });
    }

    @Override
    public void mark(List<Mark> marks) {
        jdbc("mark " + marks.size() + " tickets", connection -> {
            moveHeads(connection, marks);
            append(connection, marks);
            change(connection, marks);
            return true;
        });
    }

    /** First, as this is what shows that somebody else was faster. */
    private void moveHeads(Connection connection, List<Mark> marks) throws SQLException {
        for (Map.Entry<TicketKind, Statements> kind : kinds.entrySet()) {
            List<Mark> some = marks.stream()
                    .filter(mark -> mark.due().ticket().kind() == kind.getKey())
                    .toList();
            if (!some.isEmpty()) {
                moveHeads(connection, kind.getValue().moveHeads(), some);
            }
        }
    }

    private static void moveHeads(Connection connection, String sql, List<Mark> marks) throws SQLException {
        List<Due> due = marks.stream().map(Mark::due).toList();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, texts(connection, due, each -> each.tenant().name()));
            statement.setArray(2, ids(connection, due));
            statement.setArray(3, longs(connection, due, each -> each.head().sequence()));
            statement.setArray(4, longs(connection, marks, mark -> mark.entry().sequence()));
            statement.setArray(5, texts(connection, marks, mark -> mark.entry().hash()));
            statement.setArray(
                    6, longs(connection, marks, mark -> Micros.of(mark.entry().at())));
            requireAll(statement.executeUpdate(), marks.size(), "tickets");
        }
    }

    private void append(Connection connection, List<Mark> marks) throws SQLException {
        List<TimelineRow> rows = marks.stream()
                .map(mark -> new TimelineRow(mark.due().tenant(), mark.due().ticket(), mark.entry()))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(append)) {
            ENTRY.bind(connection, statement, 1, rows);
            statement.executeUpdate();
        }
    }

    private void change(Connection connection, List<Mark> marks) throws SQLException {
        List<ClockRow> before = new ArrayList<>();
        List<ClockRow> after = new ArrayList<>();
        for (Mark mark : marks) {
            for (Change each : mark.changes()) {
                before.add(new ClockRow(mark.due().tenant(), each.before()));
                after.add(new ClockRow(mark.due().tenant(), each.after()));
            }
        }
        if (before.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(change)) {
            int next = CLOCK.bind(connection, statement, 1, before);
            CLOCK.bind(connection, statement, next, after);
            requireAll(statement.executeUpdate(), before.size(), "clocks");
        }
    }

    private static void requireAll(int written, int expected, String what) {
        if (written != expected) {
            throw new StaleTicketException(
                    (expected - written) + " of " + expected + " " + what + " were changed meanwhile");
        }
    }

    private static <E> Array texts(Connection connection, List<E> of, Function<E, String> value) throws SQLException {
        return connection.createArrayOf("text", of.stream().map(value).toArray(String[]::new));
    }

    private static <E> Array longs(Connection connection, List<E> of, Function<E, Long> value) throws SQLException {
        return connection.createArrayOf("int8", of.stream().map(value).toArray(Long[]::new));
    }

    private static Array ids(Connection connection, List<Due> due) throws SQLException {
        return connection.createArrayOf(
                "uuid", due.stream().map(each -> each.ticket().id().value()).toArray(UUID[]::new));
    }

    private <T> T jdbc(String doing, JdbcQuestion<T> question) {
        return unit.withConnection(connection -> {
            try {
                return question.ask(connection);
            } catch (SQLException e) {
                throw Failures.translate(() -> doing, e);
            }
        });
    }

    private interface JdbcQuestion<T> {
        T ask(Connection connection) throws SQLException;
    }
}
