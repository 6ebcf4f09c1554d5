package org.itsm4j.bpmn;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.itsm4j.bpmn.internal.engine.RunningWorkflow;
import org.itsm4j.bpmn.internal.engine.Settings;
import org.itsm4j.bpmn.internal.model.Source;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/**
 * Runs lifecycles as BPMN diagrams on an embedded Flowable engine. A move of a ticket and of its token are one transaction:
 * the engine writes through the connection of the store's unit of work.
 *
 * <pre>{@code
 * Itsm.builder()
 *         .store(JpaStore.over(entityManagerFactory))
 *         .workflow(FlowableWorkflow.over(dataSource))
 *         .build();
 * }</pre>
 *
 * <p>The settings are immutable: each method that sets one answers a new workflow, so it is called before {@code build()}.
 * An opened workflow is thread-safe. Close it before the pool of its data source. Its threads are daemons: they do not
 * keep a JVM alive.
 *
 * <p><b>What it keeps.</b> One row per open, resolved or merged ticket and its root in {@code ACT_RU_EXECUTION}:
 * {@code ID_} is the ticket's token, {@code ACT_ID_} its stage; the root's {@code BUSINESS_KEY_} is {@code tenant/kind/id}.
 * A closed or cancelled ticket keeps nothing. Instants are kept in UTC, whatever the zone of the JVM.
 *
 * <p><b>Timers.</b> A timer of a diagram runs from the instant of the command that brought the ticket to its stage, on
 * Flowable's job executor. When the contract or a rule refuses its action, the ticket stays where it is, a warning is
 * logged and the timer asks again every day, and when what it may have waited for has come. A timer that fails otherwise is
 * tried eleven times over about three hours and then moved to {@code ACT_RU_DEADLETTER_JOB}; the ticket can still be moved
 * by hand.
 */
public final class FlowableWorkflow implements Workflow {
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(50);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(1);
    private static final int MOST_THREADS = 64;

    private final Settings settings;
    private final Map<String, Diagram> diagrams;
    private final AtomicReference<@Nullable RunningWorkflow> running = new AtomicReference<>();

    private FlowableWorkflow(Settings settings, Map<String, Diagram> diagrams) {
        this.settings = settings;
        this.diagrams = Map.copyOf(diagrams);
    }

    /**
     * @param dataSource the database of the store, for what the engine does outside of a ticket's transaction: looking at
     *     its tables and polling for jobs
     * @return a workflow with the diagrams that come with the library
     */
    public static FlowableWorkflow over(DataSource dataSource) {
        return new FlowableWorkflow(Settings.of(Objects.requireNonNull(dataSource, "dataSource")), Map.of());
    }

    /**
     * @param mode what to do about Flowable's tables at the start; {@link SchemaMode#VALIDATE} by default. {@code CREATE}
     *     also upgrades tables of an older version, and is for one starting node at a time
     * @return a workflow with this setting
     */
    public FlowableWorkflow schemaMode(SchemaMode mode) {
        return new FlowableWorkflow(settings.withSchemaMode(Objects.requireNonNull(mode, "mode")), diagrams);
    }

    /**
     * Lets new tickets follow an own diagram. Tickets under way stay on the version they follow. A diagram that is already
     * deployed is not deployed again.
     *
     * @param lifecycle the name of the contract, such as {@code incident}
     * @param diagram its diagram, whose process has the id {@code itsm-} and that name
     * @return a workflow with this setting
     */
    public FlowableWorkflow diagram(String lifecycle, Diagram diagram) {
        Map<String, Diagram> more = new HashMap<>(diagrams);
        more.put(Objects.requireNonNull(lifecycle, "lifecycle"), Objects.requireNonNull(diagram, "diagram"));
        return new FlowableWorkflow(settings, more);
    }

    /**
     * @param on whether this node runs timers and background work by itself; the default. A host that schedules itself
     *     turns it off and calls {@link #runDueTimers()} and {@code itsm.runDueWork()}
     * @return a workflow with this setting
     */
    public FlowableWorkflow jobExecutor(boolean on) {
        return new FlowableWorkflow(settings.withJobExecutor(on), diagrams);
    }

    /**
     * @param number how many jobs run at a time on this node, each with a connection of the pool: 1 to 64, 4 by default
     * @return a workflow with this setting
     * @throws IllegalArgumentException if it is out of range
     */
    public FlowableWorkflow threads(int number) {
        if (number < 1 || number > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", not " + number);
        }
        return new FlowableWorkflow(settings.withThreads(number), diagrams);
    }

    /**
     * @param period how often one node of all does the due work of the library, such as follow-ups: 50 ms to a day, 30
     *     seconds by default
     * @return a workflow with this setting
     * @throws IllegalArgumentException if it is out of range
     */
    public FlowableWorkflow heartbeat(Duration period) {
        return new FlowableWorkflow(settings.withHeartbeat(period(period, "heartbeat")), diagrams);
    }

    /**
     * @param period how often the job executor looks for timers that have become due: 50 ms to a day, 10 seconds by default
     * @return a workflow with this setting
     * @throws IllegalArgumentException if it is out of range
     */
    public FlowableWorkflow pollEvery(Duration period) {
        return new FlowableWorkflow(settings.withPollEvery(period(period, "pollEvery")), diagrams);
    }

    private static Duration period(Duration period, String name) {
        if (period.compareTo(SHORTEST_PERIOD) < 0 || period.compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException(
                    name + " must be " + SHORTEST_PERIOD + " to " + LONGEST_PERIOD + ", not " + period);
        }
        return period;
    }

    /**
     * @param level what Flowable itself is to remember; {@link History#NONE} by default. More costs statements with every
     *     step
     * @return a workflow with this setting
     */
    public FlowableWorkflow history(History level) {
        return new FlowableWorkflow(
                settings.withHistory(Objects.requireNonNull(level, "level").level()), diagrams);
    }

    /**
     * Lets a coverage be told which arrows of its diagram tickets walk, after the commit of each command: for tests of own
     * diagrams. May be called for several. Of a diagram that no ticket follows, nothing is told.
     *
     * @param coverage what collects
     * @return a workflow with this setting
     */
    public FlowableWorkflow coverage(DiagramCoverage coverage) {
        return new FlowableWorkflow(settings.withWatcher(coverage.watcher()), diagrams);
    }

    /**
     * Starts the engine, compares each diagram with its contract and deploys those that are new.
     *
     * @throws org.itsm4j.error.ConfigurationException if the unit of work lends no connection, if a diagram makes a step
     *     that its contract does not have, if the tables are missing or if the engine is not locked down
     * @throws IllegalStateException if it is already open
     */
    @Override
    public synchronized void open(Host host) { // one at a time, so that the look at what is open holds
        if (running.get() != null) {
            throw new IllegalStateException("This workflow is already open; make one for each library");
        }
        running.set(RunningWorkflow.open(settings, host, this::checked));
        try {
            diagrams().warnOfBrokenVersions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Map<String, Source> checked(Host host) {
        Map<String, Source> checked = new HashMap<>();
        for (Terms terms : host.terms()) {
            String lifecycle = terms.contract().name();
            Diagram diagram = diagrams.get(lifecycle);
            if (diagram == null) {
                diagram = shipped(lifecycle);
            }
            DiagramCheck.of(terms).verify(diagram);
            checked.put(lifecycle, diagram.source());
        }
        for (String lifecycle : diagrams.keySet()) {
            if (!checked.containsKey(lifecycle)) {
                throw new ConfigurationException("There is a diagram for the lifecycle " + lifecycle
                        + ", but no such lifecycle; the lifecycles: " + checked.keySet());
            }
        }
        return checked;
    }

    private static Diagram shipped(String lifecycle) {
        return Diagram.shipped(lifecycle)
                .orElseThrow(() -> new ConfigurationException("The lifecycle " + lifecycle
                        + " has no diagram; add one: FlowableWorkflow.over(dataSource).diagram(\"" + lifecycle
                        + "\", Diagram.of(bytes))"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.itsm4j.error.StoreException if the database fails
     */
    @Override
    public Arrival start(Move move) {
        return running().start(move);
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.itsm4j.ticket.RuleViolationException if the diagram has no way for the action with the facts as they are
     * @throws org.itsm4j.error.ConfigurationException if the diagram has several, or leads to another state than the
     *     contract; or if the ticket was begun with another workflow
     * @throws org.itsm4j.error.StoreException if the database fails
     */
    @Override
    public Arrival move(Place from, Move move) {
        return running().move(from, move);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An action whose condition reads facts is offered if some facts would let it pass. The first question about a
     * version of a diagram that was deployed by another node, or before a restart, reads it from the database.
     */
    @Override
    public Set<String> offers(Contract<?, ?> contract, Place place) {
        return running().offers(contract, place);
    }

    @Override
    public List<TaskPlan> tasks(Contract<?, ?> contract, Place place, Set<String> done) {
        return running().tasks(place, done);
    }

    /**
     * @return the versions of the diagrams, and how tickets go from one to another
     * @throws IllegalStateException if the workflow is not open
     */
    public Diagrams diagrams() {
        return new Diagrams(running());
    }

    /**
     * Jobs of timers and of steps in the background that failed for the last time. Their tickets wait; a person can still
     * move those that stand at a stage. The question joins an active transaction or opens one of its own.
     *
     * @param limit how many at most, 1 to 1,000
     * @return what failed, in the order of the ids of the jobs
     * @throws IllegalArgumentException if the limit is out of range
     * @throws IllegalStateException if the workflow is not open
     */
    public List<DeadLetter> deadLetters(int limit) {
        return running().deadJobs(limit, DeadLetter::new);
    }

    /**
     * Tries a job again that failed for the last time, with all its tries: the job executor runs it when it comes by, or
     * {@link #runDueTimers()}. The order to do so joins an active transaction, and holds when that commits, or has one of
     * its own; the job itself runs in another.
     *
     * @param job {@link DeadLetter#job()}
     * @return whether it was there
     * @throws org.itsm4j.error.StoreException if the database fails, or somebody else tries the job again at this moment
     * @throws IllegalStateException if the workflow is not open
     */
    public boolean retry(String job) {
        return running().retry(Objects.requireNonNull(job, "job"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.itsm4j.error.StoreException if the database fails
     */
    @Override
    public void askAgain(TicketRef ticket, Place place) {
        running().askAgain(ticket, place);
    }

    /**
     * Runs the timers that are due now, on this thread, each in a transaction of its own. For hosts that turned the job
     * executor off, and for tests that move a clock.
     *
     * @return how many timers rang, including those whose action was refused
     * @throws IllegalStateException if a transaction is active, or the workflow is not open
     */
    public int runDueTimers() {
        return running().runDueTimers();
    }

    /** Stops the job executor, waiting up to a minute for the jobs under way, and the engine. The data source stays open. */
    @Override
    public void close() {
        RunningWorkflow opened = running.getAndSet(null);
        if (opened != null) {
            opened.close();
        }
    }

    RunningWorkflow running() {
        RunningWorkflow opened = running.get();
        if (opened == null) {
            throw new IllegalStateException("This workflow is not open");
        }
        return opened;
    }
}
