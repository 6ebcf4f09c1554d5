package org.itsm4j.bpmn.internal.engine;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Hands the engine the connection that is lent on this thread, and one of the pool only when none is. */
final class LentConnections implements DataSource {

    /** The transaction belongs to the lender. */
    private static final Set<String> NOT_OURS = Set.of("close", "commit", "rollback", "setAutoCommit");

    private final DataSource pool;
    private final ThreadLocal<Connection> lent = new ThreadLocal<>();

    LentConnections(DataSource pool) {
        this.pool = pool;
    }

    <R> R lending(Connection connection, Supplier<R> work) {
        Connection outer = lent.get();
        lent.set(guarded(connection));
        try {
            return work.get();
        } finally {
            restore(outer);
        }
    }

    boolean isLending() {
        return lent.get() != null;
    }

    <R> R lendingNothing(Supplier<R> work) {
        Connection outer = lent.get();
        lent.remove();
        try {
            return work.get();
        } finally {
            restore(outer);
        }
    }

    private void restore(Connection outer) {
        if (outer == null) {
            lent.remove();
        } else {
            lent.set(outer);
        }
    }

    private static Connection guarded(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                LentConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (NOT_OURS.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = lent.get();
        return connection == null ? pool.getConnection() : connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("The engine uses the host's connections only");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.itsm4j.bpmn");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
