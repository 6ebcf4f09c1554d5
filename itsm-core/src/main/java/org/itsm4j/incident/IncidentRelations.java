package org.itsm4j.incident;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.Role;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Relation;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.Visibility;

/** How incidents stand to each other, and what follows from that. */
final class IncidentRelations {
    private static final Set<Role> PARENTING = Set.of(Role.ASSIGNEE, Role.DISPATCHER, Role.MANAGER, Role.SYSTEM);

    private final IncidentDesk desk;

    IncidentRelations(IncidentDesk desk) {
        this.desk = desk;
    }

    /** Ties one ticket to another. */
    record Tie(RelationType type, TicketId other) {}

    Incident relate(Session session, TicketId id, RelationType type, TicketId other) {
        return tie(session, id, IncidentAction.RELATE, type, other);
    }

    Incident unrelate(Session session, TicketId id, RelationType type, TicketId other) {
        return tie(session, id, IncidentAction.UNRELATE, type, other);
    }

    private Incident tie(Session session, TicketId id, IncidentAction action, RelationType type, TicketId other) {
        if (type.isDerived()) {
            throw new InvalidInputException(Labels.of(action), "type", type + " comes from its own command only");
        }
        return desk.act(session, id, action, new Tie(type, other), (incident, step) -> {
            if (type == RelationType.CHILD_OF) { // it will be resolved with its parent, by whoever resolves that
                desk.kernel().permit(session, desk.practice().permission(Labels.of(action), PARENTING), incident);
            }
            Incident second = desk.staffFind(session, other);
            Link link = link(incident.ref(), type, second.ref());
            boolean adds = action == IncidentAction.RELATE;
            if (adds) {
                requireNoCircle(incident, type, second);
                desk.requireRoom(incident, type.name());
            }
            boolean changed = adds ? links().add(incident.tenant(), link) : links().remove(incident.tenant(), link);
            String prefix = adds ? "" : "no longer ";
            step.say(prefix + type.label() + " " + second.number()).about(second.ref());
            if (changed) {
                step.then(
                        () -> told(session, second, prefix + type.inverse() + " " + incident.number(), incident.ref()));
            }
            return incident;
        });
    }

    /** Writes the other side of a relation, unless that ticket is finished and so no longer changes. */
    void told(Session session, Incident second, String words, TicketRef first) {
        told(session, second, words, first, UnaryOperator.identity());
    }

    void told(Session session, Incident second, String words, TicketRef first, UnaryOperator<Incident> change) {
        if (!desk.practice()
                .contract()
                .rows(second.state(), IncidentAction.RELATE)
                .isEmpty()) {
            desk.act(
                    session.asSystem("relation"),
                    second.id(),
                    IncidentAction.RELATE,
                    IncidentDesk.BARE,
                    (ticket, step) -> {
                        step.say(words).about(first);
                        return change.apply(ticket);
                    });
        }
    }

    private void requireNoCircle(Incident incident, RelationType type, Incident second) {
        if (incident.id().equals(second.id())) {
            throw incident.rule("relation", "cannot be related to itself");
        }
        if (type != RelationType.CHILD_OF) {
            return;
        }
        // Two commands could each close one half of a circle without seeing the other. Reserving a number holds a row
        // of
        // the tenant until the commit, so that they come one after the other.
        desk.kernel().store().numbers().reserve(incident.tenant(), TicketKind.INCIDENT, 1);
        Optional<TicketRef> parent = parent(incident, incident.ref());
        if (parent.filter(known -> !known.equals(second.ref())).isPresent()) {
            throw incident.rule("parent", "has a parent already; allowed: unrelate it first");
        }
        Set<TicketRef> above = new HashSet<>();
        Optional<TicketRef> next = Optional.of(second.ref());
        while (next.isPresent() && above.add(next.get())) {
            if (above.size() > Limits.CASCADE) {
                throw incident.rule("parent", "would have more than " + Limits.CASCADE + " parents above it");
            }
            next = parent(incident, next.get());
        }
        if (above.contains(incident.ref())) {
            throw incident.rule("parent", "would be its own parent, by " + above.size() + " steps");
        }
    }

    private Optional<TicketRef> parent(Incident within, TicketRef child) {
        return links().from(within.tenant(), child, RelationType.CHILD_OF.name(), 1).stream()
                .findFirst()
                .map(link -> parse(link.target()));
    }

    /** Resolves the open children of a resolved incident, and theirs. A circle ends where it is resolved already. */
    void resolveChildren(Session session, Incident top, Resolution how) {
        Deque<Incident> parents = new ArrayDeque<>(List.of(top));
        int followed = 0;
        while (!parents.isEmpty()) {
            Incident parent = parents.poll();
            List<Incident> children = openChildren(parent, Limits.CASCADE - followed);
            followed += children.size();
            if (followed > Limits.CASCADE) {
                throw top.rule(
                        "children",
                        "more than " + Limits.CASCADE + " would follow in one cascade; resolve them in bulk first");
            }
            children.forEach(child -> parents.add(resolveWith(session, parent, child, how)));
        }
    }

    /** Page by page, as a parent may have many children that are finished; stops at one more than are allowed. */
    private List<Incident> openChildren(Incident parent, int most) {
        List<Incident> open = new ArrayList<>();
        List<Link> page = childrenAfter(parent, Optional.empty());
        while (!page.isEmpty() && open.size() <= most) {
            page.stream()
                    .map(link ->
                            desk.pipeline().find(parent.tenant(), link.ticket().id()))
                    .filter(child -> child.state().isOpen())
                    .forEach(open::add);
            page = page.size() < Limits.CASCADE
                    ? List.of()
                    : childrenAfter(
                            parent,
                            Optional.of(page.get(page.size() - 1).ticket().id()));
        }
        return open;
    }

    private List<Link> childrenAfter(Incident parent, Optional<TicketId> last) {
        return links().to(
                        parent.tenant(),
                        RelationType.CHILD_OF.name(),
                        parent.ref().toString(),
                        last,
                        Limits.CASCADE);
    }

    private Incident resolveWith(Session session, Incident parent, Incident child, Resolution how) {
        // the child's requester reads it, and need not know whose incident the parent is
        Resolution along =
                Resolution.of(ResolutionCode.WITH_PARENT, "Resolved with the incident it is part of: " + how.code());
        return desk.act(session.asSystem("parent"), child.id(), IncidentAction.RESOLVE, along, (incident, step) -> {
            step.say(along.text()).about(parent.ref()).visible(Visibility.PUBLIC);
            return incident.resolved(along, step.now());
        });
    }

    List<Relation> of(Incident incident) {
        return desk.kernel().store().unitOfWork().required(() -> {
            List<Relation> relations = new ArrayList<>();
            for (RelationType type : RelationType.values()) {
                links().from(incident.tenant(), incident.ref(), type.name(), Limits.LINKS).stream()
                        .map(link -> new Relation(incident.ref(), type, parse(link.target())))
                        .forEach(relations::add);
                links().to(incident.tenant(), type.name(), incident.ref().toString(), Limits.LINKS).stream()
                        .map(link -> new Relation(link.ticket(), type, incident.ref()))
                        .forEach(relations::add);
            }
            return relations;
        });
    }

    private LinkStore links() {
        return desk.kernel().store().links();
    }

    static Link link(TicketRef from, RelationType type, TicketRef to) {
        return new Link(from, type.name(), to.toString());
    }

    private static TicketRef parse(String target) {
        int space = target.indexOf(' ');
        return new TicketRef(TicketKind.of(target.substring(0, space)), TicketId.of(target.substring(space + 1)));
    }
}
