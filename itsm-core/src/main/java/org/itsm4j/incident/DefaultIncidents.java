package org.itsm4j.incident;

import static java.util.Objects.requireNonNull;
import static org.itsm4j.lifecycle.internal.Parts.given;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.lifecycle.internal.Bulk;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Operator;
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

/** The staff's door: hands commands to {@link IncidentDesk}, answers questions. */
final class DefaultIncidents implements Incidents {
    private final IncidentDesk desk;
    private final Session session;

    DefaultIncidents(IncidentDesk desk, Session session) {
        this.desk = desk;
        this.session = session;
    }

    /** Requesters come in by their own door, whose answers have no internal field; nobody does once it is closed. */
    private Session staff() {
        return desk.tickets().staff(session, "incidents as staff (a requester uses ownIncidents())");
    }

    @Override
    public Incident log(LogIncident command) {
        return desk.log(staff(), given(IncidentAction.LOG, "command", command));
    }

    @Override
    public Incident assign(TicketId id, Assignment to) {
        return desk.assign(staff(), given(IncidentAction.ASSIGN, "id", id), given(IncidentAction.ASSIGN, "to", to));
    }

    @Override
    public Incident start(TicketId id) {
        return desk.start(staff(), given(IncidentAction.START, "id", id));
    }

    @Override
    public Incident reassign(TicketId id, Assignment to, String reason) {
        return desk.reassign(
                staff(),
                given(IncidentAction.REASSIGN, "id", id),
                IncidentAction.REASSIGN,
                given(IncidentAction.REASSIGN, "to", to),
                given(IncidentAction.REASSIGN, "reason", reason));
    }

    @Override
    public Incident escalate(TicketId id, Assignment to, String reason) {
        return desk.reassign(
                staff(),
                given(IncidentAction.ESCALATE, "id", id),
                IncidentAction.ESCALATE,
                given(IncidentAction.ESCALATE, "to", to),
                given(IncidentAction.ESCALATE, "reason", reason));
    }

    @Override
    public Incident resetTarget(TicketId id, String target, String reason) {
        return desk.targets()
                .reset(
                        staff(),
                        given(IncidentAction.RESET_TARGET, "id", id),
                        given(IncidentAction.RESET_TARGET, "target", target),
                        given(IncidentAction.RESET_TARGET, "reason", reason));
    }

    @Override
    public Incident agreeTarget(TicketId id, String target, Instant due, String reason) {
        return desk.targets()
                .agree(
                        staff(),
                        given(IncidentAction.AGREE_TARGET, "id", id),
                        given(IncidentAction.AGREE_TARGET, "target", target),
                        given(IncidentAction.AGREE_TARGET, "due", due),
                        given(IncidentAction.AGREE_TARGET, "reason", reason));
    }

    @Override
    public Incident renewTargets(TicketId id, String reason) {
        return desk.targets()
                .renew(
                        staff(),
                        given(IncidentAction.RENEW_TARGETS, "id", id),
                        given(IncidentAction.RENEW_TARGETS, "reason", reason));
    }

    @Override
    public Incident hold(TicketId id, Hold hold) {
        return desk.hold(staff(), given(IncidentAction.HOLD, "id", id), given(IncidentAction.HOLD, "hold", hold));
    }

    @Override
    public Incident resume(TicketId id) {
        return desk.resume(staff(), given(IncidentAction.RESUME, "id", id));
    }

    @Override
    public Incident advance(TicketId id) {
        return desk.tasks().advance(staff(), given(IncidentAction.ADVANCE, "id", id), Optional.empty());
    }

    @Override
    public Incident advance(TicketId id, String way) {
        return desk.tasks()
                .advance(
                        staff(),
                        given(IncidentAction.ADVANCE, "id", id),
                        Optional.of(given(IncidentAction.ADVANCE, "way", way)));
    }

    @Override
    public Incident resolve(TicketId id, Resolution resolution) {
        return desk.resolve(
                staff(),
                given(IncidentAction.RESOLVE, "id", id),
                given(IncidentAction.RESOLVE, "resolution", resolution));
    }

    @Override
    public Incident reopen(TicketId id, String reason) {
        return desk.reopen(
                staff(), given(IncidentAction.REOPEN, "id", id), given(IncidentAction.REOPEN, "reason", reason));
    }

    @Override
    public Incident close(TicketId id) {
        return desk.close(staff(), given(IncidentAction.CLOSE, "id", id));
    }

    @Override
    public Incident followUp(TicketId id, String text) {
        return desk.followUp(
                staff(), given(IncidentAction.FOLLOW_UP, "id", id), given(IncidentAction.FOLLOW_UP, "text", text));
    }

    @Override
    public Incident cancel(TicketId id, CancelReason reason) {
        return desk.cancel(
                staff(), given(IncidentAction.CANCEL, "id", id), given(IncidentAction.CANCEL, "reason", reason));
    }

    @Override
    public Incident merge(TicketId id, TicketId into) {
        return desk.merge(staff(), given(IncidentAction.MERGE, "id", id), given(IncidentAction.MERGE, "into", into));
    }

    @Override
    public Incident unmerge(TicketId id) {
        return desk.unmerge(staff(), given(IncidentAction.UNMERGE, "id", id));
    }

    @Override
    public Incident reclassify(TicketId id, Reclassification change) {
        return desk.reclassify(
                staff(),
                given(IncidentAction.RECLASSIFY, "id", id),
                given(IncidentAction.RECLASSIFY, "change", change));
    }

    @Override
    public Incident note(TicketId id, Note note) {
        return desk.tickets()
                .note(staff(), given(IncidentAction.NOTE, "id", id), given(IncidentAction.NOTE, "note", note));
    }

    @Override
    public Incident refer(TicketId id, Reference reference) {
        return desk.tickets()
                .refer(
                        staff(),
                        given(IncidentAction.REFER, "id", id),
                        given(IncidentAction.REFER, "reference", reference));
    }

    @Override
    public Incident watch(TicketId id, String person) {
        return desk.tickets()
                .watch(staff(), given(IncidentAction.WATCH, "id", id), given(IncidentAction.WATCH, "person", person));
    }

    @Override
    public Incident unwatch(TicketId id, String person) {
        return desk.tickets()
                .unwatch(
                        staff(),
                        given(IncidentAction.UNWATCH, "id", id),
                        given(IncidentAction.UNWATCH, "person", person));
    }

    @Override
    public Incident relate(TicketId id, RelationType type, TicketId other) {
        return desk.tickets()
                .relations()
                .relate(
                        staff(),
                        given(IncidentAction.RELATE, "id", id),
                        given(IncidentAction.RELATE, "type", type),
                        new TicketRef(TicketKind.INCIDENT, given(IncidentAction.RELATE, "other", other)));
    }

    @Override
    public Incident unrelate(TicketId id, RelationType type, TicketId other) {
        return desk.tickets()
                .relations()
                .unrelate(
                        staff(),
                        given(IncidentAction.UNRELATE, "id", id),
                        given(IncidentAction.UNRELATE, "type", type),
                        new TicketRef(TicketKind.INCIDENT, given(IncidentAction.UNRELATE, "other", other)));
    }

    @Override
    public Incident relate(TicketId id, RelationType type, TicketRef other) {
        return desk.tickets()
                .relations()
                .relate(
                        staff(),
                        given(IncidentAction.RELATE, "id", id),
                        given(IncidentAction.RELATE, "type", type),
                        given(IncidentAction.RELATE, "other", other));
    }

    @Override
    public Incident unrelate(TicketId id, RelationType type, TicketRef other) {
        return desk.tickets()
                .relations()
                .unrelate(
                        staff(),
                        given(IncidentAction.UNRELATE, "id", id),
                        given(IncidentAction.UNRELATE, "type", type),
                        given(IncidentAction.UNRELATE, "other", other));
    }

    @Override
    public Incident claim(TicketId id, String task) {
        return desk.tasks()
                .claim(staff(), given(IncidentAction.CLAIM, "id", id), given(IncidentAction.CLAIM, "task", task));
    }

    @Override
    public Incident complete(TicketId id, String task) {
        return desk.tasks()
                .complete(
                        staff(),
                        given(IncidentAction.COMPLETE, "id", id),
                        given(IncidentAction.COMPLETE, "task", task),
                        Optional.empty());
    }

    @Override
    public Incident complete(TicketId id, String task, Note note) {
        return desk.tasks()
                .complete(
                        staff(),
                        given(IncidentAction.COMPLETE, "id", id),
                        given(IncidentAction.COMPLETE, "task", task),
                        Optional.of(given(IncidentAction.COMPLETE, "note", note)));
    }

    @Override
    public Incident proposeMajor(TicketId id, String reason) {
        return desk.majors()
                .propose(
                        staff(),
                        given(IncidentAction.PROPOSE_MAJOR, "id", id),
                        given(IncidentAction.PROPOSE_MAJOR, "reason", reason));
    }

    @Override
    public Incident acceptMajor(TicketId id, MajorPlan plan) {
        return desk.majors()
                .accept(
                        staff(),
                        given(IncidentAction.ACCEPT_MAJOR, "id", id),
                        given(IncidentAction.ACCEPT_MAJOR, "plan", plan));
    }

    @Override
    public Incident rejectMajor(TicketId id, String reason) {
        return desk.majors()
                .reject(
                        staff(),
                        given(IncidentAction.REJECT_MAJOR, "id", id),
                        given(IncidentAction.REJECT_MAJOR, "reason", reason));
    }

    @Override
    public Incident endMajor(TicketId id, String note) {
        return desk.majors()
                .end(staff(), given(IncidentAction.END_MAJOR, "id", id), given(IncidentAction.END_MAJOR, "note", note));
    }

    @Override
    public Incident sitrep(TicketId id, String text) {
        return desk.majors()
                .sitrep(staff(), given(IncidentAction.SITREP, "id", id), given(IncidentAction.SITREP, "text", text));
    }

    @Override
    public Incident review(TicketId id, String text) {
        return desk.majors()
                .review(staff(), given(IncidentAction.REVIEW, "id", id), given(IncidentAction.REVIEW, "text", text));
    }

    @Override
    public Incident set(TicketId id, CustomValues changes) {
        return desk.tickets()
                .set(staff(), given(IncidentAction.SET, "id", id), given(IncidentAction.SET, "changes", changes));
    }

    @Override
    public Incident get(TicketId id) {
        return find(id).orElseThrow(() -> new TicketNotFoundException(TicketKind.INCIDENT, id));
    }

    @Override
    public Incident get(TicketNumber number) {
        return find(number).orElseThrow(() -> new TicketNotFoundException(TicketKind.INCIDENT, number));
    }

    @Override
    public Optional<Incident> find(TicketId id) {
        return desk.queries().find(staff(), requireNonNull(id, "id"));
    }

    @Override
    public Optional<Incident> find(TicketNumber number) {
        return desk.queries().find(staff(), requireNonNull(number, "number"));
    }

    @Override
    public List<Available<IncidentState, IncidentAction>> actions(TicketId id) {
        Incident incident = get(id);
        return IncidentDesk.STAFF.stream()
                .map(action -> desk.available(session, incident, action))
                .toList();
    }

    @Override
    public Page<Incident, Cursor> search(Search<IncidentField> search) {
        return desk.queries().search(staff(), requireNonNull(search, "search"));
    }

    @Override
    public Search<IncidentField> queue(String group) {
        return Search.sortedBy(IncidentField.PRIORITY, Direction.ASCENDING)
                .where(IncidentField.GROUP, Operator.EQUALS, requireNonNull(group, "group"))
                .where(IncidentField.OPEN, Operator.EQUALS, true);
    }

    @Override
    public Map<IncidentState, Long> countByState(List<Condition<IncidentField>> conditions) {
        requireNonNull(conditions, "conditions");
        Map<IncidentState, Long> counts = new EnumMap<>(IncidentState.class);
        for (IncidentState state : IncidentState.values()) {
            counts.put(state, 0L);
        }
        desk.queries()
                .count(staff(), IncidentField.STATE, conditions)
                .forEach((state, count) -> counts.put((IncidentState) state, count));
        return counts;
    }

    @Override
    public Map<IncidentState, Long> countByState() {
        return countByState(List.of());
    }

    @Override
    public List<Incident> similarMajorIncidents(TicketId id) {
        Classification about = get(id).classification();
        Map<TicketId, Incident> alike = new HashMap<>();
        about.service().ifPresent(service -> majors(alike, IncidentField.SERVICE, service));
        about.configurationItem().ifPresent(item -> majors(alike, IncidentField.CONFIGURATION_ITEM, item));
        about.category().ifPresent(category -> majors(alike, IncidentField.CATEGORY, category.path()));
        alike.remove(id);
        return alike.values().stream()
                .sorted(Comparator.comparing(
                                (Incident major) -> major.classification().priority())
                        .thenComparing(Incident::id))
                .limit(Limits.PAGE_DEFAULT)
                .toList();
    }

    /** A search has no "or", so each part is asked for by itself; one more than is shown, as it may be this one. */
    private void majors(Map<TicketId, Incident> found, IncidentField field, String value) {
        search(Search.sortedBy(IncidentField.PRIORITY, Direction.ASCENDING)
                        .where(IncidentField.MAJOR, Operator.EQUALS, MajorStatus.ACCEPTED)
                        .where(IncidentField.OPEN, Operator.EQUALS, true)
                        .where(field, Operator.EQUALS, value)
                        .limit(Limits.PAGE_DEFAULT + 1))
                .items()
                .forEach(major -> found.put(major.id(), major));
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
    public List<Task> tasks(TicketId id) {
        return desk.tasks().of(get(requireNonNull(id, "id")));
    }

    @Override
    public Page<Task, TaskCursor> groupTasks(String group, int limit) {
        return desk.tasks().ofGroup(staff(), requireNonNull(group, "group"), limit, Optional.empty());
    }

    @Override
    public Page<Task, TaskCursor> groupTasks(String group, int limit, TaskCursor after) {
        return desk.tasks()
                .ofGroup(staff(), requireNonNull(group, "group"), limit, Optional.of(requireNonNull(after, "after")));
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
    public BulkResult<Incident> bulk(Collection<TicketId> ids, BiFunction<Incidents, TicketId, Incident> command) {
        requireNonNull(command, "command");
        return Bulk.run(desk.kernel(), staff(), ids, (one, id) -> command.apply(new DefaultIncidents(desk, one), id));
    }
}
