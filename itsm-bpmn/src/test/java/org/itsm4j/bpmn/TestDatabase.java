package org.itsm4j.bpmn;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** An H2 database of its own in memory, behind a pool, that writes down every statement. */
public final class TestDatabase implements AutoCloseable {
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    private final HikariDataSource pool = new HikariDataSource();
    private final DataSource counted;

    public TestDatabase(int connections) {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(5_000);
        counted = ProxyDataSourceBuilder.create(pool)
                .afterQuery((info, queries) -> queries.forEach(query -> statements.add(query.getQuery())))
                .build();
    }

    public DataSource dataSource() {
        return counted;
    }

    public int activeConnections() {
        return pool.isRunning() ? pool.getHikariPoolMXBean().getActiveConnections() : 0;
    }

    /** The statements that the work sends, in full. */
    public List<String> statements(Runnable work) {
        statements.clear();
        work.run();
        return List.copyOf(statements);
    }

    /** The first column of what a query finds. */
    public List<String> column(String query) {
        List<String> found = new ArrayList<>();
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    public int count(String table) {
        return Integer.parseInt(column("select count(*) from " + table).get(0));
    }

    public void execute(String sql) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes away all tickets and jobs; deployments stay. */
    public void clear() {
        execute("set referential_integrity false");
        for (String table : List.of("JOB", "TIMER_JOB", "DEADLETTER_JOB", "EXECUTION")) {
            execute("delete from ACT_RU_" + table);
        }
        execute("set referential_integrity true");
    }

    @Override
    public void close() {
        pool.close();
    }
}
