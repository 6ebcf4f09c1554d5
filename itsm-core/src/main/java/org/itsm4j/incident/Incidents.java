package org.itsm4j.incident;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.Condition;
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
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;

/**
 * Incidents, for staff of one tenant: {@code itsm.as(actor).incidents()}. Requesters use {@link OwnIncidents}.
 *
 * <p>Each command is one transaction (or joins the host's): ticket, workflow token, timeline entry and event change
 * together or not at all. Which command is allowed when, and to whom, is said by {@link IncidentContract}; {@link
 * #actions} tells it for one incident and this actor. Thread-safe.
 *
 * <p>A question that is refused, or finds nothing, leaves the host's transaction as it is; a command that fails in it marks
 * it, so that it can only roll back. No argument may be null: a command refuses that as any other wrong input, a question
 * with a {@link NullPointerException}. Once the {@code Itsm} is closed, all throw an {@link IllegalStateException}.
 *
 * <p>Every command may throw, and has then done nothing:
 *
 * <ul>
 *   <li>{@link org.itsm4j.error.InvalidInputException}: a part is missing, too long, or not text a database can keep
 *   <li>{@link org.itsm4j.security.AccessDeniedException}: the access policy does not give it to this actor
 *   <li>{@link org.itsm4j.ticket.TicketNotFoundException}: no such incident in the actor's tenant
 *   <li>{@link org.itsm4j.lifecycle.IllegalTransitionException}: not from the state it is in; names what this actor can do
 *   <li>{@link org.itsm4j.lifecycle.StepFailedException}: a step that the diagram runs on the way has failed
 *   <li>{@link org.itsm4j.ticket.RuleViolationException}: a rule of the practice forbids it as things are
 *   <li>{@link org.itsm4j.ticket.ConcurrentChangeException}: somebody else was faster; carries the fresh incident
 *   <li>{@link org.itsm4j.ticket.RequestConflictException}: the request id was used for something else
 *   <li>{@link org.itsm4j.error.StoreException}: the database failed
 * </ul>
 */
public interface Incidents {
    /**
     * Records an incident. If an incident with the same correlation key is not finished, that one gets a note and is
     * returned instead.
     *
     * @param command what is known
     * @return the incident, NEW
     */
    Incident log(LogIncident command);

    /**
     * Gives a new incident to a group, and perhaps a person.
     *
     * @param id the incident
     * @param to the group, and perhaps the person
     * @return it, ASSIGNED
     */
    Incident assign(TicketId id, Assignment to);

    /**
     * Acknowledges an incident and begins to work on it; the first time, this is the first response. An incident that
     * no person has becomes the actor's; one that no group has becomes the actor's group's, if they are in exactly one.
     *
     * @param id the incident
     * @return it, IN_PROGRESS
     */
    Incident start(TicketId id);

    /**
     * Gives an incident to another group or person.
     *
     * @param id the incident
     * @param to another group or person than has it
     * @param reason why; internal
     * @return it, ASSIGNED
     */
    Incident reassign(TicketId id, Assignment to, String reason);

    /**
     * Gives an incident to a group that knows more: functional escalation.
     *
     * @param id the incident
     * @param to another group or person than has it
     * @param reason why; internal
     * @return it, ASSIGNED
     */
    Incident escalate(TicketId id, Assignment to, String reason);

    /**
     * Lets an incident wait. It goes on by itself at {@link Hold#followUpAt()}; and when the problem or change it waits for is
     * over, in that transaction, if it names it by {@code problem:} or {@code change:} and its number or id.
     *
     * @param id the incident
     * @param hold why, and what for; CHANGE and PROBLEM must name it
     * @return it, ON_HOLD
     */
    Incident hold(TicketId id, Hold hold);

    /**
     * Goes on with an incident that waited.
     *
     * @param id the incident
     * @return it, IN_PROGRESS
     */
    Incident resume(TicketId id);

    /**
     * Goes on to the next stage within the state, where the diagram has several stages of one state and offers it.
     *
     * @param id the incident
     * @return it, at that stage, in the same state
     */
    Incident advance(TicketId id);

    /**
     * Goes on to the next stage within the state, by one of several ways.
     *
     * @param id the incident
     * @param way which way, as the diagram's conditions know it by the fact {@code way}; up to 200 characters
     * @return it, at that stage, in the same state
     */
    Incident advance(TicketId id, String way);

    /**
     * Says how service was restored. Open children, and theirs, are resolved in the same transaction; of more than {@link org.itsm4j.ticket.Limits#CASCADE} the others soon, see {@link #cascades}.
     *
     * @param id the incident
     * @param resolution how
     * @return it, RESOLVED
     */
    Incident resolve(TicketId id, Resolution resolution);

    /**
     * Says that service is not restored after all.
     *
     * @param id the incident
     * @param reason why; the requester reads it
     * @return it, IN_PROGRESS
     */
    Incident reopen(TicketId id, String reason);

    /**
     * Closes a resolved incident for good: by the requester, the system, or an administrator.
     *
     * @param id the incident
     * @return it, CLOSED; nothing changes it any more
     */
    Incident close(TicketId id);

    /**
     * Continues a closed incident in a new one with the same requester and classification. The closed one is not touched.
     * Whoever does it also needs the right to log.
     *
     * @param id the closed incident
     * @param text what is wrong now
     * @return the new incident, NEW
     */
    Incident followUp(TicketId id, String text);

    /**
     * Stops an incident.
     *
     * @param id the incident
     * @param reason why
     * @return it, CANCELLED
     */
    Incident cancel(TicketId id, CancelReason reason);

    /**
     * Makes an incident part of another, whose watchers its own become. Its timeline stays where it is; {@link
     * #unmerge} takes it out again.
     *
     * @param id the incident
     * @param into an open incident of the same tenant
     * @return the incident, MERGED
     */
    Incident merge(TicketId id, TicketId into);

    /**
     * Takes a merged incident out of the other, while that is open.
     *
     * @param id the merged incident
     * @return it, in the state it had before
     */
    Incident unmerge(TicketId id);

    /**
     * Changes what an incident is about and how much it matters.
     *
     * @param id the incident
     * @param change what changes
     * @return it, with its priority read again
     */
    Incident reclassify(TicketId id, Reclassification change);

    /**
     * Writes something down.
     *
     * @param id the incident
     * @param note what, and who may read it
     * @return it
     */
    Incident note(TicketId id, Note note);

    /**
     * Points to something outside.
     *
     * @param id the incident
     * @param reference what
     * @return it
     */
    Incident refer(TicketId id, Reference reference);

    /**
     * Lets a person follow an incident.
     *
     * @param id the incident
     * @param person who
     * @return it
     */
    Incident watch(TicketId id, String person);

    /**
     * No longer lets a person follow an incident.
     *
     * @param id the incident
     * @param person who
     * @return it
     */
    Incident unwatch(TicketId id, String person);

    /**
     * Ties an incident to another; both timelines say so. An incident has one parent at most, and never a circle of them.
     *
     * @param id the first
     * @param type how it stands to the other; not one that only comes from another command
     * @param other the second
     * @return the first
     */
    Incident relate(TicketId id, RelationType type, TicketId other);

    /**
     * Ties an incident to a ticket of any practice: as {@link #relate(TicketId, RelationType, TicketId)}.
     *
     * @param id which incident
     * @param type how it stands to the other; parents and children are incidents both
     * @param other the other ticket
     * @return the incident
     */
    Incident relate(TicketId id, RelationType type, TicketRef other);

    /**
     * Unties two incidents.
     *
     * @param id the first
     * @param type how it stands to the other
     * @param other the second
     * @return the first
     */
    Incident unrelate(TicketId id, RelationType type, TicketId other);

    /**
     * Unties an incident from a ticket of any practice.
     *
     * @param id which incident
     * @param type how it stands to the other
     * @param other the other ticket
     * @return the incident
     */
    Incident unrelate(TicketId id, RelationType type, TicketRef other);

    /**
     * Takes a task: the actor has it from now on. Agents of the task's group may, any agent if it has no group,
     * dispatchers and managers; the latter two also take one from whoever has it.
     *
     * @param id the incident
     * @param task an open task of its stage, see {@link #tasks}
     * @return it
     */
    Incident claim(TicketId id, String task);

    /**
     * Says that a task is done. A claimed one is done by whoever has claimed it or by a manager, another one by whoever
     * could claim it. Tasks that come after it are opened. When nothing is left to do at the stage and the diagram offers
     * to advance, the system does so in the same transaction.
     *
     * @param id the incident
     * @param task an open task of its stage, see {@link #tasks}
     * @return it
     */
    Incident complete(TicketId id, String task);

    /**
     * Says that a task is done, and what there is to say about it; as {@link #complete(TicketId, String)}.
     *
     * @param id the incident
     * @param task an open task of its stage, see {@link #tasks}
     * @param note what to write down, and who may read it
     * @return it
     */
    Incident complete(TicketId id, String task, Note note);

    /**
     * Proposes an incident as a major one.
     *
     * @param id the incident; not proposed or accepted already
     * @param reason why
     * @return it
     */
    Incident proposeMajor(TicketId id, String reason);

    /**
     * Accepts a proposed major incident.
     *
     * @param id the incident
     * @param plan how it will be handled
     * @return it, reassigned if the plan says so
     */
    Incident acceptMajor(TicketId id, MajorPlan plan);

    /**
     * Rejects a proposed major incident.
     *
     * @param id the incident
     * @param reason why
     * @return it
     */
    Incident rejectMajor(TicketId id, String reason);

    /**
     * Ends a major incident; its review is still due before it can be closed.
     *
     * @param id the incident
     * @param note how it ended
     * @return it
     */
    Incident endMajor(TicketId id, String note);

    /**
     * Reports the situation of an accepted major incident; the requester reads it.
     *
     * @param id the incident
     * @param text the situation
     * @return it, with the next report due a cadence later
     */
    Incident sitrep(TicketId id, String text);

    /**
     * Records the review that closing a major incident needs. If closing by itself was due already, it is closed now.
     *
     * @param id the incident, accepted or ended as a major one
     * @param text what was learned
     * @return it
     */
    Incident review(TicketId id, String text);

    /**
     * Gives values to the host's own fields, and takes them away. Internal. If closing by itself was due already and only
     * waited for one of them, the incident is closed now.
     *
     * @param id the incident
     * @param changes what changes; fields that it does not name stay as they are
     * @return it
     * @throws org.itsm4j.error.InvalidInputException if it changes nothing, or names a field that is not declared for
     *     incidents, or one does not take its value
     */
    Incident set(TicketId id, CustomValues changes);

    /**
     * Ends the running cycle of a clock as cancelled, which no report counts, and begins another now.
     *
     * @param id the incident
     * @param target the slot of the clock, such as {@code resolution}
     * @param reason why, up to {@link org.itsm4j.ticket.Limits#REASON} characters
     * @return it
     * @throws org.itsm4j.ticket.RuleViolationException if it has no such clock that runs or waits
     */
    Incident resetTarget(TicketId id, String target, String reason);

    /**
     * Gives a clock a due instant that was agreed on with the customer. No pause and no reclassification moves it.
     *
     * @param id the incident
     * @param target the slot of the clock, such as {@code resolution}
     * @param due when; after now
     * @param reason why, up to {@link org.itsm4j.ticket.Limits#REASON} characters
     * @return it
     * @throws org.itsm4j.ticket.RuleViolationException if it has no such clock that runs or waits
     * @throws org.itsm4j.error.InvalidInputException if the instant is not after now
     */
    Incident agreeTarget(TicketId id, String target, Instant due, String reason);

    /**
     * Puts an incident under the service level policies and calendars of today, as if it always had been: same start, same
     * pauses. What is stopped stays as it is. The timeline says each clock's due instant before and after.
     *
     * @param id the incident
     * @param reason why, up to {@link org.itsm4j.ticket.Limits#REASON} characters
     * @return it
     * @throws org.itsm4j.ticket.RuleViolationException if it is under these already, or the tenant has none
     */
    Incident renewTargets(TicketId id, String reason);

    /**
     * @param id an incident
     * @return it
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is none; {@link #find(TicketId)} does not throw
     */
    Incident get(TicketId id);

    /**
     * @param number what people call it
     * @return it
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is none; {@link #find(TicketNumber)} does not throw
     */
    Incident get(TicketNumber number);

    /**
     * @param id an incident
     * @return every action of the contract that people give, whether this actor can do it now, what it takes, and why not
     */
    List<Available<IncidentState, IncidentAction>> actions(TicketId id);

    /**
     * @param search what to list; {@code Search.sortedBy(IncidentField.LOGGED_AT, DESCENDING).where(...)}
     * @return a page of those this actor may see
     */
    Page<Incident, Cursor> search(Search<IncidentField> search);

    /**
     * @param group a group
     * @return a search for its open incidents, most urgent first, 50 a page
     */
    Search<IncidentField> queue(String group);

    /**
     * @param conditions what must hold
     * @return how many there are in each state, of those this actor may see; every state is there
     */
    Map<IncidentState, Long> countByState(List<Condition<IncidentField>> conditions);

    /** @return how many there are in each state, of those this actor may see; every state is there */
    Map<IncidentState, Long> countByState();

    /**
     * Accepted major incidents that are open and have the service, configuration item or category of this one: it may be
     * part of one of them. Known errors that may be behind it are offered by {@code desk.problems().knownErrorsFor(id)}, changes
     * that may have caused it by {@code desk.changes().recentChangesFor(id)}.
     *
     * @param id an incident
     * @return up to 50, most urgent first
     */
    List<Incident> similarMajorIncidents(TicketId id);

    /**
     * @param id an incident
     * @param after where the page before ended: the sequence of its last entry; 0 for the first
     * @return up to 50 entries, internal ones too
     */
    Page<TimelineEntry, Long> timeline(TicketId id, long after);

    /**
     * How far what follows from commands on this incident has come, if it was more than {@link org.itsm4j.ticket.Limits#CASCADE} tickets: those
     * beyond follow by {@code Itsm.runDueWork()}, each in a transaction of its own.
     *
     * @param id which incident
     * @return what is not over, oldest first; empty as a rule
     */
    List<CascadeProgress> cascades(TicketId id);

    /**
     * @param id an incident
     * @return whether its timeline is as it was written
     */
    ChainReport verify(TicketId id);

    /**
     * @param id an incident
     * @return its tasks, those of its latest stage that has some first; up to 1,000
     */
    List<Task> tasks(TicketId id);

    /**
     * @param group a group
     * @param limit how many, 1 to 1,000
     * @return a page of its open tasks on any incident, longest open first; empty if this actor may not see its work
     */
    Page<Task, TaskCursor> groupTasks(String group, int limit);

    /**
     * @param group a group
     * @param limit how many, 1 to 1,000
     * @param after where the page before ended
     * @return the next page of its open tasks
     */
    Page<Task, TaskCursor> groupTasks(String group, int limit, TaskCursor after);

    /**
     * @param id an incident
     * @return how it is tied to others, up to {@link org.itsm4j.ticket.Limits#LINKS} each way
     */
    List<Relation> relations(TicketId id);

    /**
     * @param id an incident
     * @return who follows it
     */
    List<String> watchers(TicketId id);

    /**
     * @param id an incident
     * @return what it points to
     */
    List<Reference> references(TicketId id);

    /**
     * Does the same to many, each in its own transaction, with the same guards as one by one. What fails does not stop
     * the others. With a request id, each incident's command is a request of its own, so that the whole can be repeated.
     *
     * @param ids up to 1,000 incidents
     * @param command what to do with each, on the incidents handed in
     * @return a result for each, in the order given
     * @throws org.itsm4j.ticket.RuleViolationException if called inside a host's transaction, where one failure would
     *     undo all
     */
    BulkResult<Incident> bulk(Collection<TicketId> ids, BiFunction<Incidents, TicketId, Incident> command);

    /**
     * Finds without failing.
     *
     * @param id an incident, or what may be one
     * @return it, unless there is none
     */
    Optional<Incident> find(TicketId id);

    /**
     * Finds by number without failing.
     *
     * @param number what people call it
     * @return it, unless there is none
     */
    Optional<Incident> find(TicketNumber number);
}
