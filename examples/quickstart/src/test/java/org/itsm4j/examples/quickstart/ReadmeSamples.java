package org.itsm4j.examples.quickstart;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.change.BackOut;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeSchedule;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.OwnChange;
import org.itsm4j.change.OwnChanges;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Resolution;
import org.itsm4j.jpa.Database;
import org.itsm4j.jpa.Joined;
import org.itsm4j.jpa.JpaSchema;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.jpa.JtaTransactions;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.problem.Assessment;
import org.itsm4j.problem.FiveWhys;
import org.itsm4j.problem.FiveWhys.Why;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.spi.Directory;
import org.itsm4j.spi.EventSink;
import org.itsm4j.spi.Notifier;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CategoryTree;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.PriorityMatrix;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketEvent;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
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
    refused = e.getMessage(); // INC-000001 cannot go from RESOLVED by hold; allowed: [reopen, note, refer, ...]
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

    static JpaStore ownNames(EntityManagerFactory factory) {
JpaSchema names = JpaSchema.standard().schema("support").prefix("desk_"); // make the schema itself before
String script = names.ddl(Database.POSTGRESQL);                           // for your migrations
String mapping = names.ormXml();                                          // on your class path, as a <mapping-file> of the unit
JpaStore store = JpaStore.builder(factory).schema(names).build();         // and tell the store as well
        return store;
    }

public static final class WithoutItsm implements SchemaFilterProvider, SchemaFilter {
    @Override
    public boolean includeTable(Table table) {
        return !table.getName().startsWith("itsm_");
    }

    @Override
    public boolean includeNamespace(Namespace namespace) {
        return true;
    }

    @Override
    public boolean includeSequence(Sequence sequence) {
        return true;
    }

    @Override
    public SchemaFilter getCreateFilter() {
        return this;
    }

    @Override
    public SchemaFilter getDropFilter() {
        return this;
    }

    @Override
    public SchemaFilter getTruncatorFilter() {
        return this;
    }

    @Override
    public SchemaFilter getMigrateFilter() {
        return this;
    }

    @Override
    public SchemaFilter getValidateFilter() {
        return this;
    }
}

    static Incident joined(EntityManager manager, JpaStore store, Incidents desk, Object order) {
manager.getTransaction().begin();
manager.persist(order);                                            // yours
Joined<Incident> joined = store.join(manager, () ->
        desk.log(LogIncident.titled("A payment failed").requester("mia").build())); // ours
manager.getTransaction().commit();
joined.committed();                                                // tells the listeners; throws if it was rolled back
Incident logged = joined.result();
        return logged;
    }

    static IncidentSettings ownPriorities() {
PriorityMatrix matrix = PriorityMatrix.version(2)
        .row(Impact.HIGH, Map.of(Urgency.HIGH, Priority.P1, Urgency.LOW, Priority.P3))
        .row(Impact.LOW, Map.of(Urgency.HIGH, Priority.P2, Urgency.LOW, Priority.P4))
        .build();
IncidentSettings ours = IncidentSettings.standard()
        .priorities(matrix, Impact.LOW, Urgency.LOW); // these two where a report does not say
        return ours;
    }

    static Incident conditions(Itsm itsm, Actor ana, LogIncident report) {
Incident once = itsm.as(ana).request("3f2a").incidents().log(report); // sent twice, it is still one incident
itsm.as(ana).expecting(once.version()).incidents().start(once.id());  // not if somebody else was faster
        return once;
    }

    static TicketId imported(
            Itsm itsm, Actor ana, LogIncident report, Instant logged, Instant started, Instant resolved) {
Actor clerk = ana.with(Role.IMPORTER);
TicketId old = itsm.as(clerk).at(logged).incidents().log(report).id(); // the time of each step, in their order
itsm.as(clerk).at(started).incidents().start(old);
itsm.as(clerk).at(resolved).incidents().resolve(old, Resolution.fixed("Rolled back 4.2.1"));
        return old;
    }

    /** What the text says in passing. */
    static List<Object> inPassing(
            Itsm itsm, Incidents desk, TicketId id, DataSource dataSource, byte[] bytes) {
        itsm.runDueWork();
        return List.of(
                desk.actions(id),
                desk.get(id),
                desk.find(id),
                JpaSchema.standard().ddl(Database.POSTGRESQL),
                FlowableWorkflow.over(dataSource).diagram("incident", Diagram.of(bytes)));
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

    static SlaClock serviceLevels(Notifier myNotices, LogIncident report) {
SlaPolicies promises = SlaPolicies.version(1)                                       // or SlaPolicies.fromJson(text)
        .calendar(WorkCalendar.named("office").zone("Europe/Madrid").hours("Mon-Fri 09:00-17:00").build())
        .policy(SlaPolicy.named("desk").kind(TicketKind.INCIDENT).calendar("office").pauseOn(HoldReason.CALLER)
                .target(SlaTarget.response().within(Duration.ofHours(1)))
                .target(SlaTarget.resolution().within(Priority.P1, Duration.ofHours(4)).within(Duration.ofHours(24))
                        .threshold(Threshold.at(75, new Escalation.Notify("team-lead")))))
        .build();
Itsm itsm = Itsm.builder().serviceLevels(promises).notifier(myNotices).build();
Desk desk = itsm.as(Actor.agent("raj").inGroup("payments"));

TicketRef ticket = desk.incidents().log(report).ref();
SlaClock clock = desk.serviceLevels().clock(ticket, "resolution").orElseThrow();    // due, remaining, breached, explained
desk.serviceLevels().search(ClockSearch.atRisk(TicketKind.INCIDENT, Duration.ofHours(2)));
itsm.runDueWork(); // once a minute, unless Flowable does it: tells of what was reached, escalates
        return clock;
    }

    static List<SlaClock> aClock(List<SlaNotice> notices) {
WorkCalendar office = WorkCalendar.named("office").zone("Europe/Madrid").hours("Mon-Fri 09:00-17:00")
        .holiday(LocalDate.of(2026, 5, 1), "Labour Day").build();
SlaPolicies promises = SlaPolicies.version(1).calendar(office)
        .policy(SlaPolicy.named("desk").kind(TicketKind.INCIDENT).calendar("office").pauseOn(HoldReason.CALLER)
                .target(SlaTarget.resolution().within(Priority.P1, Duration.ofHours(4)).within(Duration.ofHours(24))
                        .threshold(Threshold.at(75, new Escalation.Notify("team-lead")))))
        .build();
SettableClock time = SettableClock.at("2026-03-02T09:00:00Z");                // Monday, 10:00 in Madrid
Itsm itsm = Itsm.builder().clock(time).serviceLevels(promises).notifier(notices::add).build();
Desk desk = itsm.as(Actor.agent("ana"));

Incident incident = desk.incidents().log(LogIncident.titled("Checkout returns 500")
        .impact(Impact.HIGH).urgency(Urgency.HIGH).requester("mia").build()); // P1: due at 14:00
time.tick(Duration.ofHours(1));
desk.incidents().hold(incident.id(), Hold.because(HoldReason.CALLER, "Which browser?"));
time.tick(Duration.ofHours(5));
SlaClock waiting = desk.serviceLevels().clock(incident.ref(), "resolution").orElseThrow();
// 3 hours are left; there is no due instant while it waits, only one if it went on now: Tuesday, 11:00
desk.incidents().resume(incident.id());
time.tick(Duration.ofHours(18));
itsm.runDueWork();                                                            // Tuesday, 10:00: 75 % are used up
SlaClock running = desk.serviceLevels().clock(incident.ref(), "resolution").orElseThrow();
String why = running.explain().text();                                        // stretch by stretch
        return List.of(waiting, running.asOf(Instant.parse("2026-03-03T09:00:00Z")));
    }

    static List<Attainment> aMonth(Desk desk, WorkCalendar office, Incident incident) {
YearMonth march = YearMonth.of(2026, 3);
Instant first = march.atDay(1).atStartOfDay(office.zone()).toInstant();
Instant next = march.plusMonths(1).atDay(1).atStartOfDay(office.zone()).toInstant();
Instant third = office.endOfWorkingDay(next, 3);                              // the third working day of April, 17:00
desk.incidents().agreeTarget(incident.id(), "resolution", third, "with the monthly report");
List<Attainment> kept = desk.serviceLevels().attainment(TicketKind.INCIDENT, first, next); // of what stopped in March
        return kept;
    }

    static Problem aProblem(Itsm itsm, Incident incident) {
Desk desk = itsm.as(Actor.problemManager("ada").with(Role.AGENT).inGroup("payments"));
Problem cause = desk.problems().raiseFromIncidents(List.of(incident.id()),
        LogProblem.titled("Checkout fails on Mondays", ProblemSource.REACTIVE).build());
desk.problems().assess(cause.id(), Assessment.of(Priority.P2, "software", Assignment.to("payments", "ada")));
desk.problems().investigate(cause.id(), RcaTechnique.FIVE_WHYS);
desk.problems().analyse(cause.id(), FiveWhys.of(Why.because("Why does it fail?", "The disk is full")
        .then(Why.because("Why is it full?", "Nobody rotates the log").evidence("40 GB since Friday").asRoot())));
desk.problems().declareKnownError(cause.id(),
        KnownErrorDeclaration.causedBy("Checkout returns 500", "Nobody rotates the log", "40 GB since Friday")
                .workaround("Delete old logs"));                     // offered by desk.problems().knownErrorsFor(incident)
        return desk.problems().get(cause.id());
    }

    static Change aChange(SettableClock time, Slot tonight, Consumer<Itsm> made) {
ApprovalPolicy cab = ApprovalPolicy.named("cab").stage(ApprovalStage.named("board",
        Panel.of(Quorum.atLeast(2)).person("ann").person("bob").person("cy"))).build();
Itsm itsm = Itsm.builder().clock(time).changes(ChangeSettings.builder().approval(RiskTier.LOW, cab)
        .approval(RiskTier.MEDIUM, cab).approval(RiskTier.HIGH, cab).build()).build();
Changes mia = itsm.as(Actor.agent("mia")).changes();

Change change = mia.raise(RaiseChange.normal("Rotate the log", "The disk fills up every week").touching("db-1")
        .plan(new ChangePlan("logrotate for the shop", "install, enable", BackOut.tested("remove it"), "df", tonight))
        .answers(Map.of("outage", "no", "experience", "often", "backOut", "minutes"))
        .criticality(Criticality.LOW).assignedTo(Assignment.to("ops", "ivo")).build());
mia.submit(change.id());
Changes manager = itsm.as(Actor.changeManager("cho")).changes();
manager.accept(change.id());
manager.assessed(change.id(), org.itsm4j.change.Assessment.of(Criticality.LOW, "an hour against an outage a week"));
itsm.as(Actor.agent("ann")).changes().vote(change.id(), CastVote.approve());
itsm.as(Actor.agent("bob")).changes().vote(change.id(), CastVote.approve());          // SCHEDULED; an edit voids the votes
        made.accept(itsm);
        return manager.get(change.id());
    }

    static List<OwnEntry> wanted(Itsm itsm, ChangePlan plan) {
OwnChanges mine = itsm.as(Actor.requester("mia")).ownChanges();                       // no internal field, no door of staff
OwnChange wanted = mine.raise(RaiseChange.normal("Keep logs longer", "The audit asks for it").touching("db-2")
        .plan(plan).answers(Map.of("outage", "no", "experience", "often", "backOut", "minutes")).build());
mine.submit(wanted.id());                                                             // or mine.cancel(wanted.id(), "...")
mine.comment(wanted.id(), "before the end of the month, please");
List<OwnEntry> news = mine.timeline(wanted.id(), 0).items();                          // what is public
        return news;
    }

    static Change theWork(Itsm itsm, SettableClock time, Change change, Freeze quarterEnd, Instant monday) {
Desk manager = itsm.as(Actor.changeManager("cho"));
itsm.as(Actor.agent("bob")).standIns().delegate("dan", time.instant(), monday);       // dan may vote for bob until then

ChangeSchedule schedule = manager.changeSchedule();
schedule.publish(schedule.calendar().next().freeze(quarterEnd).build());              // from now on it is in the way
List<Collision> against = manager.changes().collisions(change.id());
Optional<Slot> free = manager.changes().nextFree(change.id()).slot();
manager.changes().waive(change.id(), against.get(0), "the disk is full");             // not by who wants or does it

Changes ivo = itsm.as(Actor.agent("ivo").inGroup("ops")).changes();
Instant begun = change.window().orElseThrow().from();
time.tick(Duration.between(time.instant(), begun));
ivo.begin(change.id());                                                               // in its window, nothing in its way
time.tick(Duration.ofHours(1));
ivo.complete(change.id(), new Implementation(begun, time.instant(), Outcome.SUCCESSFUL,
        List.of(TaskResult.done("install logrotate")), "as planned"));
manager.changes().review(change.id(), Review.of(true, "no log over 2 GB since").followUps("Watch the disks"));
itsm.as(Actor.problemManager("pat")).problems().raiseFromReview(change.id(), 1);      // what was learned is not lost
        return manager.changes().get(change.id());
    }

    static Change anEmergency(Itsm itsm, Incident incident, ChangePlan plan) {
Changes mia = itsm.as(Actor.agent("mia")).changes();
Change restart = mia.raise(RaiseChange.emergency("Restart db-1", "The shop is down", incident.ref())
        .touching("db-1").plan(plan).answers(Map.of("outage", "no", "experience", "often", "backOut", "minutes"))
        .criticality(Criticality.HIGH).assignedTo(Assignment.to("ops", "ivo")).build());
mia.submit(restart.id());                                                             // assessed at once
Changes manager = itsm.as(Actor.changeManager("cho")).changes();
manager.assessed(restart.id(), org.itsm4j.change.Assessment.of(Criticality.HIGH, ""));
manager.implementFirst(restart.id(), "every minute counts");                          // the vote goes on, with a deadline
        return manager.get(restart.id());
    }
    // spotless:on
}
