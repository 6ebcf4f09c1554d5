package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.itsm4j.error.StoreException;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.spi.ScheduledSlot;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/**
 * The schedule, in plain JDBC: the lock needs a savepoint as {@link JdbcNumberStore} does, what is asked behind it must not come
 * out of a persistence context, and a question has as many names as it likes.
 *
 * <p>A slot has a row, and a row for each configuration item and person in it, with its times. What overlaps begins before the end
 * that is asked for, and not more than the longest slot before the start, which is a range of the index for each name.
 */
final class JdbcScheduleStore implements ScheduleStore {
    private static final char ITEM = 'i';
    private static final char ASSIGNEE = 'a';
    /** Parameters of one statement; PostgreSQL takes some 30,000, and plans take longer the more there are. */
    private static final int NAMES_AT_ONCE = 5_000;

    private static final int TICKETS_AT_ONCE = 1_000;
    private static final String OVERLAPS = "tenant = ? and from_at < ? and from_at > ? and to_at > ?";
    private static final String TICKET = "tenant = ? and ticket_kind = ? and ticket_id = ?";
    private static final String ORDER = " order by from_at, ticket_kind, ticket_id";

    private final JpaUnitOfWork unit;
    private final String locks;
    private final String calendars;
    private final String slots;
    private final String keys;

    JdbcScheduleStore(JpaUnitOfWork unit, JpaSchema schema) {
        this.unit = unit;
        locks = schema.table("schedule");
        calendars = schema.table("change_calendar");
        slots = schema.table("slot");
        keys = schema.table("slot_key");
    }

    @Override
    public void lock(Tenant tenant) {
        jdbc("lock the schedule", connection -> {
            if (!locked(connection, tenant) && !isMade(connection, tenant) && !locked(connection, tenant)) {
                throw new StoreException("The lock of a schedule can be neither found nor made");
            }
            return true;
        });
    }

    private boolean locked(Connection connection, Tenant tenant) throws SQLException {
        return update(
                        connection,
                        "update " + locks + " set times_locked = times_locked + 1 where tenant = ?",
                        tenant.name())
                == 1;
    }

    /** Who loses the race for the first row has waited for it, and goes on behind the savepoint. */
    private boolean isMade(Connection connection, Tenant tenant) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            update(connection, "insert into " + locks + " (tenant, times_locked) values (?, ?)", tenant.name(), 1L);
            connection.releaseSavepoint(savepoint);
            return true;
        } catch (SQLException e) {
            if (!Failures.isDuplicate(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            return false;
        }
    }

    @Override
    public Optional<CalendarVersion> calendar(Tenant tenant) {
        return jdbc("find the change calendar", connection -> {
            String sql = "select calendar_version, calendar_json from " + calendars + " where tenant = ? and"
                    + " calendar_version = (select max(calendar_version) from " + calendars + " where tenant = ?)";
            try (PreparedStatement statement = prepared(connection, sql, tenant.name(), tenant.name());
                    ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new CalendarVersion(row.getInt(1), row.getString(2)))
                        : Optional.empty();
            }
        });
    }

    @Override
    public Optional<String> calendar(Tenant tenant, int version) {
        return jdbc("find version " + version + " of the change calendar", connection -> {
            String sql = "select calendar_json from " + calendars + " where tenant = ? and calendar_version = ?";
            try (PreparedStatement statement = prepared(connection, sql, tenant.name(), version);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        });
    }

    @Override
    public void addCalendar(Tenant tenant, int version, String json) {
        jdbc("add version " + version + " of the change calendar", connection -> {
            String sql = "insert into " + calendars + " (tenant, calendar_version, calendar_json) values (?, ?, ?)";
            return update(connection, sql, tenant.name(), version, json);
        });
    }

    @Override
    public void put(Tenant tenant, ScheduledSlot slot) {
        jdbc("write the " + slot, connection -> {
            TicketRef ticket = slot.ticket();
            delete(connection, tenant, ticket);
            update(
                    connection,
                    "insert into " + slots + " (tenant, ticket_kind, ticket_id, from_at, to_at, service, change_model)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    tenant.name(),
                    ticket.kind().name(),
                    ticket.id().value(),
                    Micros.of(slot.from()),
                    Micros.of(slot.to()),
                    slot.service().orElse(null),
                    slot.model());
            addKeys(connection, tenant, slot);
            return true;
        });
    }

    private void addKeys(Connection connection, Tenant tenant, ScheduledSlot slot) throws SQLException {
        String sql = "insert into " + keys
                + " (tenant, ticket_kind, ticket_id, slot_key, from_at, to_at) values (?, ?, ?, ?, ?, ?)";
        List<String> all = keys(slot.configurationItems(), slot.assignees());
        if (all.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String key : all) {
                bind(
                        statement,
                        tenant.name(),
                        slot.ticket().kind().name(),
                        slot.ticket().id().value(),
                        key,
                        Micros.of(slot.from()),
                        Micros.of(slot.to()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Sorted, so that two that wait for each other's rows do so in the same order. */
    private static List<String> keys(Collection<String> items, Collection<String> assignees) {
        List<String> all = new ArrayList<>();
        new LinkedHashSet<>(items).forEach(name -> all.add(ITEM + name));
        new LinkedHashSet<>(assignees).forEach(name -> all.add(ASSIGNEE + name));
        Collections.sort(all);
        return all;
    }

    @Override
    public boolean remove(Tenant tenant, TicketRef ticket) {
        return jdbc("remove the slot of " + ticket, connection -> delete(connection, tenant, ticket));
    }

    private boolean delete(Connection connection, Tenant tenant, TicketRef ticket) throws SQLException {
        Object[] which = {tenant.name(), ticket.kind().name(), ticket.id().value()};
        update(connection, "delete from " + keys + " where " + TICKET, which);
        return update(connection, "delete from " + slots + " where " + TICKET, which) > 0;
    }

    @Override
    public Optional<ScheduledSlot> find(Tenant tenant, TicketRef ticket) {
        return jdbc("find the slot of " + ticket, connection -> {
            String sql = "select * from " + slots + " where " + TICKET;
            return read(
                            connection,
                            tenant,
                            sql,
                            1,
                            tenant.name(),
                            ticket.kind().name(),
                            ticket.id().value())
                    .stream()
                    .findFirst();
        });
    }

    @Override
    public List<ScheduledSlot> overlapping(
            Tenant tenant,
            Instant from,
            Instant to,
            Collection<String> configurationItems,
            Collection<String> assignees,
            int limit) {
        List<String> names = keys(configurationItems, assignees);
        return jdbc("find what overlaps", connection -> {
            NavigableSet<Found> found = new TreeSet<>();
            for (List<String> some : pieces(names, NAMES_AT_ONCE)) {
                List<Object> values = new ArrayList<>(overlap(tenant, from, to));
                values.addAll(some);
                found.addAll(found(connection, marks(some.size()), limit, values));
            }
            List<TicketRef> tickets =
                    found.stream().limit(limit).map(Found::ticket).toList();
            List<ScheduledSlot> slots = new ArrayList<>();
            for (List<TicketRef> some : pieces(tickets, TICKETS_AT_ONCE)) {
                slots.addAll(read(connection, tenant, some));
            }
            return slots;
        });
    }

    private static <E> List<List<E>> pieces(List<E> all, int most) {
        List<List<E>> pieces = new ArrayList<>();
        for (int at = 0; at < all.size(); at += most) {
            pieces.add(all.subList(at, Math.min(all.size(), at + most)));
        }
        return pieces;
    }

    /** Asked of the index alone: joined with the slots, databases may read all of those when there are many names. */
    private List<Found> found(Connection connection, String marks, int limit, List<Object> values) throws SQLException {
        String sql = "select distinct from_at, ticket_kind, ticket_id from " + keys + " where " + OVERLAPS
                + " and slot_key in (" + marks + ")" + ORDER;
        List<Found> found = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, sql, values.toArray())) {
            statement.setMaxRows(limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Found(row.getLong("from_at"), Rows.ticket(row)));
                }
            }
        }
        return found;
    }

    /** A ticket whose slot is asked for, in the order of the list. */
    private record Found(long from, TicketRef ticket) implements Comparable<Found> {
        private static final Comparator<Found> ORDER = Comparator.comparingLong(Found::from)
                .thenComparing(found -> found.ticket.kind().name())
                .thenComparing(found -> found.ticket.id());

        @Override
        public int compareTo(Found other) {
            return ORDER.compare(this, other);
        }
    }

    private List<ScheduledSlot> read(Connection connection, Tenant tenant, List<TicketRef> tickets)
            throws SQLException {
        List<Object> which = which(tenant, tickets);
        String sql = "select * from " + slots + " where " + in(tickets, which) + ORDER;
        return read(connection, tenant, sql, tickets.size(), which.toArray());
    }

    private static List<Object> which(Tenant tenant, List<TicketRef> tickets) {
        List<Object> which = new ArrayList<>(List.of(tenant.name()));
        tickets.stream().map(ticket -> ticket.kind().name()).distinct().forEach(which::add);
        tickets.forEach(ticket -> which.add(ticket.id().value()));
        return which;
    }

    private static String in(List<TicketRef> tickets, List<Object> which) {
        return "tenant = ? and ticket_kind in (" + marks(which.size() - 1 - tickets.size()) + ") and ticket_id in ("
                + marks(tickets.size()) + ")";
    }

    @Override
    public List<ScheduledSlot> during(Tenant tenant, Instant from, Instant to, int limit) {
        return jdbc("find what is scheduled", connection -> {
            String sql = "select * from " + slots + " where " + OVERLAPS + ORDER;
            return read(
                    connection, tenant, sql, limit, overlap(tenant, from, to).toArray());
        });
    }

    private static List<Object> overlap(Tenant tenant, Instant from, Instant to) {
        long start = Micros.of(from);
        return List.of(tenant.name(), Micros.ceiling(to), Micros.of(from.minus(ScheduledSlot.LONGEST)) - 1, start);
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** Rows of slots, and then what they touch and who does them. */
    private List<ScheduledSlot> read(Connection connection, Tenant tenant, String sql, int limit, Object... values)
            throws SQLException {
        Rows rows = new Rows();
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            statement.setMaxRows(limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row);
                }
            }
        }
        for (List<TicketRef> some : pieces(rows.tickets(), TICKETS_AT_ONCE)) {
            List<Object> which = which(tenant, some);
            String names = "select ticket_kind, ticket_id, slot_key from " + keys + " where " + in(some, which);
            try (PreparedStatement statement = prepared(connection, names, which.toArray());
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.name(row);
                }
            }
        }
        return rows.made();
    }

    /** Slots in the making, in the order in which they were read. */
    private static final class Rows {
        private record Row(long from, long to, Optional<String> service, String model, Set<String> keys) {}

        private final Map<TicketRef, Row> rows = new LinkedHashMap<>();

        void add(ResultSet row) throws SQLException {
            rows.put(
                    ticket(row),
                    new Row(
                            row.getLong("from_at"),
                            row.getLong("to_at"),
                            Optional.ofNullable(row.getString("service")),
                            row.getString("change_model"),
                            new LinkedHashSet<>()));
        }

        private static TicketRef ticket(ResultSet row) throws SQLException {
            return new TicketRef(
                    TicketKind.valueOf(row.getString("ticket_kind")),
                    new TicketId(row.getObject("ticket_id", UUID.class)));
        }

        void name(ResultSet row) throws SQLException {
            Row known = rows.get(ticket(row));
            if (known != null) {
                known.keys.add(row.getString("slot_key"));
            }
        }

        List<TicketRef> tickets() {
            return List.copyOf(rows.keySet());
        }

        List<ScheduledSlot> made() {
            List<ScheduledSlot> made = new ArrayList<>();
            rows.forEach((ticket, row) -> made.add(new ScheduledSlot(
                    ticket,
                    Micros.instant(row.from),
                    Micros.instant(row.to),
                    names(row, ITEM),
                    names(row, ASSIGNEE),
                    row.service,
                    row.model)));
            return made;
        }

        private static Set<String> names(Row row, char kind) {
            Set<String> names = new LinkedHashSet<>();
            row.keys.stream().filter(key -> key.charAt(0) == kind).forEach(key -> names.add(key.substring(1)));
            return names;
        }
    }

    private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, values);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, Types.VARCHAR);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
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
