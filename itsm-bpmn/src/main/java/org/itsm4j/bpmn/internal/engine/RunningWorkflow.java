package org.itsm4j.bpmn.internal.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.flowable.engine.repository.ProcessDefinition;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Source;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.spi.ConnectionLender;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An opened workflow: the engine, and which definition each lifecycle starts on. */
public final class RunningWorkflow implements AutoCloseable {
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

    /**
     * Starts the engine and deploys the diagrams that are new.
     *
     * @param settings how the workflow was set up
     * @param host the library that opens it
     * @param checked answers the checked diagram of each lifecycle; asked before the engine is started
     * @return the workflow, running
     * @throws ConfigurationException as {@code FlowableWorkflow.open} says
     */
    public static RunningWorkflow open(
            Settings settings, Workflow.Host host, Function<Workflow.Host, Map<String, Source>> checked) {
        ConnectionLender units = EngineStart.units(host);
        Map<String, Source> diagrams = checked.apply(host);
        LeanEngine engine = EngineStart.start(settings, host, units);
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

    /**
     * Begins an instance.
     *
     * @param move what begins the ticket
     * @return where it has come to
     */
    public Arrival start(Move move) {
        String definition = definitions.get(move.contract().name());
        if (definition == null) {
            throw new IllegalStateException(
                    "No diagram was deployed for " + move.contract().name());
        }
        return arrival(engine.start(definition, move), move);
    }

    /**
     * Moves a token.
     *
     * @param from where it stands
     * @param move what moves it
     * @return where it has come to
     */
    public Arrival move(Place from, Move move) {
        try {
            return arrival(engine.move(from, move), move);
        } catch (RuleViolationException refusal) {
            throw waiting(from, move, refusal);
        }
    }

    /** Where a ticket waits for a decision, the reason is most likely that. */
    private RuleViolationException waiting(Place from, Move move, RuleViolationException refusal) {
        Optional<String> approval =
                engine.program(from.definition()).approval(from.stage().id());
        if (approval.isEmpty() || !refusal.subject().equals(move.ticket().toString())) {
            return refusal;
        }
        Optional<?> decided = move.facts().apply(Facts.APPROVAL + "." + approval.get());
        RuleViolationException told = new RuleViolationException(
                refusal.subject(),
                refusal.rule(),
                refusal.getMessage().substring(refusal.subject().length() + 2) + ", where the approval "
                        + approval.get() + " is "
                        + decided.map(Object::toString).orElse("unknown"));
        told.initCause(refusal);
        return told;
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

    /**
     * @param contract the contract of the ticket
     * @param place where it stands
     * @return the actions by which it may leave, as far as can be said without its facts
     */
    public Set<String> offers(Contract<?, ?> contract, Place place) {
        return place.token().isEmpty()
                ? Set.of()
                : engine.program(place.definition())
                        .offers(contract, place.stage().id());
    }

    /**
     * @param place where a ticket stands
     * @param done the tasks that are done
     * @return what is to be done next
     */
    public List<TaskPlan> tasks(Place place, Set<String> done) {
        return place.token().isEmpty()
                ? List.of()
                : engine.program(place.definition()).tasks(place.stage().id(), done);
    }

    /**
     * Deploys a diagram that was checked; from now on new tickets follow it.
     *
     * @param lifecycle its lifecycle
     * @param diagram the diagram
     * @return the version
     */
    public String deploy(String lifecycle, Source diagram) {
        String definition = engine.deploy(diagram);
        definitions.put(lifecycle, definition);
        return definition;
    }

    /**
     * @param lifecycle a lifecycle
     * @return which version new tickets follow
     */
    public Optional<String> current(String lifecycle) {
        return Optional.ofNullable(definitions.get(lifecycle));
    }

    /**
     * Puts a ticket into another version, at a stage of the same state.
     *
     * @param from where it stands
     * @param definition the other version
     * @param stage the stage there
     * @param move what moves it
     * @return where it has come to
     */
    public Arrival migrate(Place from, String definition, String stage, Move move) {
        return arrival(engine.migrate(from, definition, stage, move), move);
    }

    /**
     * Lets timers ask again that were refused.
     *
     * @param ticket a ticket
     * @param place where it stands
     */
    public void askAgain(TicketRef ticket, Place place) {
        engine.askAgain(ticket, place);
    }

    /**
     * Runs the timers that are due, on this thread, each in a transaction of its own.
     *
     * @return how many rang
     */
    public int runDueTimers() {
        if (units.isActive()) {
            throw new IllegalStateException("Timers run in transactions of their own; call this outside of one");
        }
        return new DueTimers(engine).run();
    }

    /**
     * @param lifecycle a lifecycle
     * @return the versions of its diagram
     */
    public List<ProcessDefinition> versions(String lifecycle) {
        return engine.versions(Model.idOf(lifecycle));
    }

    /**
     * @param definition a version that is deployed
     * @return its number, from 1
     */
    public int number(String definition) {
        return engine.number(definition);
    }

    /**
     * @param definition a version
     * @return its file, as it was deployed
     */
    public byte[] original(String definition) {
        return engine.original(definition);
    }

    /**
     * @param definition a version
     * @return its model
     */
    public Model model(String definition) {
        return engine.program(definition).model();
    }

    /**
     * @param limit how many at most, 1 to 1,000
     * @param reader what to make of each
     * @param <R> what it makes
     * @return the jobs of tickets that failed for the last time, by their ids
     * @throws IllegalArgumentException if the limit is out of range
     */
    public <R> List<R> deadJobs(int limit, DeadJobReader<R> reader) {
        return new DeadJobs(engine).list(limit, reader);
    }

    /**
     * Tries a job again that failed for the last time.
     *
     * @param job its id
     * @return whether it was there
     * @throws org.itsm4j.error.StoreException if the database fails, or somebody else does it at this moment
     */
    public boolean retry(String job) {
        return new DeadJobs(engine).retry(job);
    }

    /** @return the unit of work of the store */
    public ConnectionLender units() {
        return units;
    }

    /** @return the library that opened it */
    public Workflow.Host host() {
        return host;
    }

    LeanEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
    }
}
