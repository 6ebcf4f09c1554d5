package org.itsm4j.bpmn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ConnectionLender;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.spi.WorkingTime;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** Stands in for the library above a workflow: it remembers where each ticket is and what it is like. */
public final class TestHost implements Workflow.Host {
    public static final Tenant TENANT = new Tenant("acme");

    public final ConnectionLender units;
    public final SettableClock clock = SettableClock.at("2026-03-02T10:00:00Z");
    public Map<TicketRef, Place> places = new ConcurrentHashMap<>();
    public final Map<String, Object> facts = new HashMap<>();
    public final AtomicInteger beats = new AtomicInteger();
    public final AtomicInteger rings = new AtomicInteger();
    public Clock tells = clock;
    public List<Contract<?, ?>> contracts = List.of(IncidentContract.get());
    /** Whether a rule lets a timer's action through; it may throw. */
    public BooleanSupplier rule = () -> true;

    private final TestDatabase database;
    private FlowableWorkflow workflow;

    public TestHost(TestDatabase database) {
        this.database = database;
        units = new JdbcUnits(database.dataSource());
        reset();
    }

    /** Forgets all tickets, and what was set. */
    public void reset() {
        places.clear();
        facts.clear();
        facts.put("autoCloseAfter", Duration.ofDays(5));
        rings.set(0);
        rule = () -> true;
    }

    /** Opens a workflow with the shipped diagrams that runs no timers by itself, and makes its tables. */
    public FlowableWorkflow open() {
        return open(FlowableWorkflow.over(database.dataSource())
                .schemaMode(SchemaMode.CREATE)
                .jobExecutor(false));
    }

    public FlowableWorkflow open(FlowableWorkflow some) {
        workflow = some;
        some.open(this);
        return some;
    }

    public TicketRef newTicket() {
        return new TicketRef(TicketKind.INCIDENT, TicketId.next(clock));
    }

    public Move move(TicketRef ticket, String action, String target) {
        return move(ticket, action, target, Optional.empty());
    }

    private Move move(TicketRef ticket, String action, String target, Optional<String> timer) {
        return move(ticket, action, target, timer, tells.instant());
    }

    public Move move(TicketRef ticket, String action, String target, Optional<String> timer, Instant at) {
        return new Move(
                IncidentContract.get(),
                TENANT,
                ticket,
                action,
                target,
                name -> Optional.ofNullable(facts.get(name)),
                at,
                timer,
                (handler, element) -> {
                    throw new AssertionError("no diagram here has the step " + element);
                });
    }

    /** Starts a ticket and leads it on: {@code "start IN_PROGRESS", "resolve RESOLVED"}. */
    public TicketRef ticket(String... steps) {
        TicketRef ticket = newTicket();
        places.put(
                ticket,
                units.required(() -> workflow.start(move(ticket, "log", "NEW"))).place());
        for (String step : steps) {
            step(ticket, step.split(" ")[0], step.split(" ")[1]);
        }
        return ticket;
    }

    public Arrival step(TicketRef ticket, String action, String target) {
        return step(move(ticket, action, target));
    }

    public Arrival step(Move move) {
        Arrival arrival = units.required(() -> workflow.move(places.get(move.ticket()), move));
        places.put(move.ticket(), arrival.place());
        return arrival;
    }

    public Place place(TicketRef ticket) {
        return places.get(ticket);
    }

    @Override
    public boolean timerFired(
            Tenant tenant, TicketRef ticket, String action, Optional<String> timer, Map<String, String> data) {
        rings.incrementAndGet();
        if (!tenant.equals(TENANT) || !rule.getAsBoolean()) {
            return false;
        }
        units.required(() -> step(move(ticket, action, "CLOSED", timer)));
        return true;
    }

    @Override
    public boolean stepsDue(Tenant tenant, TicketRef ticket, String stageId, String timer, List<String> handlers) {
        return false;
    }

    @Override
    public WorkingTime workingTime() {
        return WorkingTime.none();
    }

    @Override
    public boolean migrate(Tenant tenant, TicketRef ticket, Place from, String words, Function<Move, Arrival> change) {
        return units.required(() -> {
            Arrival arrival = change.apply(move(ticket, "migrate", "IN_PROGRESS"));
            places.put(ticket, arrival.place());
            return true;
        });
    }

    @Override
    public int runDueWork() {
        beats.incrementAndGet();
        return 0;
    }

    @Override
    public UnitOfWork unitOfWork() {
        return units;
    }

    @Override
    public Clock clock() {
        return tells;
    }

    @Override
    public List<Terms> terms() {
        return contracts.stream().map(Terms::of).toList();
    }
}
