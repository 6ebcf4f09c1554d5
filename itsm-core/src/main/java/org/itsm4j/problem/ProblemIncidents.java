package org.itsm4j.problem;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Followers;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.TicketDesk;
import org.itsm4j.lifecycle.internal.TicketRelations;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Link;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/**
 * What problems have to do with incidents: those they cause, those that wait for them. What follows on incidents is part of
 * the command on the problem, for up to {@link Limits#CASCADE} incidents, and goes on by itself for the others.
 */
final class ProblemIncidents {
    private static final int PAGE = 500;
    private static final String CAUSE = "problem";

    private final Kernel kernel;
    private final IncidentDoors doors;
    private final Followers told;
    private final Followers resumed;

    ProblemIncidents(
            Kernel kernel,
            IncidentDoors doors,
            Supplier<TicketDesk<Problem, ProblemState, ProblemAction, ProblemField>> problems) {
        this.kernel = kernel;
        this.doors = doors;
        this.told = doors.waiting("problem-workaround", top -> workaround(top).isPresent(), this::tell);
        this.resumed = doors.waiting("problem-resume", ProblemIncidents::isOver, this::resume);
        kernel.practices().addRule(told);
        kernel.practices()
                .add((waiting, reference) -> problems.get()
                        .meant(waiting.tenant(), reference)
                        .flatMap(problem -> awaited(waiting, problem)));
        kernel.practices().addRule(resumed);
    }

    private TicketDesk<Incident, IncidentState, IncidentAction, IncidentField> tickets() {
        return doors.automation().desk();
    }

    /** Each checked like a ticket that is read: same tenant, and staff may read it. */
    List<Incident> get(Session session, List<TicketId> ids) {
        return ids.stream().map(id -> tickets().get(session, id)).toList();
    }

    /** What most of them have; of several, the first by name. */
    Optional<String> mostly(List<Incident> incidents, Function<Incident, Optional<String>> part) {
        Map<String, Long> counts = new TreeMap<>();
        incidents.forEach(incident -> part.apply(incident).ifPresent(value -> counts.merge(value, 1L, Long::sum)));
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The configuration items they hit, each once. */
    Set<String> items(List<Incident> incidents) {
        return incidents.stream()
                .flatMap(incident -> incident.classification().configurationItem().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ties incidents to the problem that causes them. */
    void caused(Session session, Problem problem, List<Incident> incidents) {
        for (Incident incident : incidents) {
            kernel.store()
                    .links()
                    .add(problem.tenant(), TicketRelations.link(incident.ref(), RelationType.CAUSED_BY, problem.ref()));
            tickets()
                    .relations()
                    .told(
                            session,
                            incident.id(),
                            RelationType.CAUSED_BY.label() + " " + problem.number(),
                            problem.ref());
        }
    }

    /** The workaround as a note on the incidents that wait; nothing if there is none. */
    void tellWorkaround(Session session, Problem problem) {
        new Cascade(kernel).let(session, told, problem);
    }

    private static Optional<String> workaround(Ticket<?> ticket) {
        return Optional.of(ticket)
                .filter(Problem.class::isInstance)
                .map(Problem.class::cast)
                .filter(problem -> problem.state().isOpen())
                .flatMap(Problem::knownError)
                .flatMap(KnownError::workaround);
    }

    /** Whoever is to wait gets what helps until then; for what is over nobody waits. */
    private static Optional<String> awaited(Ticket<?> waiting, Problem problem) {
        if (isOver(problem)) {
            throw new RuleViolationException(
                    waiting.label(),
                    "waitsFor",
                    problem.number() + " is " + problem.state() + "; allowed: to go on, or to wait for what is open");
        }
        return workaround(problem).map(text -> words(problem, text));
    }

    private static String words(Ticket<?> problem, String workaround) {
        return "Workaround of " + problem.number() + ":\n" + workaround;
    }

    private void tell(Session session, Incident incident, Ticket<?> top) {
        workaround(top)
                .ifPresent(workaround -> tickets()
                        .act(
                                session.asSystem(CAUSE),
                                incident.id(),
                                IncidentAction.NOTE,
                                Said.NOTHING,
                                (again, step) -> {
                                    step.say(words(top, workaround)).about(top.ref());
                                    return again;
                                }));
    }

    /** Incidents that waited go on: whatever has become of the problem, there is nothing to wait for any more. */
    void resumeWaiting(Session session, Problem problem, Cascade cascade) {
        cascade.let(session, resumed, problem);
    }

    private static boolean isOver(Ticket<?> ticket) {
        return ticket instanceof Problem problem && !problem.state().isOpen();
    }

    private void resume(Session session, Incident incident, Ticket<?> top) {
        String words = top.number() + " is " + top.state().name().toLowerCase(Locale.ROOT);
        doors.resume(session.asSystem(CAUSE), incident, top, words);
    }

    /**
     * Whether an incident that the problem causes was logged since it was resolved. Ids of tickets hold the instant at which
     * they were made, which is not before the one they are logged at: older ones need not be read.
     */
    boolean hasRecurred(Problem problem) {
        Optional<Instant> since = problem.milestones().resolvedAt();
        return since.isPresent() && kernel.store().unitOfWork().required(() -> hasIncidentSince(problem, since.get()));
    }

    private boolean hasIncidentSince(Problem problem, Instant since) {
        Optional<TicketId> after = Optional.empty();
        do {
            List<Link> page = kernel.store()
                    .links()
                    .to(
                            problem.tenant(),
                            RelationType.CAUSED_BY.name(),
                            problem.ref().toString(),
                            after,
                            PAGE);
            if (page.stream().anyMatch(link -> isIncidentSince(problem.tenant(), link.ticket(), since))) {
                return true;
            }
            after = page.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(page.get(PAGE - 1).ticket().id());
        } while (after.isPresent());
        return false;
    }

    private boolean isIncidentSince(Tenant tenant, TicketRef ticket, Instant since) {
        if (ticket.kind() != TicketKind.INCIDENT
                || ticket.id().madeAt().plusMillis(1).isBefore(since)) {
            return false;
        }
        return tickets()
                .pipeline()
                .tickets()
                .find(tenant, ticket.id())
                .filter(incident -> incident.state() != IncidentState.CANCELLED)
                .filter(incident -> !incident.milestones().loggedAt().isBefore(since))
                .isPresent();
    }
}
