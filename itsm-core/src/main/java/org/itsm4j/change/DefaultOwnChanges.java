package org.itsm4j.change;

import static java.util.Objects.requireNonNull;
import static org.itsm4j.lifecycle.internal.Parts.given;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.itsm4j.change.calendar.FreeSlot;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.Visibility;

/** The requester's door: the same commands, on own changes, with answers and refusals that tell nothing internal. */
final class DefaultOwnChanges implements OwnChanges {
    private final ChangeDesk desk;
    private final Session session;

    DefaultOwnChanges(ChangeDesk desk, Session session) {
        this.desk = desk;
        this.session = session.asOwner();
    }

    @Override
    public OwnChange raise(RaiseChange command) {
        opened();
        if (given(ChangeAction.RAISE, "command", command).assignment().isPresent()) {
            throw forStaff(ChangeAction.RAISE, "assignment", "who does it");
        }
        if (command.criticality() != Criticality.MEDIUM) {
            // with the answers it makes the risk, by which is decided who has to agree
            throw forStaff(ChangeAction.RAISE, "criticality", "how critical it is");
        }
        RaiseChange own = command.toBuilder().requester(person()).build();
        Optional<Ticket<?>> cause = command.cause().map(this::ownIncident);
        try {
            return OwnChange.of(desk.raise(session, own, cause));
        } catch (ConcurrentChangeException e) {
            throw new ConcurrentChangeException(e.ticket(), e.expected(), Optional.empty());
        }
    }

    private static InvalidInputException forStaff(ChangeAction action, String path, String what) {
        return new InvalidInputException(Labels.of(action), path, what + " is said by staff, not by requesters");
    }

    /** Problems have no requester; somebody else's incident is as good as none. */
    private Ticket<?> ownIncident(TicketRef ref) {
        if (ref.kind() != TicketKind.INCIDENT) {
            throw new InvalidInputException(
                    Labels.of(ChangeAction.RAISE), "cause", "an incident of one's own, got " + ref.kind());
        }
        Optional<? extends Ticket<?>> found = reading(() -> desk.kernel()
                .practices()
                .of(ref.kind())
                .pipeline()
                .tickets()
                .find(session.actor().tenant(), ref.id()));
        return found.filter(this::isOwn).orElseThrow(() -> new TicketNotFoundException(ref.kind(), ref.id()));
    }

    @Override
    public OwnChange get(TicketId id) {
        return OwnChange.of(own(id));
    }

    @Override
    public Page<OwnChange, Cursor> list(int limit) {
        return list(mine().limit(limit));
    }

    @Override
    public Page<OwnChange, Cursor> list(int limit, Cursor after) {
        return list(mine().limit(limit).after(requireNonNull(after, "after")));
    }

    private Search<ChangeField> mine() {
        return Search.sortedBy(ChangeField.RAISED_AT, Direction.DESCENDING)
                .where(ChangeField.REQUESTER, Operator.EQUALS, person());
    }

    private Page<OwnChange, Cursor> list(Search<ChangeField> search) {
        opened();
        return reading(() -> desk.pipeline().tickets().search(session.actor().tenant(), search))
                .map(OwnChange::of);
    }

    @Override
    public OwnChange submit(TicketId id) {
        Change own = own(ChangeAction.SUBMIT, id);
        return answer(own, () -> desk.submit(session, id));
    }

    @Override
    public OwnChange revise(TicketId id, Revision revision) {
        Change own = own(ChangeAction.REVISE, id);
        if (given(ChangeAction.REVISE, "revision", revision).criticality().isPresent()) {
            throw forStaff(ChangeAction.REVISE, "criticality", "how critical it is");
        }
        return answer(own, () -> desk.revise(session, id, revision));
    }

    @Override
    public OwnChange comment(TicketId id, String text) {
        Change own = own(ChangeAction.NOTE, id);
        given(ChangeAction.NOTE, "text", text);
        return answer(
                own,
                () -> desk.act(session, id, ChangeAction.NOTE, Note.toRequester(text), (change, step) -> {
                    step.say(text).visible(Visibility.PUBLIC);
                    return change;
                }));
    }

    @Override
    public OwnChange cancel(TicketId id, String reason) {
        Change own = own(ChangeAction.CANCEL, id);
        given(ChangeAction.CANCEL, "reason", reason);
        return answer(own, () -> desk.cancel(session, id, reason));
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
    public Set<ChangeAction> actions(TicketId id) {
        return desk.possible(session, own(id));
    }

    @Override
    public FreeSlot nextFree(TicketId id) {
        Change own = own(id);
        return reading(() -> desk.slots().nextFree(own, desk.kernel().now()));
    }

    private void opened() {
        desk.kernel().opening().require();
    }

    private String person() {
        return session.actor().person();
    }

    private boolean isOwn(Ticket<?> ticket) {
        return ticket.requester().equals(Optional.of(person()));
    }

    private <R> R reading(Supplier<R> question) {
        return desk.kernel().store().unitOfWork().required(question);
    }

    private Change own(ChangeAction action, TicketId id) {
        opened();
        return own(given(action, "id", id));
    }

    /** Somebody else's change is as good as none: whether it exists is nobody's business. */
    private Change own(TicketId id) {
        opened();
        requireNonNull(id, "id");
        return reading(() -> desk.pipeline().tickets().find(session.actor().tenant(), id))
                .filter(this::isOwn)
                .orElseThrow(() -> new TicketNotFoundException(TicketKind.CHANGE, id));
    }

    private static OwnChange answer(Change own, Supplier<Change> command) {
        try {
            return OwnChange.of(command.get());
        } catch (ItsmException refused) {
            throw OwnRefusals.of(refused, own);
        }
    }
}
