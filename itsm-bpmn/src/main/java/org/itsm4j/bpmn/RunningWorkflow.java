package org.itsm4j.bpmn;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.common.engine.api.FlowableWrongDbException;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.spi.ConnectionLender;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An opened workflow: the engine, and which definition each lifecycle starts on. */
final class RunningWorkflow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWorkflow.class);

    private final ConnectionLender units;
    private final LeanEngine engine;
    private final Map<String, String> definitions = new HashMap<>();

    private RunningWorkflow(ConnectionLender units, LeanEngine engine) {
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
        Programs programs = new Programs();
        TimerFired fired =
                (key, action, timer) -> host.timerFired(key.tenant(), key.ticket(), action, Optional.of(timer));
        LeanEngine engine = build(
                new LeanConfiguration(settings, units, host.clock(), programs, fired, host::runDueWork),
                programs,
                settings.schemaMode());
        RunningWorkflow running = new RunningWorkflow(units, engine);
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

    private static Map<String, Diagram> diagrams(Settings settings, Workflow.Host host) {
        Map<String, Diagram> diagrams = new HashMap<>();
        for (Contract<?, ?> contract : host.contracts()) {
            Diagram diagram = settings.diagrams().get(contract.name());
            if (diagram == null) {
                diagram = shipped(contract.name());
            }
            LawCheck.check(diagram.model(), contract);
            diagrams.put(contract.name(), diagram);
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
        String state = engine.program(place.definition())
                .stand(place.stage().id())
                .state()
                .orElseThrow();
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
