package org.itsm4j.incident;

import java.util.List;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Followers;
import org.itsm4j.lifecycle.internal.LinkPages;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
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
    public TicketKind kind() {
        return TicketKind.INCIDENT;
    }

    @Override
    public int count(Ticket<?> top) {
        return children(top).count(top);
    }

    @Override
    public List<Cursor> next(Ticket<?> top, Optional<Cursor> last, int limit) {
        return children(top).next(top, last, limit);
    }

    private LinkPages children(Ticket<?> parent) {
        return new LinkPages(
                desk.kernel().store().links(),
                RelationType.CHILD_OF,
                child -> desk.pipeline()
                        .find(parent.tenant(), child.id())
                        .state()
                        .isOpen());
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
