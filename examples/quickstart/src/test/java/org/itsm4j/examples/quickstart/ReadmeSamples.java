package org.itsm4j.examples.quickstart;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.itsm4j.Itsm;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Resolution;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.jpa.JtaTransactions;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Directory;
import org.itsm4j.spi.EventSink;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CategoryTree;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketEvent;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.Urgency;

/** The code of the README, as it stands there: compiled here, and run by {@link ReadmeTest}. */
final class ReadmeSamples {
    private ReadmeSamples() {}

    // spotless:off
    static String fifteenLines() {
Itsm itsm = Itsm.builder().build(); // in memory, with the built-in workflow; see below for a database
Incidents desk = itsm.as(Actor.agent("ana").inGroup("service-desk").with(Role.DISPATCHER)).incidents();
Incidents payments = itsm.as(Actor.agent("raj").inGroup("payments")).incidents();

Incident incident = desk.log(LogIncident.titled("Checkout returns 500")
        .service("webshop").impact(Impact.HIGH).urgency(Urgency.HIGH).requester("mia").build());
desk.assign(incident.id(), Assignment.to("payments", "raj"));
payments.start(incident.id());
payments.resolve(incident.id(), Resolution.fixed("Rolled back 4.2.1"));

String refused = "";
try {
    payments.hold(incident.id(), Hold.because(HoldReason.VENDOR, "Waiting for a patch"));
} catch (IllegalTransitionException e) {
    refused = e.getMessage(); // INC-000001 cannot go from RESOLVED by hold; allowed: [reopen, close, ...]
}
itsm.as(Actor.requester("mia")).ownIncidents().close(incident.id()); // or it closes by itself, 5 days later
        return refused;
    }

    static Itsm ownDatabase(DataSource dataSource) {
PersistenceConfiguration unit = new PersistenceConfiguration("shop")
        .property("jakarta.persistence.nonJtaDataSource", dataSource); // your pool, your own entities
JpaStore.managedClasses().forEach(unit::managedClass);                 // or <mapping-file>META-INF/itsm4j-orm.xml
EntityManagerFactory factory = unit.createEntityManagerFactory();

Itsm itsm = Itsm.builder()
        .store(JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build())
        .workflow(FlowableWorkflow.over(dataSource).schemaMode(SchemaMode.CREATE))
        .build(); // close() it before the pool
        return itsm;
    }

    static void ownWork(JpaStore store, Incidents desk, Object order) {
store.runInTransaction(manager -> {
    manager.persist(order);                                        // yours
    desk.log(LogIncident.titled("A payment failed").requester("mia").build()); // ours
});
    }

    static JpaStore jta(
            UserTransaction userTransaction,
            TransactionSynchronizationRegistry synchronizationRegistry,
            EntityManagerFactory factory) {
JpaStore store = JpaStore.over(JtaTransactions.of(userTransaction, synchronizationRegistry, factory));
        return store;
    }

    static OwnIncidents ownRules(
            AccessPolicy myPolicy, Directory myDirectory, EventSink myOutbox, Consumer<TicketEvent> myNotifier) {
Itsm itsm = Itsm.builder()
        .accessPolicy(myPolicy)          // who may do what; default: RolePolicy, which reads the contract
        .directory(myDirectory)          // which groups and people exist; default: all
        .eventSink(myOutbox)             // told inside the transaction: commits or rolls back with the ticket
        .afterCommit(myNotifier)         // told after the commit
        .incidents(IncidentSettings.standard()
                .holdReason("AWAITING_EVIDENCE")
                .categories(CategoryTree.of(List.of("network/vpn", "hardware/laptop")))
                .reopenWindow(Duration.ofDays(7))
                .autoCloseAfter(Duration.ofDays(3)))
        .build();
Actor ana = Actor.agent("ana").inGroup("service-desk").of(new Tenant("acme")); // tenants never see each other
OwnIncidents mine = itsm.as(Actor.requester("mia")).ownIncidents();            // the requester's door: no internal field
        itsm.as(ana).incidents().countByState();
        return mine;
    }

    static Optional<BigDecimal> ownFields() {
CustomField<String> cause = CustomField.text("rootCause", 2_000).requiredFor("resolve");
CustomField<BigDecimal> cost = CustomField.number("cost", BigDecimal.ZERO, new BigDecimal(1_000_000));
Itsm itsm = Itsm.builder().field(TicketKind.INCIDENT, cause).field(TicketKind.INCIDENT, cost).build();
Incidents desk = itsm.as(Actor.agent("raj")).incidents();

TicketId id = desk.log(LogIncident.titled("Disk full").requester("mia").custom(cost, BigDecimal.TEN).build()).id();
desk.set(id, CustomValues.of(cause, "log rotation was off"));  // before that, resolve(id, ...) is refused
Optional<BigDecimal> paid = desk.get(id).custom().get(cost);
desk.search(Search.sortedBy(IncidentField.LOGGED_AT, Direction.DESCENDING).whereCustom(cause, "log rotation was off"));
        return paid;
    }
    // spotless:on
}
