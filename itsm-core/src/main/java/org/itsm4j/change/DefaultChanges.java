package org.itsm4j.change;

import static java.util.Objects.requireNonNull;
import static org.itsm4j.lifecycle.internal.Parts.given;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.itsm4j.approval.ApprovalRound;
import org.itsm4j.approval.Decision;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.FreeSlot;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.lifecycle.internal.Bulk;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Relation;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;

/** The staff's door: hands commands to {@link ChangeDesk}, answers questions. */
final class DefaultChanges implements Changes {
    private final ChangeDesk desk;
    private final ChangeSuspects suspects;
    private final Session session;

    DefaultChanges(ChangeDesk desk, ChangeSuspects suspects, Session session) {
        this.desk = desk;
        this.suspects = suspects;
        this.session = session;
    }

    private Session staff() {
        return desk.tickets().staff(session, "changes as staff (a requester uses ownChanges())");
    }

    @Override
    public Change raise(RaiseChange command) {
        given(ChangeAction.RAISE, "command", command);
        return desk.raise(staff(), command);
    }

    @Override
    public Change recordUnauthorised(RaiseChange command) {
        given(ChangeAction.RECORD_UNAUTHORISED, "command", command);
        return desk.recordUnauthorised(staff(), command);
    }

    @Override
    public Change submit(TicketId id) {
        given(ChangeAction.SUBMIT, "id", id);
        return desk.submit(staff(), id);
    }

    @Override
    public Change accept(TicketId id) {
        given(ChangeAction.ACCEPT, "id", id);
        return desk.accept(staff(), id);
    }

    @Override
    public Change reject(TicketId id, String reason) {
        given(ChangeAction.REJECT, "id", id);
        given(ChangeAction.REJECT, "reason", reason);
        return desk.reject(staff(), id, reason);
    }

    @Override
    public Change assessed(TicketId id, Assessment assessment) {
        given(ChangeAction.ASSESSED, "id", id);
        given(ChangeAction.ASSESSED, "assessment", assessment);
        return desk.votes().assessed(staff(), id, assessment);
    }

    @Override
    public Change vote(TicketId id, CastVote vote) {
        given(ChangeAction.VOTE, "id", id);
        given(ChangeAction.VOTE, "vote", vote);
        return desk.votes().vote(staff(), id, vote);
    }

    @Override
    public Change returnToDraft(TicketId id, String comment) {
        given(ChangeAction.RETURN_TO_DRAFT, "id", id);
        given(ChangeAction.RETURN_TO_DRAFT, "comment", comment);
        return desk.votes().returnToDraft(staff(), id, comment);
    }

    @Override
    public Change implementFirst(TicketId id, String reason) {
        given(ChangeAction.IMPLEMENT_FIRST, "id", id);
        given(ChangeAction.IMPLEMENT_FIRST, "reason", reason);
        return desk.votes().implementFirst(staff(), id, reason);
    }

    @Override
    public Change putToVote(TicketId id, String reason) {
        given(ChangeAction.PUT_TO_VOTE, "id", id);
        given(ChangeAction.PUT_TO_VOTE, "reason", reason);
        return desk.votes().putToVote(staff(), id, reason);
    }

    @Override
    public Change revise(TicketId id, Revision revision) {
        given(ChangeAction.REVISE, "id", id);
        given(ChangeAction.REVISE, "revision", revision);
        return desk.revise(staff(), id, revision);
    }

    @Override
    public Change assign(TicketId id, Assignment to) {
        given(ChangeAction.ASSIGN, "id", id);
        given(ChangeAction.ASSIGN, "to", to);
        return desk.assign(staff(), id, to);
    }

    @Override
    public Change waive(TicketId id, Collision collision, String reason) {
        given(ChangeAction.WAIVE, "id", id);
        given(ChangeAction.WAIVE, "collision", collision);
        given(ChangeAction.WAIVE, "reason", reason);
        return desk.holds().waive(staff(), id, collision, reason);
    }

    @Override
    public Change lockDown(TicketId id, String reason) {
        given(ChangeAction.LOCK_DOWN, "id", id);
        given(ChangeAction.LOCK_DOWN, "reason", reason);
        return desk.holds().lockDownByHand(staff(), id, reason);
    }

    @Override
    public Change release(TicketId id) {
        given(ChangeAction.RELEASE, "id", id);
        return desk.holds().release(staff(), id);
    }

    @Override
    public Change begin(TicketId id) {
        given(ChangeAction.BEGIN, "id", id);
        return desk.work().begin(staff(), id);
    }

    @Override
    public Change complete(TicketId id, Implementation how) {
        given(ChangeAction.COMPLETE, "id", id);
        given(ChangeAction.COMPLETE, "how", how);
        return desk.work().complete(staff(), id, how);
    }

    @Override
    public Change backOut(TicketId id, Implementation how) {
        given(ChangeAction.BACK_OUT, "id", id);
        given(ChangeAction.BACK_OUT, "how", how);
        return desk.work().backOut(staff(), id, how);
    }

    @Override
    public Change review(TicketId id, Review review) {
        given(ChangeAction.REVIEW, "id", id);
        given(ChangeAction.REVIEW, "review", review);
        return desk.work().review(staff(), id, review);
    }

    @Override
    public Change close(TicketId id) {
        given(ChangeAction.CLOSE, "id", id);
        return desk.work().close(staff(), id);
    }

    @Override
    public Change cancel(TicketId id, String reason) {
        given(ChangeAction.CANCEL, "id", id);
        given(ChangeAction.CANCEL, "reason", reason);
        return desk.cancel(staff(), id, reason);
    }

    @Override
    public Change advance(TicketId id) {
        given(ChangeAction.ADVANCE, "id", id);
        return desk.tickets().tasks().advance(staff(), id, Optional.empty());
    }

    @Override
    public Change advance(TicketId id, String way) {
        given(ChangeAction.ADVANCE, "id", id);
        given(ChangeAction.ADVANCE, "way", way);
        return desk.tickets().tasks().advance(staff(), id, Optional.of(way));
    }

    @Override
    public Change note(TicketId id, Note note) {
        given(ChangeAction.NOTE, "id", id);
        given(ChangeAction.NOTE, "note", note);
        return desk.tickets().note(staff(), id, note);
    }

    @Override
    public Change refer(TicketId id, Reference reference) {
        given(ChangeAction.REFER, "id", id);
        given(ChangeAction.REFER, "reference", reference);
        return desk.tickets().refer(staff(), id, reference);
    }

    @Override
    public Change watch(TicketId id, String person) {
        given(ChangeAction.WATCH, "id", id);
        given(ChangeAction.WATCH, "person", person);
        return desk.tickets().watch(staff(), id, person);
    }

    @Override
    public Change unwatch(TicketId id, String person) {
        given(ChangeAction.UNWATCH, "id", id);
        given(ChangeAction.UNWATCH, "person", person);
        return desk.tickets().unwatch(staff(), id, person);
    }

    @Override
    public Change relate(TicketId id, RelationType type, TicketRef other) {
        given(ChangeAction.RELATE, "id", id);
        given(ChangeAction.RELATE, "type", type);
        given(ChangeAction.RELATE, "other", other);
        return desk.tickets().relations().relate(staff(), id, type, other);
    }

    @Override
    public Change unrelate(TicketId id, RelationType type, TicketRef other) {
        given(ChangeAction.UNRELATE, "id", id);
        given(ChangeAction.UNRELATE, "type", type);
        given(ChangeAction.UNRELATE, "other", other);
        return desk.tickets().relations().unrelate(staff(), id, type, other);
    }

    @Override
    public Change claim(TicketId id, String task) {
        given(ChangeAction.CLAIM, "id", id);
        given(ChangeAction.CLAIM, "task", task);
        return desk.work().claim(staff(), id, task);
    }

    @Override
    public Change completeTask(TicketId id, String task) {
        given(ChangeAction.COMPLETE_TASK, "id", id);
        given(ChangeAction.COMPLETE_TASK, "task", task);
        return desk.work().completeTask(staff(), id, task, Optional.empty());
    }

    @Override
    public Change completeTask(TicketId id, String task, Note note) {
        given(ChangeAction.COMPLETE_TASK, "id", id);
        given(ChangeAction.COMPLETE_TASK, "task", task);
        given(ChangeAction.COMPLETE_TASK, "note", note);
        return desk.work().completeTask(staff(), id, task, Optional.of(note));
    }

    @Override
    public Change set(TicketId id, CustomValues changes) {
        given(ChangeAction.SET, "id", id);
        given(ChangeAction.SET, "changes", changes);
        return desk.tickets().set(staff(), id, changes);
    }

    @Override
    public Change get(TicketId id) {
        return desk.queries().get(staff(), requireNonNull(id, "id"));
    }

    @Override
    public Change get(TicketNumber number) {
        return desk.queries()
                .find(staff(), requireNonNull(number, "number"))
                .orElseThrow(() -> new TicketNotFoundException(TicketKind.CHANGE, number));
    }

    @Override
    public Optional<Change> find(TicketId id) {
        return desk.queries().find(staff(), requireNonNull(id, "id"));
    }

    @Override
    public Optional<Change> find(TicketNumber number) {
        return desk.queries().find(staff(), requireNonNull(number, "number"));
    }

    @Override
    public List<Available<ChangeState, ChangeAction>> actions(TicketId id) {
        Change change = get(id);
        return reading(() -> ChangeDesk.STAFF.stream()
                .map(action -> desk.looked(session, change, action))
                .toList());
    }

    @Override
    public Page<Change, Cursor> search(Search<ChangeField> search) {
        return desk.queries().search(staff(), requireNonNull(search, "search"));
    }

    @Override
    public Map<ChangeState, Long> countByState() {
        Map<ChangeState, Long> counts = new EnumMap<>(ChangeState.class);
        for (ChangeState state : ChangeState.values()) {
            counts.put(state, 0L);
        }
        desk.queries()
                .count(staff(), ChangeField.STATE, List.of())
                .forEach((state, count) -> counts.put((ChangeState) state, count));
        return counts;
    }

    @Override
    public List<Collision> collisions(TicketId id) {
        Change change = get(id);
        return reading(() -> desk.slots().collisions(change, desk.kernel().now()));
    }

    @Override
    public List<Collision> unresolved(TicketId id) {
        Change change = get(id);
        return reading(() -> desk.slots().unresolved(change, desk.kernel().now()));
    }

    @Override
    public FreeSlot nextFree(TicketId id) {
        Change change = get(id);
        return reading(() -> desk.slots().nextFree(change, desk.kernel().now()));
    }

    private <R> R reading(Supplier<R> question) {
        return desk.kernel().store().unitOfWork().required(question);
    }

    @Override
    public List<RecentChange> recentChangesFor(TicketId incident) {
        return suspects.recentFor(staff(), requireNonNull(incident, "incident"));
    }

    @Override
    public Optional<Decision> decision(TicketId id) {
        return desk.polls().decision(get(id), desk.kernel().now());
    }

    @Override
    public List<ApprovalRound> rounds(TicketId id) {
        Change change = get(id);
        return reading(() -> desk.polls().rounds(change));
    }

    @Override
    public List<String> explainRisk(TicketId id) {
        return desk.risk().explain(get(id));
    }

    @Override
    public Page<TimelineEntry, Long> timeline(TicketId id, long after) {
        return desk.queries().timeline(get(id), after, false, Function.identity());
    }

    @Override
    public List<CascadeProgress> cascades(TicketId id) {
        return desk.queries().cascades(get(id));
    }

    @Override
    public ChainReport verify(TicketId id) {
        return desk.queries().verify(staff(), requireNonNull(id, "id"));
    }

    @Override
    public List<Relation> relations(TicketId id) {
        return desk.tickets().relations().of(get(id));
    }

    @Override
    public List<String> watchers(TicketId id) {
        return desk.tickets().watchers(get(id));
    }

    @Override
    public List<Reference> references(TicketId id) {
        return desk.tickets().references(get(id));
    }

    @Override
    public List<Task> tasks(TicketId id) {
        return desk.tickets().tasks().of(get(id));
    }

    @Override
    public Page<Task, TaskCursor> groupTasks(String group, int limit) {
        return desk.tickets().tasks().ofGroup(staff(), requireNonNull(group, "group"), limit, Optional.empty());
    }

    @Override
    public Page<Task, TaskCursor> groupTasks(String group, int limit, TaskCursor after) {
        return desk.tickets()
                .tasks()
                .ofGroup(staff(), requireNonNull(group, "group"), limit, Optional.of(requireNonNull(after, "after")));
    }

    @Override
    public BulkResult<Change> bulk(Collection<TicketId> ids, BiFunction<Changes, TicketId, Change> command) {
        requireNonNull(command, "command");
        return Bulk.run(
                desk.kernel(), staff(), ids, (one, id) -> command.apply(new DefaultChanges(desk, suspects, one), id));
    }
}
