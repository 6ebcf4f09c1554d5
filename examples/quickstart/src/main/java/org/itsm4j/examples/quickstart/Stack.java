package org.itsm4j.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.itsm4j.Itsm;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.spi.Notifier;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.TicketEvent;

/** All there is to put together: a pool, a persistence unit, the store on it, the workflow beside it. */
final class Stack implements AutoCloseable {
    private final HikariDataSource pool;
    private final EntityManagerFactory factory;
    private final Itsm itsm;

    private Stack(HikariDataSource pool, EntityManagerFactory factory, Itsm itsm) {
        this.pool = pool;
        this.factory = factory;
        this.itsm = itsm;
    }

    /**
     * @param jdbc the database; tables that are missing are created, as this is a demonstration
     * @param threads how many threads will give commands
     * @param clock the only clock
     * @param listener told of what happened
     * @param notifier told of what clocks have reached
     * @throws UsageException if the database cannot be used
     */
    static Stack open(String jdbc, int threads, Clock clock, Consumer<TicketEvent> listener, Notifier notifier) {
        HikariDataSource pool = pool(jdbc, threads);
        try {
            EntityManagerFactory factory = persistence(pool).createEntityManagerFactory();
            return new Stack(pool, factory, itsm(pool, factory, clock, listener, notifier));
        } catch (ItsmException e) {
            pool.close();
            throw new UsageException("The database cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariDataSource pool(String jdbc, int threads) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbc);
        config.setMaximumPoolSize(threads + 1);
        config.setMaxLifetime(0); // an H2 database in memory lives as long as its connections
        config.setAutoCommit(false);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UsageException("The database cannot be reached: " + cause.getMessage(), e);
        }
    }

    private static PersistenceConfiguration persistence(DataSource pool) {
        PersistenceConfiguration unit = new PersistenceConfiguration("tour")
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .property("hibernate.connection.provider_disables_autocommit", true);
        JpaStore.managedClasses().forEach(unit::managedClass);
        return unit;
    }

    private static Itsm itsm(
            DataSource pool,
            EntityManagerFactory factory,
            Clock clock,
            Consumer<TicketEvent> listener,
            Notifier notifier) {
        return Itsm.builder()
                .store(JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build())
                .workflow(FlowableWorkflow.over(pool)
                        .schemaMode(SchemaMode.CREATE)
                        .jobExecutor(false)) // the clock of a story is moved by hand, and nothing closes by itself
                .incidents(IncidentSettings.standard()
                        .holdReason(LogState.AWAITING_EVIDENCE
                                .reason()
                                .orElseThrow()
                                .name()))
                .serviceLevels(Promises.shipped())
                .changes(Mondays.settings())
                .notifier(notifier)
                .clock(clock)
                .afterCommit(listener)
                .build();
    }

    Itsm itsm() {
        return itsm;
    }

    DataSource database() {
        return pool;
    }

    /** Product and version, without the URL, which may hold a password. */
    String databaseName() {
        try (Connection connection = pool.getConnection()) {
            DatabaseMetaData data = connection.getMetaData();
            return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new UsageException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        itsm.close();
        factory.close();
        pool.close();
    }
}
