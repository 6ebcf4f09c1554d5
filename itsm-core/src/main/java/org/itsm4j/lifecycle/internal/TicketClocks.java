package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.error.StoreException;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.security.Role;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.internal.Circumstances;
import org.itsm4j.sla.internal.ClockKeeper;
import org.itsm4j.sla.internal.ClockKeeper.Reached;
import org.itsm4j.sla.internal.ClockKeeper.Subject;
import org.itsm4j.sla.internal.Deed;
import org.itsm4j.sla.internal.Reaction;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Visibility;

/**
 * The clocks of a practice's tickets: what they make of a command is written with it.
 *
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public final class TicketClocks<
        T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    /** The system's account that notes what clocks have reached. */
    static final String SLA = "sla";

    private final Kernel kernel;
    private final Practice<T, S, A, F> practice;

    TicketClocks(Kernel kernel, Practice<T, S, A, F> practice) {
        this.kernel = kernel;
        this.practice = practice;
    }

    T created(Session session, T ticket, A action, Step step) {
        Reaction reaction =
                keeper().created(subject(ticket), circumstances(ticket), deed(session, ticket, action, step));
        take(reaction, step);
        return under(reaction, ticket);
    }

    /** What clocks make of a command; a command about clocks has said it itself. */
    Reaction reaction(Session session, T before, T after, A action, Step step) {
        return step.aboutClocks()
                .orElseGet(() -> keeper().changed(
                                subject(after),
                                circumstances(before),
                                circumstances(after),
                                deed(session, after, action, step)));
    }

    void take(Reaction reaction, Step step) {
        reaction.changes().forEach(step::change);
        step.write(reaction.write());
        reaction.notices().forEach(notice -> step.write(() -> kernel.notifier().tell(notice)));
    }

    /**
     * @param ticket a ticket
     * @return whether it has a clock that runs or waits
     */
    public boolean hasOpen(T ticket) {
        return ticket.serviceLevels() > 0
                && kernel.store()
                        .unitOfWork()
                        .required(() -> !keeper().open(subject(ticket)).isEmpty());
    }

    /**
     * @param ticket a ticket
     * @return whether new tickets are under other policies than it is
     */
    public boolean isOutdated(T ticket) {
        return keeper().offered(ticket.tenant())
                .filter(policies -> policies.version() > ticket.serviceLevels())
                .isPresent();
    }

    /**
     * Ends the running cycle of a clock and begins another, with the command that is in the making.
     *
     * @param session who
     * @param ticket the ticket
     * @param slot which clock
     * @param action the action
     * @param step the command
     * @return the ticket
     */
    public T reset(Session session, T ticket, String slot, A action, Step step) {
        Deed deed = deed(session, ticket, action, step);
        return said(ticket, keeper().reset(subject(ticket), slot, circumstances(ticket), deed), step);
    }

    /**
     * Gives a clock an instant that was agreed on, with the command that is in the making.
     *
     * @param session who
     * @param ticket the ticket
     * @param slot which clock
     * @param due when
     * @param action the action
     * @param step the command
     * @return the ticket
     */
    public T agree(Session session, T ticket, String slot, Instant due, A action, Step step) {
        Deed deed = deed(session, ticket, action, step);
        return said(ticket, keeper().agree(subject(ticket), slot, due, circumstances(ticket), deed), step);
    }

    /**
     * Puts a ticket under the policies of today, with the command that is in the making.
     *
     * @param session who
     * @param ticket the ticket
     * @param action the action
     * @param step the command
     * @return the ticket, under these
     */
    public T renew(Session session, T ticket, A action, Step step) {
        Deed deed = deed(session, ticket, action, step);
        return said(ticket, keeper().renew(subject(ticket), circumstances(ticket), deed), step);
    }

    /**
     * @param ticket a ticket
     * @param now the moment up to which it is looked at
     * @param setbacks what is left out
     * @return the first instant of what its clocks have reached and nobody has noted
     */
    Optional<Instant> nextReached(T ticket, Instant now, Setbacks setbacks) {
        return reached(ticket, now, now, setbacks).stream()
                .flatMap(one -> one.milestones().stream())
                .map(SlaClock.Milestone::at)
                .min(Comparator.naturalOrder());
    }

    /** Does what is to be done when a threshold is reached. */
    @FunctionalInterface
    interface Follower {
        void escalate(Session system, TicketId id, Escalation escalation, String why, String place);
    }

    /**
     * Notes what its clocks have reached, with the command that is in the making, and says what is to follow.
     *
     * @param system whose commands follow, and as of when
     * @param ticket the ticket
     * @param now when somebody comes by
     * @param step the command, as of when it was due
     * @param setbacks what was in the way before
     * @param follower does what follows
     */
    void note(Session system, T ticket, Instant now, Step step, Setbacks setbacks, Follower follower) {
        step.aboutClocks(Reaction.none(ticket.serviceLevels()));
        List<Reached> reached = reached(ticket, system.due().orElse(now), now, setbacks);
        ClockNotices notices = new ClockNotices(kernel, ticket.tenant(), ticket.ref(), ticket.number());
        List<ClockStore.Change> changes = new ArrayList<>();
        for (Reached one : reached) {
            step.change(one.change());
            changes.add(new ClockStore.Change(one.before(), one.after()));
        }
        step.write(() -> kernel.store().clocks().replace(ticket.tenant(), changes));
        List<Following> following =
                reached.stream().flatMap(TicketClocks::following).toList();
        List<String> told = new ArrayList<>(setbacks.left());
        for (Following one : following) {
            setbacks.why(one.place(), one.escalation())
                    .ifPresentOrElse(
                            told::add,
                            () -> step.then(() -> one.trying(
                                    setbacks,
                                    () -> follower.escalate(
                                            system, ticket.id(), one.escalation(), one.why(), one.place()))));
        }
        for (Following one :
                following.stream().filter(Following::isTold).toList()) { // once nothing is refused any more
            setbacks.why(one.notice(), one.escalation())
                    .ifPresentOrElse(told::add, () -> step.then(() -> one.telling(setbacks, notices)));
        }
        if (!told.isEmpty()) {
            String words = String.join("\n", told);
            step.say(words.substring(0, Math.min(words.length(), Limits.TEXT)));
        }
    }

    /** What is to follow from something that was reached. */
    private record Following(Reached of, SlaClock.Milestone milestone, Escalation escalation, int index) {

        String why() {
            return of.clock().policy().name() + " " + of.clock().slot();
        }

        /** By clock, threshold and place: another try may find more that was reached, or less. */
        String place() {
            return threshold(of, milestone) + ":" + index;
        }

        String notice() {
            return place() + ":notice";
        }

        boolean isTold() {
            return escalation instanceof Escalation.Notify || escalation instanceof Escalation.Hierarchical;
        }

        private RuntimeException setback(Setbacks setbacks, String where, RuntimeException cause) {
            String words = of.clock().slot() + " " + milestone.threshold().label();
            return setbacks.setback(threshold(of, milestone), words, where, said(cause), cause);
        }

        /** What the host's code throws may say anything; only what it is goes on the timeline. */
        private String said(RuntimeException cause) {
            String why = cause instanceof ItsmException
                    ? cause.getMessage()
                    : cause.getClass().getName();
            return escalation.getClass().getSimpleName() + ": " + why;
        }

        void trying(Setbacks setbacks, Runnable escalate) {
            try {
                escalate.run();
            } catch (ConcurrentChangeException | StoreException e) {
                throw e; // the ticket has not refused: it is tried again
            } catch (StepFailedException | ConfigurationException e) {
                throw setback(setbacks, place(), e);
            } catch (ItsmException e) {
                throw new EscalationRefused(place(), said(e), e);
            } catch (RuntimeException e) {
                throw setback(setbacks, place(), e);
            }
        }

        void telling(Setbacks setbacks, ClockNotices notices) {
            try {
                notices.tell(of, milestone, escalation);
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                throw setback(setbacks, notice(), e);
            }
        }
    }

    private static Stream<Following> following(Reached of) {
        List<Following> following = new ArrayList<>();
        for (SlaClock.Milestone milestone : of.milestones()) {
            List<Escalation> escalations = milestone.threshold().escalations();
            for (int i = 0; i < escalations.size(); i++) {
                following.add(new Following(of, milestone, escalations.get(i), i));
            }
        }
        return following.stream();
    }

    /** The same for each try to note a threshold; it is another when it is reached again in the same cycle. */
    private static String threshold(Reached of, SlaClock.Milestone milestone) {
        return threshold(of.clock(), milestone.threshold().label(), 0);
    }

    private static String threshold(SlaClock clock, String label, int more) {
        long times = clock.events().stream()
                .filter(event -> event instanceof ClockEvent.Reached one
                        && one.threshold().equals(label))
                .count();
        return String.join(":", clock.slot(), "" + clock.cycle(), label, "" + (times + more));
    }

    private List<Reached> reached(T ticket, Instant upTo, Instant now, Setbacks setbacks) {
        ClockStore.Due due = new ClockStore.Due(
                ticket.tenant(), ticket.ref(), ticket.number(), ticket.state().name(), ticket.head(), now);
        return kernel.store().clocks().reached(List.of(due), now).stream()
                .map(owned -> keeper().reached(
                                owned.tenant(),
                                owned.clock(),
                                upTo,
                                now,
                                (clock, label) -> !setbacks.isLeftOut(threshold(clock, label, 1))))
                .filter(one -> !one.milestones().isEmpty())
                .toList();
    }

    private T said(T ticket, Reaction reaction, Step step) {
        step.aboutClocks(reaction);
        return under(reaction, ticket);
    }

    private static <T extends Ticket<T>> T under(Reaction reaction, T ticket) {
        return reaction.serviceLevels() == ticket.serviceLevels()
                ? ticket
                : ticket.underServiceLevels(reaction.serviceLevels());
    }

    private ClockKeeper keeper() {
        return kernel.clocks();
    }

    private Subject subject(T ticket) {
        return new Subject(ticket.tenant(), ticket.ref(), ticket.number(), ticket.serviceLevels());
    }

    private Circumstances circumstances(T ticket) {
        return practice.circumstances().apply(ticket);
    }

    private Deed deed(Session session, T ticket, A action, Step step) {
        return new Deed(
                Labels.of(action),
                session.actor().id(),
                step.now(),
                seen(session, step),
                speech(session, ticket, step));
    }

    private Instant seen(Session session, Step step) {
        return session.at().isPresent() ? kernel.now() : step.now();
    }

    /** Who logs a ticket, or writes on it for its requester, speaks for them. Who only moves it says nothing. */
    private static Deed.Speech speech(Session session, Ticket<?> ticket, Step step) {
        boolean born = ticket.version() == 0;
        boolean silent = step.visibility() != Visibility.PUBLIC || step.text().isBlank() && !born;
        if (silent || session.actor().has(Role.SYSTEM)) {
            return Deed.Speech.NONE;
        }
        boolean own = session.owner()
                || ticket.requester().equals(Optional.of(session.actor().person()));
        return own || born ? Deed.Speech.REQUESTER : Deed.Speech.STAFF;
    }
}
