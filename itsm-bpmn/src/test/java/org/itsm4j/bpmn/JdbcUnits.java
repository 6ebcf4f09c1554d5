package org.itsm4j.bpmn;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.itsm4j.spi.ConnectionLender;

/** A unit of work over plain JDBC, for the engine alone. */
final class JdbcUnits implements ConnectionLender {
    private static final class Unit {
        final Connection connection;
        final List<Runnable> afterCommit = new ArrayList<>();
        boolean rollbackOnly;

        Unit(Connection connection) {
            this.connection = connection;
        }
    }

    private final DataSource pool;
    private final ThreadLocal<Unit> current = new ThreadLocal<>();

    JdbcUnits(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public <R> R withConnection(Function<Connection, R> work) {
        return work.apply(active().connection);
    }

    @Override
    public boolean isActive() {
        return current.get() != null;
    }

    @Override
    public void afterCommit(Runnable action) {
        active().afterCommit.add(action);
    }

    private Unit active() {
        if (current.get() == null) {
            throw new IllegalStateException("no transaction is active");
        }
        return current.get();
    }

    @Override
    public <R> R required(Supplier<R> work) {
        return isActive() ? joined(work) : own(work);
    }

    private <R> R joined(Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            active().rollbackOnly = true;
            throw e;
        }
    }

    private <R> R own(Supplier<R> work) {
        List<Runnable> afterCommit;
        R result;
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            Unit unit = new Unit(connection);
            current.set(unit);
            try {
                result = work.get();
                if (unit.rollbackOnly) {
                    throw new IllegalStateException("the transaction can only roll back");
                }
                connection.commit();
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                current.remove();
                connection.setAutoCommit(true);
            }
            afterCommit = unit.afterCommit;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        afterCommit.forEach(Runnable::run);
        return result;
    }
}
