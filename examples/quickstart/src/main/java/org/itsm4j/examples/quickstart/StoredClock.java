package org.itsm4j.examples.quickstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.ticket.Priority;

/**
 * The figures of a clock as the database has them to search and count by, read past the library.
 *
 * @param status what it does
 * @param start from when it counts
 * @param due its due instant
 * @param stopped when it was stopped
 * @param breached whether that was too late
 */
record StoredClock(
        ClockStatus status, Instant start, Optional<Instant> due, Optional<Instant> stopped, boolean breached) {

    /**
     * Which clock.
     *
     * @param ticket the ticket's id
     * @param slot its slot
     * @param cycle its cycle
     */
    record Key(UUID ticket, String slot, int cycle) {
        static Key of(SlaClock clock) {
            return new Key(clock.ticket().id().value(), clock.slot(), clock.cycle());
        }
    }

    /**
     * A row.
     *
     * @param figures the figures
     * @param priority the priority that reports count it by
     */
    record Row(StoredClock figures, Optional<Priority> priority) {}

    /** What the history of a clock says that is to be stored. */
    static StoredClock expected(SlaClock clock) {
        boolean stopped = clock.status() == ClockStatus.STOPPED;
        return new StoredClock(
                clock.status(), clock.start(), clock.due(), clock.stoppedAt(), stopped && clock.breached());
    }

    /** All clocks of some incidents. */
    static Map<Key, Row> of(DataSource database, Tenant tenant, List<UUID> tickets) throws SQLException {
        String sql = """
            select ticket_id, clock_slot, clock_cycle, status, started_at, due_at, stopped_at, is_breached, priority
            from itsm_clock where tenant = ? and ticket_kind = 'INCIDENT' and ticket_id in (%s)"""
                .formatted(String.join(", ", Collections.nCopies(tickets.size(), "?")));
        Map<Key, Row> rows = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.name());
            for (int i = 0; i < tickets.size(); i++) {
                statement.setObject(i + 2, tickets.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.put(
                            new Key(result.getObject(1, UUID.class), result.getString(2), result.getInt(3)),
                            row(result));
                }
            }
        }
        return rows;
    }

    private static Row row(ResultSet result) throws SQLException {
        StoredClock figures = new StoredClock(
                ClockStatus.valueOf(result.getString(4)),
                instant(result, 5).orElseThrow(),
                instant(result, 6),
                instant(result, 7),
                result.getInt(8) == 1);
        return new Row(figures, Optional.ofNullable(result.getString(9)).map(Priority::valueOf));
    }

    private static Optional<Instant> instant(ResultSet result, int column) throws SQLException {
        long micros = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
