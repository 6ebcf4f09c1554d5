package org.itsm4j.examples.hardware;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;

/** A host with a database, a clock that is moved by hand, a shop that can be closed, and a board that decides. */
final class HardwareHost implements AutoCloseable, PartsShop {
    /** A Friday, 15:00 in Paris: two working hours are left before the weekend. */
    static final String FRIDAY = "2026-03-06T14:00:00Z";

    final SettableClock clock = SettableClock.at(FRIDAY);
    final Map<String, String> orders = new LinkedHashMap<>();
    final List<String> reminders = new ArrayList<>();
    final FlowableWorkflow workflow;
    final Itsm itsm;
    boolean shopIsClosed;
    ApprovalOutcome decision = ApprovalOutcome.PENDING;

    private final HikariDataSource pool;
    private final EntityManagerFactory factory;

    /** @param version the version of the diagram that it begins with */
    HardwareHost(int version, UnaryOperator<FlowableWorkflow> more) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        pool = new HikariDataSource(config);
        PersistenceConfiguration unit =
                new PersistenceConfiguration("hardware").property("jakarta.persistence.nonJtaDataSource", pool);
        JpaStore.managedClasses().forEach(unit::managedClass);
        factory = unit.createEntityManagerFactory();
        workflow = more.apply(FlowableWorkflow.over(pool)
                .schemaMode(SchemaMode.CREATE)
                .jobExecutor(false) // the tests move the clock, and say when timers ring
                .diagram("incident", HardwareDesk.diagram(version)));
        itsm = new HardwareDesk(this, this::decide)
                .builder()
                .store(JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build())
                .workflow(workflow)
                .clock(clock)
                .build();
    }

    HardwareHost(int version) {
        this(version, workflow -> workflow);
    }

    private ApprovalOutcome decide(Ticket<?> ticket) {
        return decision;
    }

    @Override
    public String order(String key, String part, String incident) {
        if (shopIsClosed) {
            throw new IllegalStateException("the shop is closed");
        }
        return orders.computeIfAbsent(key, it -> "PO-" + (orders.size() + 1));
    }

    @Override
    public void remind(String order) {
        reminders.add(order);
    }

    void at(String instant) {
        clock.tick(Duration.between(clock.instant(), Instant.parse(instant)));
    }

    /** Somebody who may do everything a desk does. */
    Incidents desk() {
        return itsm.as(Actor.agent("ana")
                        .inGroup("service-desk")
                        .with(Role.DISPATCHER)
                        .with(Role.MANAGER))
                .incidents();
    }

    Incidents field() {
        return itsm.as(Actor.agent("raj").inGroup("field-service")).incidents();
    }

    OwnIncidents mia() {
        return itsm.as(Actor.requester("mia")).ownIncidents();
    }

    TicketId logged(String category) {
        return desk().log(LogIncident.titled("The printer is dead")
                        .requester("mia")
                        .category(category)
                        .custom(HardwareDesk.PART, "fuser 230 V")
                        .build())
                .id();
    }

    TicketId started(String category) {
        Incident incident = desk().assign(logged(category), Assignment.to("field-service", "raj"));
        return field().start(incident.id()).id();
    }

    String stage(TicketId id) {
        return desk().get(id).place().stage().id();
    }

    @Override
    public void close() {
        itsm.close();
        factory.close();
        pool.close();
    }
}
