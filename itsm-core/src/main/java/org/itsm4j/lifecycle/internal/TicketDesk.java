package org.itsm4j.lifecycle.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.Timer;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Role;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Escalation;
import org.itsm4j.spi.Link;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;

/**
 * The commands that tickets of all practices take, whichever door they come by. Making one adds it to the kernel's
 * practices. Thread-safe.
 *
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public final class TicketDesk<T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    private final Kernel kernel;
    private final Practice<T, S, A, F> practice;
    private final Pipeline<T, S, A, F> pipeline;
    private final Queries<T, S, A, F> queries;
    private final TicketRelations<T, S, A, F> relations = new TicketRelations<>(this);
    private final TaskDesk<T, S, A, F> tasks = new TaskDesk<>(this);

    /**
     * @param kernel what all practices work with
     * @param practice the practice
     */
    public TicketDesk(Kernel kernel, Practice<T, S, A, F> practice) {
        this.kernel = kernel;
        this.practice = practice;
        this.pipeline = new Pipeline<>(kernel, practice);
        this.queries = new Queries<>(kernel, practice, pipeline);
        kernel.practices().add(this);
    }

    /** @return what all practices work with */
    public Kernel kernel() {
        return kernel;
    }

    /** @return the practice */
    public Practice<T, S, A, F> practice() {
        return practice;
    }

    /** @return the way of its commands */
    public Pipeline<T, S, A, F> pipeline() {
        return pipeline;
    }

    /** @return the questions about its tickets */
    public Queries<T, S, A, F> queries() {
        return queries;
    }

    /** @return how its tickets stand to others */
    public TicketRelations<T, S, A, F> relations() {
        return relations;
    }

    /** @return the commands on its tasks */
    public TaskDesk<T, S, A, F> tasks() {
        return tasks;
    }

    /**
     * Asks that the library is open and the actor staff: requesters come in by their own door, if there is one.
     *
     * @param session who
     * @param plural what the tickets are called, and where else to go, for the error
     * @return that session
     * @throws AccessDeniedException if the actor is a requester only
     */
    public Session staff(Session session, String plural) {
        kernel.opening().require();
        if (!session.actor().isStaff()) {
            throw new AccessDeniedException(
                    session.actor(),
                    practice.permission("read", Set.of(Role.STAFF)),
                    Subject.unborn(session.actor().tenant(), plural));
        }
        return session;
    }

    /**
     * @param session who
     * @param id which ticket
     * @param action what
     * @param command what was said with it
     * @param decision what it makes of the ticket
     * @return the ticket as it is then
     */
    public T act(Session session, TicketId id, A action, Object command, Decision<T> decision) {
        return pipeline.act(session, id, action, command, decision);
    }

    /**
     * A reference is checked like the ticket itself: same tenant, and staff may read it.
     *
     * @param session who
     * @param id which ticket
     * @return it
     */
    public T get(Session session, TicketId id) {
        return queries.get(session, id);
    }

    /**
     * Inside of a transaction.
     *
     * @param tenant whose
     * @param reference a pointer
     * @return the ticket of this practice it points to, by its number or its id; empty if it points to something else
     */
    public Optional<T> meant(Tenant tenant, Reference reference) {
        if (!reference.type().equalsIgnoreCase(practice.kind().label())) {
            return Optional.empty();
        }
        try {
            return pipeline.tickets().find(tenant, TicketId.of(reference.key()));
        } catch (InvalidInputException noId) {
            return number(reference.key()).flatMap(number -> pipeline.tickets().findByNumber(tenant, number));
        }
    }

    /** The key may be that of another system: then it is no number of ours. */
    private static Optional<TicketNumber> number(String key) {
        try {
            return Optional.of(new TicketNumber(key));
        } catch (InvalidInputException none) {
            return Optional.empty();
        }
    }

    /**
     * @param session who
     * @param id which ticket
     * @param note what to write
     * @return the ticket
     */
    public T note(Session session, TicketId id, Note note) {
        return act(session, id, practice.shared().note(), note, (ticket, step) -> {
            step.say(note.text()).visible(note.visibility());
            return ticket;
        });
    }

    /**
     * @param session who
     * @param id which ticket
     * @param reference what it shall point to
     * @return the ticket
     */
    public T refer(Session session, TicketId id, Reference reference) {
        return act(session, id, practice.shared().refer(), reference, (ticket, step) -> {
            referred(ticket, step, reference);
            step.say(reference.toString());
            return ticket;
        });
    }

    /**
     * Lets a ticket point to something outside, as part of a command on it.
     *
     * @param ticket the ticket
     * @param step the command
     * @param reference what it shall point to
     */
    public void referred(T ticket, Step step, Reference reference) {
        linked(ticket, step, new Link(ticket.ref(), Link.REFERS_TO, reference.toString()));
    }

    private void linked(T ticket, Step step, Link link) {
        step.write(() -> {
            requireRoom(ticket, link.type());
            kernel.store().links().add(ticket.tenant(), link);
        });
    }

    /**
     * @param session who
     * @param id which ticket
     * @param person who shall follow it
     * @return the ticket
     */
    public T watch(Session session, TicketId id, String person) {
        A action = practice.shared().watch();
        return act(session, id, action, new Said.Person(person), (ticket, step) -> {
            requirePerson(session, action, "person", person);
            linked(ticket, step, new Link(ticket.ref(), Link.WATCHED_BY, person));
            step.say(person);
            return ticket;
        });
    }

    /**
     * @param session who
     * @param id which ticket
     * @param person who shall no longer follow it
     * @return the ticket
     */
    public T unwatch(Session session, TicketId id, String person) {
        return act(session, id, practice.shared().unwatch(), new Said.Person(person), (ticket, step) -> {
            Link link = new Link(ticket.ref(), Link.WATCHED_BY, person);
            step.write(() -> kernel.store().links().remove(ticket.tenant(), link));
            step.say(person);
            return ticket;
        });
    }

    /**
     * @param session who
     * @param id which ticket
     * @param changes new values of the host's own fields
     * @return the ticket
     */
    public T set(Session session, TicketId id, CustomValues changes) {
        Objects.requireNonNull(changes, "changes");
        A action = practice.shared().set();
        if (changes.isEmpty()) {
            throw new InvalidInputException(Labels.of(action), "changes", "must change something");
        }
        practice.custom().require(Labels.of(action), changes);
        return act(session, id, action, new Said.Values(changes.text()), (ticket, step) -> {
            T after = ticket.customised(ticket.custom().changedBy(changes));
            boolean waited = practice.contract().timers().stream()
                    .map(Timer::action)
                    .anyMatch(timed -> !hasValuesFor(timed, ticket) && hasValuesFor(timed, after));
            if (waited) {
                // what happens by itself may have been due before, and only have waited for this
                step.then(() -> kernel.workflow().askAgain(ticket.ref(), ticket.place()));
            }
            return after;
        });
    }

    /** Whether it has the values of the host's own fields that an action needs. */
    boolean hasValuesFor(A action, T ticket) {
        return practice.custom().missing(action, ticket.custom()).isEmpty();
    }

    /**
     * What any practice can do when a clock has reached a threshold: tell a person more. What only some can is theirs to do,
     * and is left alone here.
     *
     * @param system the system
     * @param id which ticket
     * @param escalation what to do
     * @param why in words
     */
    public void escalate(Session system, TicketId id, Escalation escalation, String why) {
        if (escalation instanceof Escalation.AddWatcher one) {
            watch(system, id, one.person());
        } else if (escalation instanceof Escalation.Hierarchical one) {
            watch(system, id, one.manager());
        }
    }

    /**
     * @param ticket a ticket the actor may read
     * @return who follows it
     */
    public List<String> watchers(T ticket) {
        return linked(ticket, Link.WATCHED_BY);
    }

    /**
     * @param ticket a ticket the actor may read
     * @return what it points to
     */
    public List<Reference> references(T ticket) {
        return linked(ticket, Link.REFERS_TO).stream()
                .map(text -> Reference.to(text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1)))
                .toList();
    }

    private List<String> linked(T ticket, String type) {
        return kernel
                .store()
                .unitOfWork()
                .required(() -> kernel.store().links().from(ticket.tenant(), ticket.ref(), type, Limits.LINKS))
                .stream()
                .map(Link::target)
                .toList();
    }

    /**
     * @param ticket a ticket
     * @param type a type of link
     * @throws RuleViolationException if it has as many of these as there may be
     */
    public void requireRoom(T ticket, String type) {
        if (linked(ticket, type).size() >= Limits.LINKS) {
            throw new RuleViolationException(
                    ticket.label(), "links", "has " + Limits.LINKS + " links of that kind, which is the limit");
        }
    }

    /**
     * @param session who
     * @param action what it is for, for the error
     * @param to a group, and perhaps a person
     * @throws InvalidInputException if the directory does not know them
     */
    public void requireKnown(Session session, A action, Assignment to) {
        if (!kernel.directory().hasGroup(session.actor().tenant(), to.group())) {
            throw new InvalidInputException(Labels.of(action), "group", "is not in the directory");
        }
        to.agent().ifPresent(agent -> requirePerson(session, action, "agent", agent));
    }

    /**
     * @param session who
     * @param action what it is for, for the error
     * @param path which part, for the error
     * @param person a person
     * @throws InvalidInputException if the directory does not know them
     */
    public void requirePerson(Session session, A action, String path, String person) {
        if (!kernel.directory().hasPerson(session.actor().tenant(), person)) {
            throw new InvalidInputException(Labels.of(action), path, "is not in the directory");
        }
    }
}
