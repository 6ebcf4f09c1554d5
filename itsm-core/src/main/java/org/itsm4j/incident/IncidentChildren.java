package org.itsm4j.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Followers;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.spi.Link;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Visibility;

/** The open children of an incident are resolved with it, and theirs. A circle ends where it is resolved already. */
final class IncidentChildren implements Followers {
    private final IncidentDesk desk;

    IncidentChildren(IncidentDesk desk) {
        this.desk = desk;
    }

    @Override
    public String rule() {
        return "incident-children";
    }

    @Override
    public boolean follow(Ticket<?> top) {
        return top instanceof Incident incident
                && (incident.state() == IncidentState.RESOLVED || incident.state() == IncidentState.CLOSED);
    }

    @Override
    public int countLeft(Ticket<?> top) {
        int count = 0;
        Optional<TicketId> last = Optional.empty();
        List<Cursor> page;
        do {
            page = open(top, last, Limits.CASCADE);
            count += page.size();
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == Limits.CASCADE);
        return count;
    }

    @Override
    public List<Cursor> next(Ticket<?> top, Optional<Cursor> last, int limit) {
        return open(top, last.map(Cursor::id), limit);
    }

    /** In the order of their ids; page by page, as a parent may have many children that are finished. */
    private List<Cursor> open(Ticket<?> parent, Optional<TicketId> last, int limit) {
        List<Cursor> open = new ArrayList<>();
        List<Link> page = childrenAfter(parent, last);
        while (!page.isEmpty() && open.size() < limit) {
            page.stream()
                    .map(link -> link.ticket().id())
                    .filter(child ->
                            desk.pipeline().find(parent.tenant(), child).state().isOpen())
                    .map(child -> new Cursor(child.madeAt(), child))
                    .forEach(open::add);
            page = page.size() < Limits.CASCADE
                    ? List.of()
                    : childrenAfter(
                            parent,
                            Optional.of(page.get(page.size() - 1).ticket().id()));
        }
        return open.size() <= limit ? open : open.subList(0, limit);
    }

    private List<Link> childrenAfter(Ticket<?> parent, Optional<TicketId> last) {
        return desk.kernel()
                .store()
                .links()
                .to(parent.tenant(), RelationType.CHILD_OF.name(), parent.ref().toString(), last, Limits.CASCADE);
    }

    @Override
    public void follow(Session session, Ticket<?> top, TicketId id, Cascade cascade) {
        Incident parent = (Incident) top;
        if (desk.pipeline().find(parent.tenant(), id).state().isOpen()) {
            resolve(session, parent, id, cascade);
        }
    }

    private void resolve(Session session, Incident parent, TicketId id, Cascade cascade) {
        Resolution along = along(parent.resolution().orElseThrow());
        desk.act(session.asSystem("parent"), id, IncidentAction.RESOLVE, along, (child, step) -> {
            step.say(along.text()).about(parent.ref()).visible(Visibility.PUBLIC);
            Incident resolved = child.resolved(along, step.now());
            step.then(() -> cascade.let(session, this, resolved));
            return resolved;
        });
    }

    /** The child's requester reads it, and need not know whose incident the parent is. */
    private static Resolution along(Resolution how) {
        return how.code() == ResolutionCode.WITH_PARENT
                ? Resolution.of(how.code(), how.text())
                : Resolution.of(ResolutionCode.WITH_PARENT, "Resolved with the incident it is part of: " + how.code());
    }
}
