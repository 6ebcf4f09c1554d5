package org.itsm4j.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.common.engine.api.FlowableWrongDbException;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.spi.ConnectionLender;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An opened workflow: the engine, and which definition each lifecycle starts on. */
final class RunningWorkflow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWorkflow.class);

    private final Workflow.Host host;
    private final ConnectionLender units;
    private final LeanEngine engine;
    private final Map<String, String> definitions = new ConcurrentHashMap<>();

    private RunningWorkflow(Workflow.Host host, ConnectionLender units, LeanEngine engine) {
        this.host = host;
        this.units = units;
        this.engine = engine;
    }

    static RunningWorkflow open(Settings settings, Workflow.Host host) {
        if (!(host.unitOfWork() instanceof ConnectionLender units)) {
            throw new ConfigurationException(
                    "FlowableWorkflow writes in the transaction of the store, but the store's unit of work, "
                            + host.unitOfWork().getClass().getName()
                            + ", lends no JDBC connection; use JpaStore of itsm-jpa, or a store whose unit of work is a"
                            + " org.itsm4j.spi.ConnectionLender");
        }
        Map<String, Diagram> diagrams = diagrams(settings, host);
        Programs programs = new Programs(host.workingTime());
        LeanEngine engine = build(
                new LeanConfiguration(settings, units, host.clock(), programs, rings(host), host::runDueWork),
                programs,
                settings.schemaMode());
        RunningWorkflow running = new RunningWorkflow(host, units, engine);
        try {
            SafeSettings.verify(engine.configuration());
            diagrams.forEach((lifecycle, diagram) -> running.definitions.put(lifecycle, engine.deploy(diagram)));
            if (settings.jobExecutor()) {
                engine.createHeartbeat();
                engine.startJobExecutor();
            }
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
        LOG.info("Workflow open on {}", running.definitions.values());
        return running;
    }

    /** Hands what a timer asks for to the host. */
    private static TimerFired rings(Workflow.Host host) {
        return (key, ring) -> {
            if (ring instanceof Ring.Action action) {
                return host.timerFired(
                        key.tenant(), key.ticket(), action.action(), Optional.of(action.timer()), action.data());
            }
            if (ring instanceof Ring.Beside beside) {
                return host.stepsDue(key.tenant(), key.ticket(), beside.stage(), beside.timer(), beside.handlers());
            }
            return host.timerFired(key.tenant(), key.ticket(), advance(host, key), Optional.of(ring.timer()), Map.of());
        };
    }

    private static String advance(Workflow.Host host, BusinessKey key) {
        return host.terms().stream()
                .filter(terms ->
                        terms.contract().name().equals(key.ticket().kind().label()))
                .flatMap(terms -> terms.contract().advance().stream())
                .map(action -> Labels.of((Enum<?>) action))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing advances " + key));
    }

    private static Map<String, Diagram> diagrams(Settings settings, Workflow.Host host) {
        Map<String, Diagram> diagrams = new HashMap<>();
        for (Terms terms : host.terms()) {
            String lifecycle = terms.contract().name();
            Diagram diagram = settings.diagrams().get(lifecycle);
            if (diagram == null) {
                diagram = shipped(lifecycle);
            }
            DiagramCheck.of(terms).verify(diagram);
            diagrams.put(lifecycle, diagram);
        }
        for (String lifecycle : settings.diagrams().keySet()) {
            if (!diagrams.containsKey(lifecycle)) {
                throw new ConfigurationException("There is a diagram for the lifecycle " + lifecycle
                        + ", but no such lifecycle; the lifecycles: " + diagrams.keySet());
            }
        }
        return diagrams;
    }

    private static Diagram shipped(String lifecycle) {
        if (!lifecycle.equals("incident")) {
            throw new ConfigurationException("The lifecycle " + lifecycle + " has no diagram; add one:"
                    + " FlowableWorkflow.over(dataSource).diagram(\"" + lifecycle + "\", Diagram.of(bytes))");
        }
        return Diagram.incident();
    }

    private static LeanEngine build(LeanConfiguration configuration, Programs programs, SchemaMode mode) {
        try {
            return new LeanEngine(configuration, programs);
        } catch (FlowableWrongDbException e) {
            throw new ConfigurationException(
                    "The tables of Flowable are of version " + e.getDbVersion() + " and must be of version "
                            + e.getLibraryVersion() + ". " + scripts(configuration),
                    e);
        } catch (FlowableException e) {
            throw new ConfigurationException(
                    mode == SchemaMode.VALIDATE
                            ? "The tables of Flowable are missing. " + scripts(configuration)
                            : "Flowable does not start: " + e.getMessage(),
                    e);
        }
    }

    private static String scripts(LeanConfiguration configuration) {
        String database = Optional.ofNullable(configuration.getDatabaseType()).orElse("<database>");
        return "Run org/flowable/common/db/create/flowable." + database
                + ".create.common.sql from flowable-engine-common.jar, then org/flowable/db/create/flowable." + database
                + ".create.engine.sql and org/flowable/db/create/flowable." + database
                + ".create.history.sql from flowable-engine.jar, or the scripts in the folders named upgrade; or let"
                + " itsm4j do it: FlowableWorkflow.over(dataSource).schemaMode(SchemaMode.CREATE)";
    }

    Arrival start(Move move) {
        String definition = definitions.get(move.contract().name());
        if (definition == null) {
            throw new IllegalStateException(
                    "No diagram was deployed for " + move.contract().name());
        }
        return arrival(engine.start(definition, move), move);
    }

    Arrival move(Place from, Move move) {
        return arrival(engine.move(from, move), move);
    }

    private Arrival arrival(Place place, Move move) {
        String state = engine.program(place.definition()).state(place.stage().id());
        if (!state.equals(move.target())) {
            throw new ConfigurationException("The diagram " + place.definition() + " took " + move.ticket() + " by '"
                    + move.action() + "' to " + place.stage().id() + " in the state " + state
                    + ", where the contract asks"
                    + " for " + move.target() + "; correct its conditions");
        }
        return new Arrival(place, state, Optional.empty());
    }

    Set<String> offers(Contract<?, ?> contract, Place place) {
        return place.token().isEmpty()
                ? Set.of()
                : engine.program(place.definition())
                        .offers(contract, place.stage().id());
    }

    List<TaskPlan> tasks(Place place, Set<String> done) {
        return place.token().isEmpty()
                ? List.of()
                : engine.program(place.definition()).tasks(place.stage().id(), done);
    }

    Diagrams diagrams() {
        return new Diagrams(this, engine, units, host);
    }

    /** Deploys a diagram that was checked; from now on new tickets follow it. */
    String deploy(String lifecycle, Diagram diagram) {
        String definition = engine.deploy(diagram);
        definitions.put(lifecycle, definition);
        return definition;
    }

    /** Which version new tickets of a lifecycle follow. */
    Optional<String> current(String lifecycle) {
        return Optional.ofNullable(definitions.get(lifecycle));
    }

    /** Puts a ticket into another version, at a stage of the same state. */
    Arrival migrate(Place from, String definition, String stage, Move move) {
        return arrival(engine.migrate(from, definition, stage, move), move);
    }

    void askAgain(TicketRef ticket, Place place) {
        engine.askAgain(ticket, place);
    }

    int runDueTimers() {
        if (units.isActive()) {
            throw new IllegalStateException("Timers run in transactions of their own; call this outside of one");
        }
        return new DueTimers(engine).run();
    }

    LeanEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
    }
}
