package org.itsm4j.fullstack;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.itsm4j.Itsm;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.Assignment;

/** Everything a host has: a database, Hibernate, JpaStore, Flowable; with a wire in between that can be cut. */
final class FullStack implements AutoCloseable {
    private final HikariDataSource pool;
    private final Wire wire;
    private final EntityManagerFactory factory;
    private final JpaStore store;

    FullStack(Database database, int connections) {
        this(database.pool(connections));
    }

    private FullStack(HikariDataSource pool) {
        this.pool = pool;
        wire = new Wire(pool);
        factory = hibernate(wire.dataSource());
        store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
    }

    /** Creates all tables, of Flowable too, with nothing in them, and closes the pool. */
    static void createTables(HikariDataSource pool) {
        try (FullStack stack = new FullStack(pool)) {
            stack.itsm().build().close();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                // the shipped diagrams, which the stack has deployed
                for (String table : List.of("ACT_RE_PROCDEF", "ACT_GE_BYTEARRAY", "ACT_RE_DEPLOYMENT")) {
                    statement.execute("delete from " + table);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static EntityManagerFactory hibernate(DataSource dataSource, Class<?>... more) {
        PersistenceConfiguration configuration = new PersistenceConfiguration("itsm-" + UUID.randomUUID())
                .provider("org.hibernate.jpa.HibernatePersistenceProvider")
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                .property("jakarta.persistence.nonJtaDataSource", dataSource);
        JpaStore.managedClasses().forEach(configuration::managedClass);
        for (Class<?> one : more) {
            configuration.managedClass(one);
        }
        return configuration.createEntityManagerFactory();
    }

    /** A builder over this database with the shipped diagrams; the caller builds and closes what comes of it. */
    Itsm.Builder itsm() {
        return Itsm.builder().store(store).workflow(workflow());
    }

    FlowableWorkflow workflow() {
        return FlowableWorkflow.over(wire.dataSource())
                .schemaMode(SchemaMode.CREATE)
                .jobExecutor(false);
    }

    JpaStore store() {
        return store;
    }

    Wire wire() {
        return wire;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** An incident that somebody of a group, or its member, works on. */
    static Incident started(Incidents desk, Assignment to) {
        return started(desk, LogIncident.titled("Port is dead").requester("mia").build(), to);
    }

    static Incident started(Incidents desk, LogIncident command, Assignment to) {
        Incident incident = desk.log(command);
        desk.assign(incident.id(), to);
        return desk.start(incident.id());
    }

    /** A number read past the wire. */
    long count(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tickets whose engine token is missing or elsewhere, and tokens of no ticket. */
    long divergences() {
        return divergences("itsm_incident", "'CLOSED', 'CANCELLED'")
                + divergences("itsm_problem", "'CANCELLED'")
                + divergences("itsm_change", "'CLOSED', 'REJECTED', 'CANCELLED'")
                + count("select count(*) from ACT_RU_EXECUTION e where e.ACT_ID_ is not null" + nobodys("itsm_incident")
                        + nobodys("itsm_problem") + nobodys("itsm_change"));
    }

    private long divergences(String table, String ended) {
        return count("select count(*) from " + table + " i left join ACT_RU_EXECUTION e on e.ID_ = i.workflow_token"
                + " where (i.workflow_token is not null and (e.ID_ is null or e.ACT_ID_ <> i.stage_id))"
                + " or (i.workflow_token is null and i.state not in (" + ended + "))"
                + " or (i.workflow_token is not null and i.state in (" + ended + "))");
    }

    private static String nobodys(String table) {
        return " and not exists (select 1 from " + table + " i where i.workflow_token = e.ID_)"
                + " and not exists (select 1 from " + table + " i where i.workflow_token = e.PARENT_ID_)";
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
