package org.itsm4j.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** A database of its own behind a pool, which writes down the statements it gets. */
final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private final HikariDataSource pool;
    private final DataSource proxy;
    private final List<String> statements = new CopyOnWriteArrayList<>();

    private TestDatabase(String url, String user, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        pool = new HikariDataSource(config);
        proxy = ProxyDataSourceBuilder.create(pool)
                .afterQuery((execution, queries) -> queries.forEach(query -> statements.add(query.getQuery())))
                .build();
    }

    static TestDatabase h2() {
        return h2(8);
    }

    static TestDatabase h2(int poolSize) {
        String url = "jdbc:h2:mem:itsm" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
        return new TestDatabase(url, "sa", poolSize);
    }

    static TestDatabase postgres() {
        return postgres(8);
    }

    static TestDatabase postgres(int poolSize) {
        String name = "itsm" + NEXT.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(Server.POSTGRES.getJdbcUrl("postgres", name), "postgres", poolSize);
    }

    /** One server for the JVM; it stops with it. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "100")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    DataSource dataSource() {
        return proxy;
    }

    String url() {
        return pool.getJdbcUrl();
    }

    int activeConnections() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /** Forgets the statements written down so far. */
    void forget() {
        statements.clear();
    }

    /** The statements since, each by its verb and the table. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    void execute(String... sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String table) {
        return number("select count(*) from " + table);
    }

    long number(String query) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empties all tables of the standard names. */
    void empty() {
        for (String table : SchemaCheck.expected().keySet()) {
            if (!table.equals("schema")) {
                execute("delete from itsm_" + table);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
