package org.itsm4j.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Labels;
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
     */
    public IncidentDoors(Kernel kernel, Function<Tenant, IncidentSettings> settings) {
        this.desk = new IncidentDesk(kernel, settings);
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

    /** @return the law */
    public Contract<IncidentState, IncidentAction> contract() {
        return desk.practice().contract();
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
        } catch (RuntimeException e) {
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
                .map(timer -> fire(session, incident, timer.action()))
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
     * @return whether it was done; not if the incident has moved on
     */
    public boolean timerFired(Tenant tenant, TicketId id, String action, Optional<String> timer) {
        Session session = Session.of(Actor.system("timer").of(tenant)).byTimer(timer);
        IncidentAction what = contract().actions().stream()
                .filter(each -> Labels.of(each).equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The incident contract has no action " + action));
        Incident incident = desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> desk.pipeline().find(tenant, id));
        return fire(session, incident, what);
    }

    /** Does what a timer says, unless the incident has moved on or still waits, such as for a review. */
    private boolean fire(Session session, Incident incident, IncidentAction action) {
        if (!desk.pipeline().isOpen(incident, action, desk.kernel().now())) {
            return false;
        }
        switch (action) {
            case CLOSE -> desk.close(session, incident.id());
            case RESUME -> desk.resume(session, incident.id());
            default ->
                throw new IllegalArgumentException(
                        "No timer can do " + Labels.of(action) + ": it needs data that only a person has");
        }
        return true;
    }
}
