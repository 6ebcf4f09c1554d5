package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.itsm4j.Desk;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketRef;

/** Where practices meet: incidents that wait for problems and changes, problems that changes fix. */
final class Crossing {
    private static final Set<String> OVER = Set.of("RESOLVED", "CLOSED", "CANCELLED", "REJECTED", "over");
    private static final int MOST = 8;
    private static final Actor RAJ = Actor.agent("raj").inGroup("payments");
    private final Walker<?, ?> walker;
    private final List<WaitingIncident> incidents = new ArrayList<>();
    private final List<WalkedProblem> problems = new ArrayList<>();

    Crossing(Walker<?, ?> walker) {
        this.walker = walker;
    }

    Instant now() {
        return walker.now();
    }

    List<WalkedProblem> problems() {
        return problems;
    }

    /** An incident that is on hold until that ticket is over. */
    void waits(Walked ticket, TicketRef ref, String number) {
        if (incidents.size() >= MOST) {
            last(walker.one(incidents));
        }
        HoldReason reason = ref.kind() == org.itsm4j.ticket.TicketKind.CHANGE ? HoldReason.CHANGE : HoldReason.PROBLEM;
        String key = walker.heads() ? number : ref.id().toString();
        walker.doing("an incident is put on hold for " + ticket);
        Incident logged = logged();
        raj().incidents().start(logged.id());
        Hold hold = Hold.because(reason, "nothing to do before")
                .waitingFor(org.itsm4j.ticket.Reference.to(ref.kind().label(), key));
        if (OVER.contains(ticket.stateName())) { // it would wait for ever
            assertThatThrownBy(() -> raj().incidents().hold(logged.id(), hold))
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refused -> assertThat(refused.rule()).isEqualTo("waitsFor"));
            return;
        }
        WaitingIncident incident = new WaitingIncident(
                logged.id(), raj().incidents().hold(logged.id(), hold).version(), now());
        incident.waitsFor = Optional.of(ticket);
        incidents.add(incident);
    }

    /** The incident is looked at for the last time, and no longer waits. */
    private void last(WaitingIncident incident) {
        check(incident);
        if (incident.waitsFor.isPresent()) {
            raj().incidents().resume(incident.id);
            incident.goesOn();
            check(incident);
        }
        assertThat(raj().incidents().verify(incident.id).intact()).isTrue();
        incidents.remove(incident);
    }

    private Incident logged() {
        return raj().incidents()
                .log(LogIncident.titled("Walk, step " + walker.steps())
                        .requester("mia")
                        .build());
    }

    TicketRef incident(boolean cancelled) {
        Incident logged = logged();
        if (cancelled) {
            walker.as(Cast.ADA.actor()).incidents().cancel(logged.id(), CancelReason.NOT_AN_INCIDENT);
        }
        return logged.ref();
    }

    private Desk raj() {
        return walker.as(RAJ);
    }

    /** An incident that comes of a problem; or one that turns out to be none. */
    void comesOf(WalkedProblem problem) {
        Optional<WaitingIncident> before =
                problem.caused.stream().filter(one -> !one.cancelled).findFirst();
        if (before.isPresent() && walker.heads()) {
            walker.doing("an incident of " + problem + " is none");
            walker.as(Cast.ADA.actor()).incidents().cancel(before.get().id, CancelReason.NOT_AN_INCIDENT);
            before.get().cancelled = true;
            return;
        }
        walker.doing("an incident comes of " + problem);
        Incident incident = logged();
        raj().incidents().relate(incident.id(), RelationType.CAUSED_BY, problem.ref());
        problem.caused.add(new WaitingIncident(incident.id(), 2, now()));
        problem.told();
    }

    /** A change is over: problems it fixes may be resolved, whoever waits for it goes on. */
    void ended(Fixing change) {
        problems.stream().filter(problem -> problem.fixes.contains(change)).forEach(problem -> problem.ended(change));
        goOn(change);
    }

    /** Those that wait for a ticket go on. */
    void goOn(Walked ticket) {
        waiting(ticket).toList().forEach(WaitingIncident::goesOn);
    }

    /** Those that wait for a problem are told how to live with it. */
    void told(WalkedProblem problem) {
        waiting(problem).forEach(incident -> incident.version++);
    }

    private Stream<WaitingIncident> waiting(Walked ticket) {
        return incidents.stream().filter(incident -> incident.isWaitingFor(ticket));
    }

    /** What nobody waits for and what is kept by nobody need not be remembered. */
    boolean isAwaited(Walked ticket) {
        return waiting(ticket).findAny().isPresent();
    }

    void checkIncidents() {
        incidents.forEach(this::check);
    }

    void checkTouched() {
        incidents.stream().filter(Walked::isTouched).forEach(this::check);
    }

    private void check(WaitingIncident model) {
        Incident incident = raj().incidents().get(model.id);
        assertThat(incident.state())
                .as(model::toString)
                .isEqualTo(model.waitsFor.isPresent() ? IncidentState.ON_HOLD : IncidentState.IN_PROGRESS);
        assertThat(incident.version()).as(model::toString).isEqualTo(model.version);
        model.isCompared();
    }

    static <T> Optional<T> pick(Walker<?, ?> walker, List<T> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(walker.one(some));
    }
}
