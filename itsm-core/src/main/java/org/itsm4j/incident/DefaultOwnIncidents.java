package org.itsm4j.incident;

import static java.util.Objects.requireNonNull;
import static org.itsm4j.lifecycle.internal.Parts.given;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.Visibility;

/** The requester's door: the same commands, on own incidents, with answers that have no internal field. */
final class DefaultOwnIncidents implements OwnIncidents {
    private final IncidentDesk desk;
    private final Session session;

    DefaultOwnIncidents(IncidentDesk desk, Session session) {
        this.desk = desk;
        this.session = session.asOwner();
    }

    @Override
    public OwnIncident log(LogIncident command) {
        opened();
        if (given(IncidentAction.LOG, "command", command).source().isPresent()
                || command.correlationKey().isPresent()) {
            // a key finds incidents of others: it is for machines, which come by the staff's door
            throw new InvalidInputException(
                    "log", "correlationKey", "source and correlation key are for machines, not for requesters");
        }
        if (command.occurredAt().isPresent() || command.detectedAt().isPresent()) {
            // clocks may count from there: that is for staff to say
            throw new InvalidInputException("log", "occurredAt", "when it occurred or was detected is said by staff");
        }
        LogIncident own =
                command.toBuilder().requester(session.actor().person()).build();
        return answer(() -> desk.log(session, own));
    }

    @Override
    public OwnIncident get(TicketId id) {
        return OwnIncident.of(own(id));
    }

    @Override
    public Page<OwnIncident, Cursor> list(int limit) {
        return list(mine().limit(limit));
    }

    @Override
    public Page<OwnIncident, Cursor> list(int limit, Cursor after) {
        return list(mine().limit(limit).after(requireNonNull(after, "after")));
    }

    private Search<IncidentField> mine() {
        return Search.sortedBy(IncidentField.LOGGED_AT, Direction.DESCENDING)
                .where(IncidentField.REQUESTER, Operator.EQUALS, session.actor().person());
    }

    private Page<OwnIncident, Cursor> list(Search<IncidentField> search) {
        opened();
        return desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> desk.pipeline().tickets().search(session.actor().tenant(), search))
                .map(OwnIncident::of);
    }

    @Override
    public OwnIncident comment(TicketId id, String text) {
        own(IncidentAction.NOTE, id);
        given(IncidentAction.NOTE, "text", text);
        return answer(() -> desk.act(session, id, IncidentAction.NOTE, Note.toRequester(text), (incident, step) -> {
            step.say(text).visible(Visibility.PUBLIC);
            if (incident.waitsForCaller()
                    && desk.available(session, incident, IncidentAction.RESUME).possible()) {
                step.then(() -> desk.resume(session.within(), id));
            }
            return incident;
        }));
    }

    @Override
    public OwnIncident reopen(TicketId id, String reason) {
        own(IncidentAction.REOPEN, id);
        given(IncidentAction.REOPEN, "reason", reason);
        return answer(() -> desk.reopen(session, id, reason));
    }

    @Override
    public OwnIncident close(TicketId id) {
        own(IncidentAction.CLOSE, id);
        return answer(() -> desk.close(session, id));
    }

    @Override
    public OwnIncident withdraw(TicketId id) {
        own(IncidentAction.CANCEL, id);
        return answer(() -> desk.cancel(session, id, CancelReason.WITHDRAWN));
    }

    @Override
    public OwnIncident followUp(TicketId id, String text) {
        own(IncidentAction.FOLLOW_UP, id);
        given(IncidentAction.FOLLOW_UP, "text", text);
        return answer(() -> desk.followUp(session, id, text));
    }

    @Override
    public Page<OwnEntry, Long> timeline(TicketId id, long after) {
        return desk.queries()
                .timeline(
                        own(id),
                        after,
                        true,
                        entry -> OwnEntry.of(entry, session.actor().id()));
    }

    @Override
    public Set<IncidentAction> actions(TicketId id) {
        Incident incident = own(id);
        Set<IncidentAction> mine = EnumSet.noneOf(IncidentAction.class);
        mine.addAll(desk.possible(session, incident));
        return mine;
    }

    private void opened() {
        desk.kernel().opening().require();
    }

    private Incident own(IncidentAction action, TicketId id) {
        opened();
        return own(given(action, "id", id));
    }

    /** Somebody else's incident is as good as none: whether it exists is nobody's business. */
    private Incident own(TicketId id) {
        opened();
        requireNonNull(id, "id");
        return desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> desk.pipeline().tickets().find(session.actor().tenant(), id))
                .filter(incident ->
                        incident.requester().equals(Optional.of(session.actor().person())))
                .orElseThrow(() -> new TicketNotFoundException(TicketKind.INCIDENT, id));
    }

    /** What comes back is the requester's view, also with the news that somebody else was faster. */
    private OwnIncident answer(Supplier<Incident> command) {
        try {
            return OwnIncident.of(command.get());
        } catch (ConcurrentChangeException e) {
            throw new ConcurrentChangeException(e.ticket(), e.expected(), Optional.empty());
        }
    }
}
