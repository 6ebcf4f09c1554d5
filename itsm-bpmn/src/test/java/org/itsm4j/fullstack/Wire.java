package org.itsm4j.fullstack;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** The wire to a database: writes down statements when told to, and can be cut at any of them, or around a commit. */
final class Wire {
    /** Where the wire is cut. */
    enum Cut {
        NOWHERE,
        AT_STATEMENT,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private final DataSource behind;
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    private volatile Cut cut = Cut.NOWHERE;
    private volatile int countdown;
    private volatile boolean listening;

    Wire(DataSource behind) {
        this.behind = behind;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, behind, (method, arguments, target) -> {
            Object result = invoke(target, method, arguments);
            return result instanceof Connection connection ? new Line(connection).proxied() : result;
        });
    }

    /** Cuts at the n-th statement from now, counted from 1, or at the next commit. */
    void cut(Cut where, int statement) {
        countdown = statement;
        cut = where;
    }

    /** @return whether it was cut since it was told to */
    boolean mend() {
        boolean happened = cut == Cut.NOWHERE;
        cut = Cut.NOWHERE;
        return happened;
    }

    private void note(String sql) {
        synchronized (statements) {
            if (listening) {
                statements.add(sql);
            }
        }
    }

    List<String> statements() {
        synchronized (statements) {
            return List.copyOf(statements);
        }
    }

    /** Begins to write down statements, from none. */
    void listen() {
        statements.clear();
        listening = true;
    }

    /** One connection; once cut it is dead for good. */
    private final class Line {
        private final Connection connection;
        private boolean dead;

        private Line(Connection connection) {
            this.connection = connection;
        }

        private Connection proxied() {
            return proxy(Connection.class, connection, this::call);
        }

        private Object call(Method method, Object[] arguments, Object target) throws Throwable {
            String name = method.getName();
            if (name.equals("close")
                    || name.equals("isClosed")
                    || name.equals("unwrap")
                    || name.equals("isWrapperFor")) {
                return invoke(target, method, arguments);
            }
            requireAlive();
            if (name.equals("commit") && cut == Cut.BEFORE_COMMIT) {
                throw die();
            }
            Object result = invoke(target, method, arguments);
            if (name.equals("commit") && cut == Cut.AFTER_COMMIT) {
                throw die();
            }
            if (result instanceof Statement statement) {
                String sql =
                        arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
                Class<?> type = method.getReturnType();
                return Proxy.newProxyInstance(
                        type.getClassLoader() == null ? Wire.class.getClassLoader() : type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, called, given) -> execute(statement, sql, called, given));
            }
            return result;
        }

        private Object execute(Statement statement, String sql, Method method, Object[] arguments) throws Throwable {
            if (method.getName().startsWith("execute")) {
                requireAlive();
                note(sql.isEmpty() && arguments != null && arguments[0] instanceof String text ? text : sql);
                if (cut == Cut.AT_STATEMENT && --countdown == 0) {
                    throw die();
                }
            }
            return invoke(statement, method, arguments);
        }

        private void requireAlive() throws SQLException {
            if (dead) {
                throw new SQLException("the wire is cut", "08006");
            }
        }

        private SQLException die() throws SQLException {
            dead = true;
            cut = Cut.NOWHERE;
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback(); // what a database does when its client is gone; nothing after a commit
            }
            return new SQLException("the wire is cut", "08006");
        }
    }

    @FunctionalInterface
    private interface Call {
        Object on(Method method, Object[] arguments, Object target) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Call call) {
        InvocationHandler handler = (proxy, method, arguments) -> call.on(method, arguments, target);
        return type.cast(Proxy.newProxyInstance(Wire.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
