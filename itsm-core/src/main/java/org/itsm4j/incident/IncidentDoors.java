package org.itsm4j.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Pipeline;
import org.itsm4j.lifecycle.internal.Queries;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the doors of the incident practice, and does what becomes due in it. For {@code org.itsm4j.Itsm} only. */
public final class IncidentDoors {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentDoors.class);
    private static final int BATCH = 100;
    private final IncidentDesk desk;

    /**
     * @param kernel what all practices work with
     * @param settings how a tenant handles incidents
     * @param fields the host's own fields of incidents
     * @throws org.itsm4j.error.ConfigurationException if these fields cannot be declared
     */
    public IncidentDoors(Kernel kernel, Function<Tenant, IncidentSettings> settings, List<CustomField<?>> fields) {
        this.desk = new IncidentDesk(kernel, settings, fields);
    }

    /**
     * @param session who
     * @return the staff's door
     */
    public Incidents staff(Session session) {
        return new DefaultIncidents(desk, session);
    }

    /**
     * @param session who
     * @return the requester's door
     */
    public OwnIncidents own(Session session) {
        return new DefaultOwnIncidents(desk, session);
    }

    /** @return the way of its commands, for what all practices share */
    public Pipeline<Incident, IncidentState, IncidentAction, IncidentField> pipeline() {
        return desk.pipeline();
    }

    /** @return its questions, for what all practices share */
    public Queries<Incident, IncidentState, IncidentAction, IncidentField> queries() {
        return desk.queries();
    }

    /** @return the law */
    public Contract<IncidentState, IncidentAction> contract() {
        return desk.practice().contract();
    }

    /** @return the host's own fields, as facts that diagrams may read besides those of the contract */
    public List<Fact> customFacts() {
        return desk.practice().custom().facts();
    }

    /**
     * Does what has become due: follow-ups, situation reports, timers of the built-in workflow.
     *
     * @return how many incidents were acted on
     * @throws IllegalStateException if a transaction is active: each incident is to be one of its own
     */
    public int runDue() {
        if (desk.kernel().store().unitOfWork().isActive()) {
            throw new IllegalStateException(
                    "Due work runs in transactions of its own, one for each ticket; call it outside of yours");
        }
        Instant now = desk.kernel().now();
        int done = 0;
        Optional<Cursor> after = Optional.empty();
        do {
            Optional<Cursor> from = after;
            List<Incident> due = desk.kernel()
                    .store()
                    .unitOfWork()
                    .required(() -> desk.pipeline().tickets().due(now, from, BATCH));
            for (Incident incident : due) {
                done += wakes(incident, now) ? 1 : 0;
            }
            after = due.size() < BATCH
                    ? Optional.empty()
                    : Optional.of(due.get(BATCH - 1))
                            .map(last -> new Cursor(last.wakeAt().orElse(now), last.id()));
        } while (after.isPresent());
        return done;
    }

    private boolean wakes(Incident incident, Instant now) {
        try {
            return wake(incident, now);
        } catch (IllegalTransitionException | TicketNotFoundException | RuleViolationException e) {
            // not to be done as things are: it stays due and is tried again; the others go on
            LOG.warn("Due work on {} was refused: {}", incident.ref(), e.getMessage());
        } catch (ConcurrentChangeException | StaleTicketException e) {
            LOG.debug("Due work on {} was overtaken, by another node or a person: {}", incident.ref(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // whatever it is, also from a sink or policy of the host: one ticket does not stop the others
            LOG.warn("Due work on {} failed and will be tried again", incident.ref(), e);
        }
        return false;
    }

    private boolean wake(Incident incident, Instant now) {
        Session session =
                Session.of(Actor.system("timer").of(incident.tenant())).expecting(incident.version());
        if (isDue(incident.followUpAt(), now)) {
            desk.resume(session, incident.id());
            return true;
        }
        if (isDue(incident.sitrepAt(), now)) {
            desk.majors().remind(session, incident.id());
            return true;
        }
        return contract().timers().stream()
                .filter(timer -> timer.state() == incident.state() && isDue(incident.timerAt(), now))
                .findFirst()
                .map(timer -> fire(session, incident, timer.action(), Map.of()))
                .orElse(false);
    }

    private static boolean isDue(Optional<Instant> at, Instant now) {
        return at.filter(instant -> !instant.isAfter(now)).isPresent();
    }

    /**
     * A timer of a diagram has fired.
     *
     * @param tenant whose
     * @param id which incident
     * @param action the label of what it does
     * @param timer the timer
     * @param data what it says with the action
     * @return whether it was done; not if the incident has moved on
     */
    public boolean timerFired(
            Tenant tenant, TicketId id, String action, Optional<String> timer, Map<String, String> data) {
        Session session = Session.of(Actor.system("timer").of(tenant)).byTimer(timer);
        IncidentAction what = contract().actions().stream()
                .filter(each -> Labels.of(each).equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The incident contract has no action " + action));
        Incident incident = desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> desk.pipeline().find(tenant, id));
        return fire(session, incident, what, data);
    }

    /**
     * A timer of a diagram that only runs steps has fired.
     *
     * @param tenant whose
     * @param id which incident
     * @param stage the stage it is on
     * @param timer the timer
     * @param handlers the steps, in order
     * @return whether they were run; not if the incident has moved on
     */
    public boolean stepsDue(Tenant tenant, TicketId id, String stage, String timer, List<String> handlers) {
        Session session = Session.of(Actor.system("timer").of(tenant)).byTimer(Optional.of(timer));
        return desk.kernel().store().unitOfWork().required(() -> {
            Incident incident = desk.pipeline().find(tenant, id);
            if (!incident.place().stage().id().equals(stage)
                    || contract().rows(incident.state(), IncidentAction.STEP).isEmpty()) {
                return false;
            }
            desk.act(session, id, IncidentAction.STEP, IncidentDesk.BARE, (ticket, step) -> {
                desk.pipeline().runHandlers(session, ticket, step, handlers, timer);
                step.say(timer + ": " + String.join(", ", handlers));
                return ticket;
            });
            return true;
        });
    }

    /**
     * Lets an incident go on with another version of its diagram.
     *
     * @param tenant whose
     * @param id which
     * @param from where it must stand
     * @param words what to write on the timeline
     * @param change puts its token there
     * @return whether it was done; not if it stands elsewhere
     */
    public boolean migrate(Tenant tenant, TicketId id, Place from, String words, Function<Move, Arrival> change) {
        Session session = Session.of(Actor.system("migration").of(tenant));
        return desk.kernel().store().unitOfWork().required(() -> {
            Incident incident = desk.pipeline().find(tenant, id);
            if (!incident.place().equals(from)) {
                return false;
            }
            desk.pipeline().migrate(session, id, IncidentAction.MIGRATE, words, change);
            return true;
        });
    }

    /**
     * Does what a timer says, unless the incident has moved on, or still waits for what closing needs: the review of a
     * major incident, values of custom fields. What brings these closes it then.
     */
    private boolean fire(Session session, Incident incident, IncidentAction action, Map<String, String> data) {
        if (!desk.pipeline().isOpen(incident, action, desk.kernel().now())
                || action == IncidentAction.CLOSE && !desk.canClose(incident)) {
            return false;
        }
        new TimerCommands(desk).give(session, incident, action, data);
        return true;
    }
}
