package org.itsm4j.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/** Incidents on hold that wait for a ticket of another practice. */
final class IncidentWaits {
    private static final String RULE = "waitingIncidents";

    private final IncidentDesk desk;

    IncidentWaits(IncidentDesk desk) {
        this.desk = desk;
    }

    /** Those that wait for a ticket by its number or its id, oldest first: all of them, or they are too many. */
    List<Incident> waitingFor(Ticket<?> ticket, Cascade cascade) {
        Search<IncidentField> search = Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING)
                .where(
                        IncidentField.WAITS_FOR,
                        Operator.IN,
                        ticket.number().value(),
                        ticket.id().toString())
                .where(IncidentField.STATE, Operator.EQUALS, IncidentState.ON_HOLD)
                .limit(Limits.CASCADE + 1);
        List<Incident> waiting = new ArrayList<>();
        Optional<Search<IncidentField>> next = Optional.of(search);
        while (next.isPresent() && waiting.size() <= cascade.left()) {
            Page<Incident, Cursor> page = desk.pipeline().tickets().search(ticket.tenant(), next.get());
            page.items().stream()
                    .filter(incident -> incident.hold()
                            .flatMap(Hold::waitsFor)
                            .filter(reference -> means(reference, ticket))
                            .isPresent())
                    .forEach(waiting::add);
            next = page.next().map(search::after);
        }
        cascade.follow(waiting.size(), RULE, "the incidents that wait for " + ticket.number());
        return waiting;
    }

    /** The same number may be of something in another system. */
    private static boolean means(Reference reference, Ticket<?> ticket) {
        return reference.type().equalsIgnoreCase(ticket.kind().label())
                && (reference.key().equals(ticket.number().value())
                        || reference.key().equals(ticket.id().toString()));
    }

    Incident resume(Session system, TicketId id, String words, TicketRef about) {
        return desk.act(system, id, IncidentAction.RESUME, Said.NOTHING, (incident, step) -> {
            step.say(words).about(about);
            return incident.resumed();
        });
    }
}
