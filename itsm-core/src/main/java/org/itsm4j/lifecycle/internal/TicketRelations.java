package org.itsm4j.lifecycle.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.security.Role;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Relation;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/**
 * How tickets of a practice stand to each other, and to those of others. A relation is one link, written on the timelines of
 * both. Thread-safe.
 *
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public final class TicketRelations<
        T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    private static final Set<Role> PARENTING = Set.of(Role.ASSIGNEE, Role.DISPATCHER, Role.MANAGER, Role.SYSTEM);

    private final TicketDesk<T, S, A, F> desk;

    TicketRelations(TicketDesk<T, S, A, F> desk) {
        this.desk = desk;
    }

    /**
     * @param session who
     * @param id which ticket
     * @param type how it stands
     * @param other to which ticket
     * @return the ticket
     */
    public T relate(Session session, TicketId id, RelationType type, TicketRef other) {
        return tie(session, id, desk.practice().shared().relate(), type, other);
    }

    /**
     * @param session who
     * @param id which ticket
     * @param type how it stands
     * @param other to which ticket
     * @return the ticket
     */
    public T unrelate(Session session, TicketId id, RelationType type, TicketRef other) {
        return tie(session, id, desk.practice().shared().unrelate(), type, other);
    }

    private T tie(Session session, TicketId id, A action, RelationType type, TicketRef other) {
        if (type.isDerived()) {
            throw new InvalidInputException(Labels.of(action), "type", type + " comes from its own command only");
        }
        if (type == RelationType.CHILD_OF && other.kind() != desk.practice().kind()) {
            throw new InvalidInputException(
                    Labels.of(action), "other", type + " is between tickets of one kind, got " + other.kind());
        }
        return desk.act(session, id, action, new Said.Tie(type, other), (ticket, step) -> {
            if (type == RelationType.CHILD_OF) { // it will be resolved with its parent, by whoever resolves that
                desk.kernel().permit(session, desk.practice().permission(Labels.of(action), PARENTING), ticket);
            }
            Ticket<?> second = desk.kernel().practices().of(other.kind()).get(session, other.id());
            boolean adds = action == desk.practice().shared().relate();
            if (adds) {
                requireNoCircle(ticket, type, second);
            }
            tied(session, ticket, step, type, second, adds);
            return ticket;
        });
    }

    /**
     * Ties a ticket to another, or unties it, as part of a command on the first: the link, words on both timelines. The
     * caller has found the other, with the right to read it.
     *
     * @param session who
     * @param ticket the first, as the command has read it
     * @param step the command
     * @param type how it stands
     * @param second to which ticket
     * @param adds whether it is tied rather than untied
     */
    public void tied(Session session, T ticket, Step step, RelationType type, Ticket<?> second, boolean adds) {
        String prefix = adds ? "" : "no longer ";
        step.say(prefix + type.label() + " " + second.number()).about(second.ref());
        step.write(() -> {
            if (isChanged(ticket, link(ticket.ref(), type, second.ref()), adds)) {
                step.then(() -> desk.kernel()
                        .practices()
                        .of(second.kind())
                        .relations()
                        .told(session, second.id(), prefix + type.inverse() + " " + ticket.number(), ticket.ref()));
            }
        });
    }

    private boolean isChanged(T ticket, Link link, boolean adds) {
        if (!adds) {
            return links().remove(ticket.tenant(), link);
        }
        desk.requireRoom(ticket, link.type());
        return links().add(ticket.tenant(), link);
    }

    /**
     * Writes the other side of a relation, unless that ticket is finished and so no longer changes.
     *
     * @param session who
     * @param id the other ticket
     * @param words what to write
     * @param first the ticket at the other end
     */
    public void told(Session session, TicketId id, String words, TicketRef first) {
        told(session, id, words, first, UnaryOperator.identity());
    }

    /**
     * As the other, and changes the ticket.
     *
     * @param session who
     * @param id the other ticket
     * @param words what to write
     * @param first the ticket at the other end
     * @param change what becomes of it
     */
    public void told(Session session, TicketId id, String words, TicketRef first, UnaryOperator<T> change) {
        A action = desk.practice().shared().relate();
        T second = desk.pipeline().find(session.actor().tenant(), id);
        if (!desk.practice().rows(second, action).isEmpty()) {
            desk.act(session.asSystem("relation"), id, action, Said.NOTHING, (ticket, step) -> {
                step.say(words).about(first);
                return change.apply(ticket);
            });
        }
    }

    private void requireNoCircle(T ticket, RelationType type, Ticket<?> second) {
        if (ticket.ref().equals(second.ref())) {
            throw rule(ticket, "relation", "cannot be related to itself");
        }
        if (type != RelationType.CHILD_OF) {
            return;
        }
        // Two commands could each close one half of a circle without seeing the other. Reserving a number holds a row
        // of
        // the tenant until the commit, so that they come one after the other.
        desk.kernel().store().numbers().reserve(ticket.tenant(), desk.practice().kind(), 1);
        Optional<TicketRef> parent = parent(ticket, ticket.ref());
        if (parent.filter(known -> !known.equals(second.ref())).isPresent()) {
            throw rule(ticket, "parent", "has a parent already; allowed: unrelate it first");
        }
        Set<TicketRef> above = new HashSet<>();
        Optional<TicketRef> next = Optional.of(second.ref());
        while (next.isPresent() && above.add(next.get())) {
            if (above.size() > Limits.CASCADE) {
                throw rule(ticket, "parent", "would have more than " + Limits.CASCADE + " parents above it");
            }
            next = parent(ticket, next.get());
        }
        if (above.contains(ticket.ref())) {
            throw rule(ticket, "parent", "would be its own parent, by " + above.size() + " steps");
        }
    }

    private static RuleViolationException rule(Ticket<?> ticket, String rule, String message) {
        return new RuleViolationException(ticket.label(), rule, message);
    }

    private Optional<TicketRef> parent(T within, TicketRef child) {
        return links().from(within.tenant(), child, RelationType.CHILD_OF.name(), 1).stream()
                .findFirst()
                .map(TicketRelations::target);
    }

    /**
     * @param ticket a ticket the actor may read
     * @return its relations, from either side
     */
    public List<Relation> of(T ticket) {
        return desk.kernel().store().unitOfWork().required(() -> {
            List<Relation> relations = new ArrayList<>();
            for (RelationType type : RelationType.values()) {
                links().from(ticket.tenant(), ticket.ref(), type.name(), Limits.LINKS).stream()
                        .map(link -> new Relation(ticket.ref(), type, target(link)))
                        .forEach(relations::add);
                links().to(ticket.tenant(), type.name(), ticket.ref().toString(), Limits.LINKS).stream()
                        .map(link -> new Relation(link.ticket(), type, ticket.ref()))
                        .forEach(relations::add);
            }
            return relations;
        });
    }

    private LinkStore links() {
        return desk.kernel().store().links();
    }

    /**
     * @param from the first ticket
     * @param type how it stands
     * @param to to which ticket
     * @return that as a link
     */
    public static Link link(TicketRef from, RelationType type, TicketRef to) {
        return new Link(from, type.name(), to.toString());
    }

    /**
     * @param link a relation as a link
     * @return the ticket it points to
     */
    public static TicketRef target(Link link) {
        return TicketRef.parse(link.target());
    }
}
