package org.itsm4j.problem;

import static java.util.Objects.requireNonNull;
import static org.itsm4j.lifecycle.internal.Parts.given;

import java.util.Collection;
import java.util.EnumMap;
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
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Hold;
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

/** The door: hands commands to {@link ProblemDesk}, answers questions. */
final class DefaultProblems implements Problems {
    private final ProblemDesk desk;
    private final ProblemQueries queries;
    private final Session session;

    DefaultProblems(ProblemDesk desk, ProblemQueries queries, Session session) {
        this.desk = desk;
        this.queries = queries;
        this.session = session;
    }

    private Session staff() {
        return desk.tickets().staff(session, "problems");
    }

    @Override
    public Problem log(LogProblem command) {
        desk.kernel().opening().require(); // anybody may, so that a suspicion is not lost
        return desk.log(session, given(ProblemAction.LOG, "command", command));
    }

    @Override
    public Problem raiseFromIncidents(Collection<TicketId> incidents, LogProblem command) {
        Collection<TicketId> from = given(ProblemAction.LOG, "incidents", incidents);
        from.forEach(id -> given(ProblemAction.LOG, "incidents", id));
        return desk.raise(staff(), from, given(ProblemAction.LOG, "command", command));
    }

    @Override
    public Problem raiseFromReview(TicketId change, int followUp) {
        return new ProblemReviews(desk).raise(staff(), given(ProblemAction.LOG, "change", change), followUp);
    }

    @Override
    public Problem assess(TicketId id, Assessment as) {
        return desk.assess(staff(), given(ProblemAction.ASSESS, "id", id), given(ProblemAction.ASSESS, "as", as));
    }

    @Override
    public Problem investigate(TicketId id, RcaTechnique technique) {
        return desk.investigate(
                staff(),
                given(ProblemAction.INVESTIGATE, "id", id),
                given(ProblemAction.INVESTIGATE, "technique", technique));
    }

    @Override
    public Problem analyse(TicketId id, RootCauseAnalysis analysis) {
        return desk.analyse(
                staff(), given(ProblemAction.ANALYSE, "id", id), given(ProblemAction.ANALYSE, "analysis", analysis));
    }

    @Override
    public Problem declareKnownError(TicketId id, KnownErrorDeclaration error) {
        return desk.declare(
                staff(),
                given(ProblemAction.DECLARE_KNOWN_ERROR, "id", id),
                given(ProblemAction.DECLARE_KNOWN_ERROR, "error", error));
    }

    @Override
    public Problem reviseWorkaround(TicketId id, Optional<String> text) {
        return desk.revise(
                staff(),
                given(ProblemAction.REVISE_WORKAROUND, "id", id),
                given(ProblemAction.REVISE_WORKAROUND, "text", text));
    }

    @Override
    public Problem requestChange(TicketId id, FixPlan plan) {
        return desk.requestChange(
                staff(),
                given(ProblemAction.REQUEST_CHANGE, "id", id),
                given(ProblemAction.REQUEST_CHANGE, "plan", plan));
    }

    @Override
    public Problem acceptRisk(TicketId id, RiskAcceptance risk) {
        return desk.acceptRisk(
                staff(), given(ProblemAction.ACCEPT_RISK, "id", id), given(ProblemAction.ACCEPT_RISK, "risk", risk));
    }

    @Override
    public Problem resolve(TicketId id, Fix fix) {
        return desk.resolve(staff(), given(ProblemAction.RESOLVE, "id", id), given(ProblemAction.RESOLVE, "fix", fix));
    }

    @Override
    public Problem close(TicketId id) {
        return desk.close(staff(), given(ProblemAction.CLOSE, "id", id));
    }

    @Override
    public Problem reopen(TicketId id, String evidence) {
        return desk.reopen(
                staff(), given(ProblemAction.REOPEN, "id", id), given(ProblemAction.REOPEN, "evidence", evidence));
    }

    @Override
    public Problem cancel(TicketId id, ProblemCancellation why) {
        return desk.cancel(staff(), given(ProblemAction.CANCEL, "id", id), given(ProblemAction.CANCEL, "why", why));
    }

    @Override
    public Problem hold(TicketId id, Hold hold) {
        return desk.hold(staff(), given(ProblemAction.HOLD, "id", id), given(ProblemAction.HOLD, "hold", hold));
    }

    @Override
    public Problem resume(TicketId id) {
        return desk.resume(staff(), given(ProblemAction.RESUME, "id", id));
    }

    @Override
    public Problem reassign(TicketId id, Assignment owner, String reason) {
        return desk.reassign(
                staff(),
                given(ProblemAction.REASSIGN, "id", id),
                given(ProblemAction.REASSIGN, "owner", owner),
                given(ProblemAction.REASSIGN, "reason", reason));
    }

    @Override
    public Problem reclassify(TicketId id, ProblemReclassification change) {
        return desk.reclassify(
                staff(), given(ProblemAction.RECLASSIFY, "id", id), given(ProblemAction.RECLASSIFY, "change", change));
    }

    @Override
    public Problem note(TicketId id, Note note) {
        return desk.tickets()
                .note(staff(), given(ProblemAction.NOTE, "id", id), given(ProblemAction.NOTE, "note", note));
    }

    @Override
    public Problem refer(TicketId id, Reference reference) {
        return desk.tickets()
                .refer(
                        staff(),
                        given(ProblemAction.REFER, "id", id),
                        given(ProblemAction.REFER, "reference", reference));
    }

    @Override
    public Problem watch(TicketId id, String person) {
        return desk.tickets()
                .watch(staff(), given(ProblemAction.WATCH, "id", id), given(ProblemAction.WATCH, "person", person));
    }

    @Override
    public Problem unwatch(TicketId id, String person) {
        return desk.tickets()
                .unwatch(
                        staff(),
                        given(ProblemAction.UNWATCH, "id", id),
                        given(ProblemAction.UNWATCH, "person", person));
    }

    @Override
    public Problem relate(TicketId id, RelationType type, TicketRef other) {
        return desk.tickets()
                .relations()
                .relate(
                        staff(),
                        given(ProblemAction.RELATE, "id", id),
                        given(ProblemAction.RELATE, "type", type),
                        given(ProblemAction.RELATE, "other", other));
    }

    @Override
    public Problem unrelate(TicketId id, RelationType type, TicketRef other) {
        return desk.tickets()
                .relations()
                .unrelate(
                        staff(),
                        given(ProblemAction.UNRELATE, "id", id),
                        given(ProblemAction.UNRELATE, "type", type),
                        given(ProblemAction.UNRELATE, "other", other));
    }

    @Override
    public Problem set(TicketId id, CustomValues changes) {
        return desk.tickets()
                .set(staff(), given(ProblemAction.SET, "id", id), given(ProblemAction.SET, "changes", changes));
    }

    @Override
    public Problem advance(TicketId id) {
        return desk.tickets().tasks().advance(staff(), given(ProblemAction.ADVANCE, "id", id), Optional.empty());
    }

    @Override
    public Problem advance(TicketId id, String way) {
        return desk.tickets()
                .tasks()
                .advance(
                        staff(),
                        given(ProblemAction.ADVANCE, "id", id),
                        Optional.of(given(ProblemAction.ADVANCE, "way", way)));
    }

    @Override
    public Problem claim(TicketId id, String task) {
        return desk.tickets()
                .tasks()
                .claim(staff(), given(ProblemAction.CLAIM, "id", id), given(ProblemAction.CLAIM, "task", task));
    }

    @Override
    public Problem complete(TicketId id, String task) {
        return desk.tickets()
                .tasks()
                .complete(
                        staff(),
                        given(ProblemAction.COMPLETE, "id", id),
                        given(ProblemAction.COMPLETE, "task", task),
                        Optional.empty());
    }

    @Override
    public Problem complete(TicketId id, String task, Note note) {
        return desk.tickets()
                .tasks()
                .complete(
                        staff(),
                        given(ProblemAction.COMPLETE, "id", id),
                        given(ProblemAction.COMPLETE, "task", task),
                        Optional.of(given(ProblemAction.COMPLETE, "note", note)));
    }

    @Override
    public Problem get(TicketId id) {
        return find(id).orElseThrow(() -> new TicketNotFoundException(TicketKind.PROBLEM, id));
    }

    @Override
    public Problem get(TicketNumber number) {
        return find(number).orElseThrow(() -> new TicketNotFoundException(TicketKind.PROBLEM, number));
    }

    @Override
    public Optional<Problem> find(TicketId id) {
        return desk.tickets().queries().find(staff(), requireNonNull(id, "id"));
    }

    @Override
    public Optional<Problem> find(TicketNumber number) {
        return desk.tickets().queries().find(staff(), requireNonNull(number, "number"));
    }

    @Override
    public List<Available<ProblemState, ProblemAction>> actions(TicketId id) {
        Problem problem = get(id);
        return ProblemDesk.STAFF.stream()
                .map(action -> desk.tickets().queries().available(session, problem, action))
                .toList();
    }

    @Override
    public Page<Problem, Cursor> search(Search<ProblemField> search) {
        return desk.tickets().queries().search(staff(), requireNonNull(search, "search"));
    }

    @Override
    public Map<ProblemState, Long> countByState() {
        Map<ProblemState, Long> counts = new EnumMap<>(ProblemState.class);
        for (ProblemState state : ProblemState.values()) {
            counts.put(state, 0L);
        }
        desk.tickets()
                .queries()
                .count(staff(), ProblemField.STATE, List.of())
                .forEach((state, count) -> counts.put((ProblemState) state, count));
        return counts;
    }

    @Override
    public List<KnownErrorMatch> knownErrorsFor(TicketId incident) {
        return queries.knownErrorsFor(staff(), requireNonNull(incident, "incident"));
    }

    @Override
    public List<Problem> similar(TicketId id) {
        return queries.similar(session, get(id));
    }

    @Override
    public List<Trend> trends() {
        return queries.trends(staff());
    }

    @Override
    public Page<TimelineEntry, Long> timeline(TicketId id, long after) {
        return desk.tickets().queries().timeline(get(id), after, false, Function.identity());
    }

    @Override
    public List<CascadeProgress> cascades(TicketId id) {
        return desk.tickets().queries().cascades(get(id));
    }

    @Override
    public ChainReport verify(TicketId id) {
        return desk.tickets().queries().verify(staff(), requireNonNull(id, "id"));
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
    public BulkResult<Problem> bulk(Collection<TicketId> ids, BiFunction<Problems, TicketId, Problem> command) {
        requireNonNull(command, "command");
        return Bulk.run(
                desk.kernel(), staff(), ids, (one, id) -> command.apply(new DefaultProblems(desk, queries, one), id));
    }
}
