package org.itsm4j.incident;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.spi.Link;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Visibility;

/** What follows for the parts of an incident when it is resolved. */
final class IncidentCascade {
    private final IncidentDesk desk;

    IncidentCascade(IncidentDesk desk) {
        this.desk = desk;
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
        return desk.kernel()
                .store()
                .links()
                .to(parent.tenant(), RelationType.CHILD_OF.name(), parent.ref().toString(), last, Limits.CASCADE);
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
}
