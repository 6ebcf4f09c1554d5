package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flowable.engine.repository.ProcessDefinition;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.engine.RunningWorkflow;
import org.itsm4j.bpmn.internal.engine.Standing;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.spi.ConnectionLender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of the diagrams that were deployed, where tickets stand in them, and how tickets under way go from one to
 * another. Thread-safe. Its questions join an active transaction or open one of their own; what it changes must be called
 * outside of a transaction.
 *
 * <pre>{@code
 * Diagrams diagrams = workflow.diagrams();
 * String before = diagrams.current("incident").definition();
 * String after = diagrams.deploy("incident", Diagram.of(bytes)).definition();
 * MigrationPlan plan = diagrams.plan(before, after);
 * plan.verdicts(50, "").items().forEach(System.out::println); // a dry run
 * MigrationResult result = plan.apply();
 * }</pre>
 */
public final class Diagrams {
    private static final Logger LOG = LoggerFactory.getLogger(Diagrams.class);

    private final RunningWorkflow running;
    private final ConnectionLender units;
    private final Workflow.Host host;

    Diagrams(RunningWorkflow running) {
        this.running = running;
        this.units = running.units();
        this.host = running.host();
    }

    /**
     * A version of a diagram.
     *
     * @param lifecycle its lifecycle
     * @param version its number, from 1
     * @param definition what the engine calls it, and what tickets keep in their place
     * @param current whether new tickets follow it, on this node
     * @param tickets how many tickets stand where, by the ids of stages and of steps in the background
     */
    public record Deployed(
            String lifecycle, int version, String definition, boolean current, Map<String, Long> tickets) {
        /** Copies the counts. */
        public Deployed {
            tickets = Map.copyOf(tickets);
        }

        /** @return how many tickets follow it */
        public long total() {
            return tickets.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @return all versions, by lifecycle and the newest first, with where tickets stand: a count over all open tickets */
    public List<Deployed> deployed() {
        Map<String, Map<String, Long>> counts = standing().counts();
        List<Deployed> deployed = new ArrayList<>();
        for (Terms terms : host.terms()) {
            String lifecycle = terms.contract().name();
            for (ProcessDefinition version : running.versions(lifecycle)) {
                deployed.add(deployed(lifecycle, version, counts.getOrDefault(version.getId(), Map.of())));
            }
        }
        deployed.sort(
                Comparator.comparing(Deployed::lifecycle).thenComparing(Deployed::version, Comparator.reverseOrder()));
        return List.copyOf(deployed);
    }

    private Deployed deployed(String lifecycle, ProcessDefinition version, Map<String, Long> tickets) {
        return new Deployed(lifecycle, version.getVersion(), version.getId(), isCurrent(lifecycle, version), tickets);
    }

    private boolean isCurrent(String lifecycle, ProcessDefinition version) {
        return running.current(lifecycle).filter(version.getId()::equals).isPresent();
    }

    /**
     * @param lifecycle a lifecycle
     * @return the version that new tickets follow, on this node, with where tickets stand: a count over those that follow it
     * @throws IllegalArgumentException if there is no such lifecycle
     */
    public Deployed current(String lifecycle) {
        return running.versions(lifecycle).stream()
                .filter(it -> isCurrent(lifecycle, it))
                .findFirst()
                .map(it -> deployed(lifecycle, it, standing().counts(it.getId())))
                .orElseThrow(() -> new IllegalArgumentException("There is no lifecycle " + Quote.of(lifecycle)));
    }

    /**
     * @param definition a version, by {@link Deployed#definition()}
     * @return its diagram, as it was deployed
     * @throws org.itsm4j.error.ConfigurationException if there is none
     */
    public Diagram diagram(String definition) {
        return Diagram.kept(running.original(Objects.requireNonNull(definition, "definition")));
    }

    /**
     * Checks a version again, with what the host has registered now: a step that is gone lets the commands fail that lead to
     * it. The start warns of versions with tickets that no longer pass.
     *
     * @param definition a version, by {@link Deployed#definition()}
     * @return what is found, as {@link DiagramCheck#check(Diagram)}
     * @throws org.itsm4j.error.ConfigurationException if there is none
     * @throws IllegalArgumentException if its lifecycle is none any more
     */
    public List<Finding> findings(String definition) {
        Diagram diagram = diagram(definition);
        return host.terms().stream()
                .filter(it -> diagram.id().equals(Model.idOf(it.contract().name())))
                .findFirst()
                .map(terms -> DiagramCheck.of(terms).check(diagram))
                .orElseThrow(() -> new IllegalArgumentException("There is no lifecycle for " + Quote.of(diagram.id())));
    }

    /** Says in the log which tickets would be stuck, rather than let their agents find out. */
    void warnOfBrokenVersions() {
        for (Deployed version : deployed()) {
            List<Finding> errors = version.current() || version.total() == 0
                    ? List.of()
                    : findings(version.definition()).stream()
                            .filter(Finding::isError)
                            .toList();
            if (!errors.isEmpty()) {
                LOG.warn(
                        "Version {} of {} no longer passes the check with what is registered now; register it again,"
                                + " or migrate its tickets, {}: {}",
                        version.version(),
                        version.lifecycle(),
                        version.total(),
                        errors);
            }
        }
    }

    /**
     * Checks a diagram and deploys it: from now on new tickets follow it, on this node; other nodes take it when they are
     * started with it. Tickets under way stay on the version they follow. The newest version once more changes nothing.
     *
     * @param lifecycle its lifecycle
     * @param diagram the diagram
     * @return the version, as {@link #current(String)} answers it
     * @throws DiagramRefusedException if it breaks the contract, or names what the host has not registered
     * @throws IllegalArgumentException if there is no such lifecycle
     * @throws IllegalStateException if a transaction is active: were it rolled back, new tickets would follow what is not
     *     there
     */
    public Deployed deploy(String lifecycle, Diagram diagram) {
        if (units.isActive()) {
            throw new IllegalStateException(
                    "A diagram is deployed in a transaction of its own; call this outside of one");
        }
        Terms terms = host.terms().stream()
                .filter(it -> it.contract().name().equals(lifecycle))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no lifecycle " + Quote.of(lifecycle)));
        DiagramCheck.of(terms).verify(diagram);
        running.deploy(lifecycle, diagram.source());
        return current(lifecycle);
    }

    /**
     * Deploys what an earlier version was, as a new version. Tickets that were moved meanwhile go back with a plan from the
     * version they are on to this one.
     *
     * @param lifecycle its lifecycle
     * @param version the number of the earlier version
     * @return the new version
     * @throws IllegalArgumentException if there is no such version
     * @throws DiagramRefusedException if it no longer fits what the host has registered
     * @throws IllegalStateException if a transaction is active
     */
    public Deployed rollBack(String lifecycle, int version) {
        ProcessDefinition earlier = running.versions(lifecycle).stream()
                .filter(it -> it.getVersion() == version)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no version " + version + " of " + Quote.of(lifecycle)));
        return deploy(lifecycle, diagram(earlier.getId()));
    }

    /**
     * Plans how the tickets of one version go on with another: by stage and state. A stage goes to the one of the same id,
     * else of the same name, else to the only one, that means the same state. A timer that the stage has under the same id in
     * both goes on: it keeps the instant at which it is due, and how often it is still to ring. Nothing is changed yet.
     *
     * @param from the version they are on, by {@link Deployed#definition()}
     * @param to the version they are to follow
     * @return the plan
     * @throws IllegalArgumentException if both are the same, or of different lifecycles
     * @throws DiagramRefusedException if the version to follow no longer passes the check with what is registered now
     * @throws org.itsm4j.error.ConfigurationException if there is no such version
     */
    public MigrationPlan plan(String from, String to) {
        Model before = running.model(from);
        Model after = running.model(to);
        if (from.equals(to) || !before.id().equals(after.id())) {
            throw new IllegalArgumentException("A plan leads from one version of a diagram to another, not from "
                    + Quote.of(from) + " to " + Quote.of(to));
        }
        List<Finding> found = findings(to);
        if (found.stream().anyMatch(Finding::isError)) {
            throw new DiagramRefusedException(after.id(), found);
        }
        return new MigrationPlan(
                new Version(from, running.number(from), before),
                new Version(to, running.number(to), after),
                Map.of(),
                this);
    }

    /** A version with its number and its model. */
    record Version(String definition, int number, Model model) {}

    Standing standing() {
        return new Standing(units);
    }

    ConnectionLender units() {
        return units;
    }

    Workflow.Host host() {
        return host;
    }

    RunningWorkflow running() {
        return running;
    }
}
