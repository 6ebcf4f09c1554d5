package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.error.StoreException;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.security.Role;
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
        return taken(ticket, reaction, step);
    }

    void changed(Session session, T before, T after, A action, Step step) {
        if (!step.isAboutClocks()) {
            Deed deed = deed(session, after, action, step);
            taken(after, keeper().changed(subject(after), circumstances(before), circumstances(after), deed), step);
        }
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
        step.aboutClocks();
        Deed deed = deed(session, ticket, action, step);
        return taken(ticket, keeper().reset(subject(ticket), slot, circumstances(ticket), deed), step);
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
        step.aboutClocks();
        Deed deed = deed(session, ticket, action, step);
        return taken(ticket, keeper().agree(subject(ticket), slot, due, circumstances(ticket), deed), step);
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
        step.aboutClocks();
        Deed deed = deed(session, ticket, action, step);
        return taken(ticket, keeper().renew(subject(ticket), circumstances(ticket), deed), step);
    }

    /**
     * @param ticket a ticket
     * @param now the moment up to which it is looked at
     * @return the first instant of what its clocks have reached and nobody has noted
     */
    Optional<Instant> nextReached(T ticket, Instant now) {
        return reached(ticket, now, now).stream()
                .flatMap(one -> one.milestones().stream())
                .map(SlaClock.Milestone::at)
                .min(Comparator.naturalOrder());
    }

    /**
     * Notes what its clocks have reached, with the command that is in the making, and says what is to follow.
     *
     * @param system whose commands follow, and as of when
     * @param ticket the ticket
     * @param now when the sweep comes by
     * @param step the command, as of when it was due
     * @param refused escalations that were tried and refused, by what they are of, with the reason
     */
    void note(Session system, T ticket, Instant now, Step step, Map<String, String> refused) {
        step.aboutClocks();
        List<Reached> reached = reached(ticket, system.due().orElse(now), now);
        ClockNotices notices = new ClockNotices(kernel, ticket.tenant(), ticket.ref(), ticket.number());
        List<ClockStore.Change> changes = new ArrayList<>();
        for (Reached one : reached) {
            step.change(one.change());
            changes.add(new ClockStore.Change(one.before(), one.after()));
        }
        step.write(() -> kernel.store().clocks().replace(ticket.tenant(), changes));
        List<String> told = new ArrayList<>();
        reached.forEach(one -> told.addAll(follow(system, ticket.id(), one, step, refused)));
        if (!told.isEmpty()) {
            String words = String.join("\n", told);
            step.say(words.substring(0, Math.min(words.length(), Limits.TEXT)));
        }
        step.then(() -> reached.forEach(notices::tell)); // once nothing is refused any more
    }

    /** By clock, threshold and place: another try may find more that was reached, or less. */
    private List<String> follow(Session system, TicketId id, Reached of, Step step, Map<String, String> refused) {
        List<String> told = new ArrayList<>();
        String why = of.clock().policy().name() + " " + of.clock().slot();
        for (SlaClock.Milestone milestone : of.milestones()) {
            List<Escalation> escalations = milestone.threshold().escalations();
            for (int i = 0; i < escalations.size(); i++) {
                Escalation escalation = escalations.get(i);
                String place = String.join(
                        " ",
                        of.clock().slot(),
                        Integer.toString(of.clock().cycle()),
                        milestone.threshold().label(),
                        Integer.toString(i));
                String words = refused.get(place);
                if (words == null) {
                    step.then(() -> escalate(system, id, escalation, why, place));
                } else {
                    told.add(words);
                }
            }
        }
        return told;
    }

    private void escalate(Session system, TicketId id, Escalation escalation, String why, String place) {
        try {
            practice.escalator().escalate(system, id, escalation, why);
        } catch (ConcurrentChangeException | StoreException | StepFailedException | ConfigurationException e) {
            throw e; // the ticket has not refused: it is tried again
        } catch (ItsmException e) {
            throw new EscalationRefused(place, escalation.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private List<Reached> reached(T ticket, Instant upTo, Instant now) {
        ClockStore.Due due = new ClockStore.Due(
                ticket.tenant(), ticket.ref(), ticket.number(), ticket.state().name(), ticket.head(), now);
        return kernel.store().clocks().reached(List.of(due), now).stream()
                .map(owned -> keeper().reached(owned.tenant(), owned.clock(), upTo, now))
                .filter(one -> !one.milestones().isEmpty())
                .toList();
    }

    private T taken(T ticket, Reaction reaction, Step step) {
        reaction.changes().forEach(step::change);
        step.write(reaction.write());
        reaction.notices().forEach(notice -> step.write(() -> kernel.notifier().tell(notice)));
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
