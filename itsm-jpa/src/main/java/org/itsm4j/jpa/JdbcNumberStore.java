package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.itsm4j.error.StoreException;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.NumberStore;
import org.itsm4j.ticket.TicketKind;

/**
 * Numbers, a row for each tenant and kind, in plain JDBC: two nodes may want the first number at once, and only a
 * savepoint lets the loser of that race go on in its transaction on every database.
 */
final class JdbcNumberStore implements NumberStore {
    private final JpaUnitOfWork unit;
    private final String advance;
    private final String read;
    private final String insert;

    JdbcNumberStore(JpaUnitOfWork unit, JpaSchema schema) {
        this.unit = unit;
        String table = schema.table("number");
        advance = "update " + table + " set next_value = next_value + ? where tenant = ? and ticket_kind = ?";
        read = "select next_value from " + table + " where tenant = ? and ticket_kind = ?";
        insert = "insert into " + table + " (tenant, ticket_kind, next_value) values (?, ?, ?)";
    }

    @Override
    public long reserve(Tenant tenant, TicketKind kind, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, got " + count);
        }
        return unit.withConnection(connection -> {
            try {
                if (advanced(connection, tenant, kind, count)) {
                    return first(connection, tenant, kind, count);
                }
                if (inserted(connection, tenant, kind, count)) {
                    return 1L;
                }
                if (advanced(connection, tenant, kind, count)) {
                    return first(connection, tenant, kind, count);
                }
            } catch (SQLException e) {
                throw Failures.translate(() -> "reserve numbers of " + kind, e);
            }
            throw new StoreException("The counter of " + kind + " can be neither found nor made");
        });
    }

    private boolean advanced(Connection connection, Tenant tenant, TicketKind kind, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(advance)) {
            statement.setLong(1, count);
            statement.setString(2, tenant.name());
            statement.setString(3, kind.name());
            return statement.executeUpdate() == 1;
        }
    }

    /** The row is ours until the end of the transaction, so what is read is what was written. */
    private long first(Connection connection, Tenant tenant, TicketKind kind, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(read)) {
            statement.setString(1, tenant.name());
            statement.setString(2, kind.name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) - count;
            }
        }
    }

    private boolean inserted(Connection connection, Tenant tenant, TicketKind kind, int count) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, tenant.name());
            statement.setString(2, kind.name());
            statement.setLong(3, count + 1L);
            statement.executeUpdate();
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
}
