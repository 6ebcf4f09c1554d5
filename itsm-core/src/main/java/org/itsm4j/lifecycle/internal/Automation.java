package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens in a practice without a person: due work, timers of diagrams, steps they ask for, migrations. Thread-safe.
 *
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public final class Automation<T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    private static final Logger LOG = LoggerFactory.getLogger(Automation.class);
    private static final int BATCH = 100;
    private static final String TIMER = "timer";

    private final TicketDesk<T, S, A, F> desk;
    private final Duties<T, A> duties;

    /**
     * @param desk the commands of the practice
     * @param duties what it does of itself
     */
    public Automation(TicketDesk<T, S, A, F> desk, Duties<T, A> duties) {
        this.desk = desk;
        this.duties = duties;
    }

    /** @return the commands of the practice */
    public TicketDesk<T, S, A, F> desk() {
        return desk;
    }

    /** @return the law */
    public Contract<S, A> contract() {
        return desk.practice().contract();
    }

    /** @return the laws that its diagrams are compared with */
    public List<Contract<S, A>> laws() {
        return desk.practice().laws().all();
    }

    /** @return the host's own fields, as facts that diagrams may read besides those of the contract */
    public List<Fact> customFacts() {
        return desk.practice().custom().facts();
    }

    /**
     * Does what has become due: what tickets wait for, timers of the built-in workflow.
     *
     * @return how many tickets were acted on
     * @throws IllegalStateException if a transaction is active: each ticket is to be one of its own
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
            List<T> due = desk.kernel()
                    .store()
                    .unitOfWork()
                    .required(() -> desk.pipeline().tickets().due(now, from, BATCH));
            for (T ticket : due) {
                done += wakes(ticket, now) ? 1 : 0;
            }
            after = due.size() < BATCH
                    ? Optional.empty()
                    : Optional.of(due.get(BATCH - 1))
                            .map(last -> new Cursor(last.wakeAt().orElse(now), last.id()));
        } while (after.isPresent());
        return done;
    }

    private boolean wakes(T ticket, Instant now) {
        try {
            return wake(ticket, now);
        } catch (IllegalTransitionException | TicketNotFoundException | RuleViolationException e) {
            // not to be done as things are: it stays due and is tried again; the others go on
            LOG.warn("Due work on {} was refused: {}", ticket.ref(), e.getMessage());
        } catch (ConcurrentChangeException | StaleTicketException e) {
            LOG.debug("Due work on {} was overtaken, by another node or a person: {}", ticket.ref(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // whatever it is, also from a sink or policy of the host: one ticket does not stop the others
            LOG.warn("Due work on {} failed and will be tried again", ticket.ref(), e);
        }
        return false;
    }

    private boolean wake(T ticket, Instant now) {
        Session session = Session.of(Actor.system(TIMER).of(ticket.tenant())).expecting(ticket.version());
        return duties.wake(session, ticket, now)
                || contract().timers().stream()
                        .filter(timer -> timer.state() == ticket.state() && isDue(ticket.timerAt(), now))
                        .findFirst()
                        .map(timer -> fire(session, ticket, timer.action(), Map.of()))
                        .orElse(false);
    }

    /**
     * @param at an instant, if there is one
     * @param now the moment
     * @return whether it has come
     */
    public static boolean isDue(Optional<Instant> at, Instant now) {
        return at.filter(instant -> !instant.isAfter(now)).isPresent();
    }

    /**
     * A timer of a diagram has fired.
     *
     * @param tenant whose
     * @param id which ticket
     * @param action the label of what it does
     * @param timer the timer
     * @param data what it says with the action
     * @return whether it was done; not if the ticket has moved on
     * @throws IllegalArgumentException if the contract has no such action, or no timer can give it
     */
    public boolean timerFired(
            Tenant tenant, TicketId id, String action, Optional<String> timer, Map<String, String> data) {
        Session session = Session.of(Actor.system(TIMER).of(tenant)).byTimer(timer);
        A what = contract().actions().stream()
                .filter(each -> Labels.of(each).equals(action))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The " + contract().name() + " contract has no action " + action));
        T ticket = desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> desk.pipeline().find(tenant, id));
        return fire(session, ticket, what, data);
    }

    /**
     * A timer of a diagram that only runs steps has fired.
     *
     * @param tenant whose
     * @param id which ticket
     * @param stage the stage it is on
     * @param timer the timer
     * @param handlers the steps, in order
     * @return whether they were run; not if the ticket has moved on
     */
    public boolean stepsDue(Tenant tenant, TicketId id, String stage, String timer, List<String> handlers) {
        Session session = Session.of(Actor.system(TIMER).of(tenant)).byTimer(Optional.of(timer));
        A action = desk.practice().shared().step();
        return desk.kernel().store().unitOfWork().required(() -> {
            T ticket = desk.pipeline().find(tenant, id);
            if (!ticket.place().stage().id().equals(stage)
                    || desk.practice().rows(ticket, action).isEmpty()) {
                return false;
            }
            desk.act(session, id, action, Said.NOTHING, (again, step) -> {
                desk.pipeline().runHandlers(session, again, step, handlers, timer);
                step.say(timer + ": " + String.join(", ", handlers));
                return again;
            });
            return true;
        });
    }

    /**
     * Lets a ticket go on with another version of its diagram.
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
            T ticket = desk.pipeline().find(tenant, id);
            if (!ticket.place().equals(from)) {
                return false;
            }
            desk.pipeline().migrate(session, id, desk.practice().shared().migrate(), words, change);
            return true;
        });
    }

    /**
     * Does what a timer says, unless the ticket has moved on, or still waits for what the action needs, such as values of
     * custom fields. What brings these lets the timer ask again.
     */
    private boolean fire(Session session, T ticket, A action, Map<String, String> data) {
        boolean timed = contract().timers().stream().anyMatch(timer -> timer.action() == action);
        if (!desk.pipeline().isOpen(ticket, action, desk.kernel().now())
                || timed && !desk.hasValuesFor(action, ticket)) {
            return false;
        }
        require(ticket, action, data);
        try {
            duties.give(session, ticket, action, data);
        } catch (InvalidInputException e) { // such as a group that the tenant does not have
            RuleViolationException wrong = wrong(ticket, action, e.getMessage());
            wrong.initCause(e);
            throw wrong;
        }
        return true;
    }

    /** The contract says what goes with the action; anything missing, wrong or beyond is refused. */
    private void require(T ticket, A action, Map<String, String> data) {
        Transition<S, A> row = desk.practice().rows(ticket, action).stream()
                .filter(Transition::isForTimers)
                .findFirst()
                .orElseThrow(() -> notForTimers(action));
        List<String> wrong = row.wrong(data);
        if (!wrong.isEmpty()) {
            throw wrong(ticket, action, String.join("; ", wrong));
        }
    }

    /**
     * @param action an action
     * @return what {@link Duties#give} throws for it if no timer can give it
     */
    public static IllegalArgumentException notForTimers(Enum<?> action) {
        return new IllegalArgumentException(
                "No timer can do " + Labels.of(action) + ": it needs data that only a person has");
    }

    private static RuleViolationException wrong(Ticket<?> ticket, Enum<?> action, String message) {
        return new RuleViolationException(
                ticket.label(),
                "timerData",
                "a timer gives " + Labels.of(action) + " with data that is not in order: " + message);
    }
}
