package org.itsm4j.change;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.itsm4j.approval.ApprovalRound;
import org.itsm4j.approval.Decision;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.FreeSlot;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.BulkResult;
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
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;

/**
 * Changes, for one actor: what they may do with them. {@code desk.changes()} gives it. Thread-safe. For staff; whoever wants a change and is
 * not of them has a door of their own, {@link OwnChanges}. What staff raise for somebody, with {@code requester(...)}, is found there, too.
 *
 * <p>Every command is one transaction, and is refused with an {@link org.itsm4j.error.ItsmException} before anything has
 * happened: {@link org.itsm4j.error.InvalidInputException} if what is said breaks a limit, {@link
 * org.itsm4j.security.AccessDeniedException} if the actor may not, {@link org.itsm4j.ticket.TicketNotFoundException} if there
 * is no such change, {@link org.itsm4j.lifecycle.IllegalTransitionException} if the contract has no such step from where it
 * is, {@link org.itsm4j.ticket.RuleViolationException} if a rule forbids it as things are, {@link
 * org.itsm4j.ticket.ConcurrentChangeException} if somebody else was faster.
 */
public interface Changes {
    /**
     * Begins a draft. A standard change has plan and answers from its template; an emergency is tied to what it is for, as {@link
     * RelationType#CAUSED_BY}, which is written on both.
     *
     * @param command what is known
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if the template is not known or retired, or the cause is no incident or problem
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is no such incident or problem
     * @throws org.itsm4j.ticket.RuleViolationException {@code cause}, if the incident is closed, cancelled or merged, or the
     *     problem cancelled
     */
    Change raise(RaiseChange command);

    /**
     * Records a change that was made without one: it is in review at once, its outcome UNAUTHORISED, and its review is due.
     *
     * @param command what was found; normal, with a configuration item
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if it is not normal, or names no configuration item
     */
    Change recordUnauthorised(RaiseChange command);

    /**
     * Hands it in. A standard change whose template is live is scheduled at once, an emergency assessed at once.
     *
     * @param id which change
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if plan, tested back-out, scope or an answer is missing, or differs from what the template has frozen
     * @throws org.itsm4j.ticket.RuleViolationException {@code window}, if its window is in the past; {@code collision}, if
     *     something hard speaks against it and is not waived, with the next free slot
     */
    Change submit(TicketId id);

    /**
     * Finds it complete, and lets it be assessed.
     *
     * @param id which change
     * @return the change as it is then
     */
    Change accept(TicketId id);

    /**
     * Turns it away.
     *
     * @param id which change
     * @param reason why; up to 2,000 characters
     * @return the change as it is then
     */
    Change reject(TicketId id, String reason);

    /**
     * Keeps its impact and risk, and puts it to the vote of those whom the settings name for that risk.
     *
     * @param id which change
     * @param assessment what was found
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if nobody could approve it, as all who may vote are in conflict, or nobody is behind a group
     * @throws org.itsm4j.error.ConfigurationException if nobody is set to agree to changes of that risk
     * @throws org.itsm4j.ticket.RuleViolationException {@code conflictOfInterest}, if the actor wants, has raised or does it: its risk
     *     says who has to agree. Not so of an emergency
     */
    Change assessed(TicketId id, Assessment assessment);

    /**
     * Gives a vote on the change as it is now, or as it was in {@link CastVote#onRound}. A later vote of the
     * same voter takes the place of the earlier one. What is decided by it is carried out in the same transaction.
     *
     * @param id which change
     * @param vote what is voted
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException if the vote counts nothing, with the rule of {@link
     *     org.itsm4j.approval.Refusal} or {@code votesOfOne}, of more than {@link org.itsm4j.approval.Ballot#VOTES_OF_ONE} in a
     *     round; {@code timedOut}; {@code collision}, if it would decide for the change, and something hard has come to be
     *     in its slot: then the vote is not given, until its window is revised or that is waived
     */
    Change vote(TicketId id, CastVote vote);

    /**
     * Sends it back to whoever writes it. Votes are kept, and count no more.
     *
     * @param id which change
     * @param comment what is missing; up to 2,000 characters
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code decided}, if its time is over, so that due work is about to reject it
     */
    Change returnToDraft(TicketId id, String comment);

    /**
     * Lets an emergency be done while it is voted on. It has to be approved within the time of the settings, and is not closed before.
     *
     * @param id which emergency
     * @param reason why it cannot wait; up to 2,000 characters
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code conflictOfInterest}, if the actor wants, has raised or does it
     */
    Change implementFirst(TicketId id, String reason);

    /**
     * Puts an emergency to the vote again that was voted down in retrospect, with a new deadline.
     *
     * @param id which emergency
     * @param reason why; up to 2,000 characters
     * @return the change as it is then
     */
    Change putToVote(TicketId id, String reason);

    /**
     * Changes plan, window, configuration items or answers. Votes on what it was count no more: what was scheduled is voted on again, or its template looked at again.
     *
     * @param id which change
     * @param revision what changes
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if it changes nothing, or breaks what the template has frozen
     * @throws org.itsm4j.ticket.RuleViolationException {@code window} or {@code collision}, as of {@link #submit}, unless it is a draft; {@code
     *     decided}, as of {@link #returnToDraft}; {@code risk}, if the edit would lower the risk that it was assessed with, and so choose who has
     *     to agree
     */
    Change revise(TicketId id, Revision revision);

    /**
     * Gives it to a group, and perhaps a person, to be done.
     *
     * @param id which change
     * @param to who does it
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code conflictOfInterest}, if it were approved by nobody but them; {@code
     *     implementer}, if it is under way and the assignment names no person
     */
    Change assign(TicketId id, Assignment to);

    /**
     * Allows a collision: it no longer bars the change, nor the one it collides with. It does not count for either of the two if whoever
     * has allowed it is in conflict there.
     *
     * @param id which change
     * @param collision one of {@link #collisions}
     * @param reason why; up to 2,000 characters
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException if it has no such collision, or {@code conflictOfInterest}
     */
    Change waive(TicketId id, Collision collision, String reason);

    /**
     * Keeps it from being begun.
     *
     * @param id which change
     * @param reason why; up to 2,000 characters
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if the reason begins as that of freezes does, {@code freeze: }
     */
    Change lockDown(TicketId id, String reason);

    /**
     * Ends its lockdown.
     *
     * @param id which change
     * @return the change as it is then
     */
    Change release(TicketId id);

    /**
     * Begins to do it, inside of its window. It is the actor's from then on.
     *
     * @param id which change
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code collision}, if something hard speaks against it and is not waived; {@code conflictOfInterest}, if the actor alone has approved it
     */
    Change begin(TicketId id);

    /**
     * Says that it is done, and how it went.
     *
     * @param id which change
     * @param how how it was done in fact
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if it was backed out
     * @throws org.itsm4j.ticket.RuleViolationException {@code actualTimes}, if it was not done between its beginning and now;
     *     {@code conflictOfInterest}, if the actor alone has approved it
     */
    Change complete(TicketId id, Implementation how);

    /**
     * Says that it was undone. What it touches is marked by {@link ChangeSettings#backOutMarks()}, in the same transaction.
     *
     * @param id which change
     * @param how how it was undone; BACKED_OUT
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if its outcome is another
     * @throws org.itsm4j.ticket.RuleViolationException {@code actualTimes}, if it was not done between its beginning and now
     */
    Change backOut(TicketId id, Implementation how);

    /**
     * Records the review, with the count of incidents on what it touches so far, within {@link ChangeSettings#incidentsWithin()} after it, and closes it; an emergency that is not yet approved stays in review.
     * Its follow-ups can be made problems, by {@code desk.problems().raiseFromReview}.
     *
     * @param id which change
     * @param review what came of it
     * @return the change as it is then
     * @throws org.itsm4j.error.InvalidInputException if the directory does not know who owns a follow-up
     * @throws org.itsm4j.ticket.RuleViolationException {@code review}, if it has one already
     */
    Change review(TicketId id, Review review);

    /**
     * Closes it, if no review is due. In the same transaction a problem that it was the last one to fix is resolved (see {@link
     * org.itsm4j.problem.Problems#requestChange}), and incidents on hold for it, or for that problem, go on. The same follows
     * when it is closed by its review; and when it is rejected, voted down or cancelled, as far as that goes. Of
     * more than {@link org.itsm4j.ticket.Limits#CASCADE} tickets the others follow soon, see {@link #cascades}.
     *
     * @param id which change
     * @return the change as it is then
     */
    Change close(TicketId id);

    /**
     * Stops it before it is begun.
     *
     * @param id which change
     * @param reason why; up to 2,000 characters
     * @return the change as it is then
     */
    Change cancel(TicketId id, String reason);

    /**
     * Goes on to the next stage of its state.
     *
     * @param id which change
     * @return the change as it is then
     */
    Change advance(TicketId id);

    /**
     * Goes on to the next stage of its state, on one of several ways.
     *
     * @param id which change
     * @param way which way, as the diagram names it; up to 200 characters
     * @return the change as it is then
     */
    Change advance(TicketId id, String way);

    /**
     * Writes something down.
     *
     * @param id which change
     * @param note what to write
     * @return the change as it is then
     */
    Change note(TicketId id, Note note);

    /**
     * Lets it point to something outside.
     *
     * @param id which change
     * @param reference what it shall point to
     * @return the change as it is then
     */
    Change refer(TicketId id, Reference reference);

    /**
     * Lets a person follow it.
     *
     * @param id which change
     * @param person who shall follow it
     * @return the change as it is then
     */
    Change watch(TicketId id, String person);

    /**
     * No longer lets a person follow it.
     *
     * @param id which change
     * @param person who shall no longer follow it
     * @return the change as it is then
     */
    Change unwatch(TicketId id, String person);

    /**
     * Ties it to another ticket.
     *
     * @param id which change
     * @param type how it stands
     * @param other to which ticket
     * @return the change as it is then
     */
    Change relate(TicketId id, RelationType type, TicketRef other);

    /**
     * Unties it.
     *
     * @param id which change
     * @param type how it stands
     * @param other to which ticket
     * @return the change as it is then
     */
    Change unrelate(TicketId id, RelationType type, TicketRef other);

    /**
     * Takes one of its tasks.
     *
     * @param id which change
     * @param task which task of it
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code conflictOfInterest}, if it is under way and the actor alone has approved it
     */
    Change claim(TicketId id, String task);

    /**
     * Says that one of its tasks is done.
     *
     * @param id which change
     * @param task which task of it
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code conflictOfInterest}, if it is under way and the actor alone has approved it
     */
    Change completeTask(TicketId id, String task);

    /**
     * Says that one of its tasks is done, with a word on it.
     *
     * @param id which change
     * @param task which task of it
     * @param note what to write
     * @return the change as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code conflictOfInterest}, if it is under way and the actor alone has approved it
     */
    Change completeTask(TicketId id, String task, Note note);

    /**
     * Gives values to the host's own fields.
     *
     * @param id which change
     * @param changes new values of the host's own fields
     * @return the change as it is then
     */
    Change set(TicketId id, CustomValues changes);

    /**
     * @param id which change
     * @return it
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is none, or the actor may not read it
     */
    Change get(TicketId id);

    /**
     * @param number which change
     * @return it
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is none, or the actor may not read it
     */
    Change get(TicketNumber number);

    /**
     * @param id which change
     * @return it; empty if there is none, or the actor may not read it
     */
    Optional<Change> find(TicketId id);

    /**
     * @param number which change
     * @return it; empty if there is none, or the actor may not read it
     */
    Optional<Change> find(TicketNumber number);

    /**
     * @param id which change
     * @return for each action whether this actor can do it now, and with what; if not, why: by role, state and preconditions of the
     *     contract, and by what the command itself looks at besides what is said with it, such as what a plan lacks, what is in the
     *     way in the calendar, whether the actor has a vote that counts or is in conflict
     */
    List<Available<ChangeState, ChangeAction>> actions(TicketId id);

    /**
     * @param search what to list
     * @return the part of it the actor may see
     */
    Page<Change, Cursor> search(Search<ChangeField> search);

    /** @return how many there are in each state, among those the actor may see */
    Map<ChangeState, Long> countByState();

    /**
     * @param id which change
     * @return all that speaks against doing it when it is planned, waived or not; nothing as long as it has no window
     */
    List<Collision> collisions(TicketId id);

    /**
     * @param id which change
     * @return those of {@link #collisions} that bar it now: hard, not waived for either side, and not passed
     */
    List<Collision> unresolved(TicketId id);

    /**
     * @param id which change
     * @return when it could be done first, from its window or now on, without a hard collision
     * @throws org.itsm4j.error.InvalidInputException if it has no window
     */
    FreeSlot nextFree(TicketId id);

    /**
     * Changes that may have caused an incident: of those the actor may see, the ones on its configuration item that were being
     * done when it was logged, or had been done within {@link ChangeSettings#incidentsWithin()} before; the same that count it in
     * their review. Of those under way, and of the others, the {@link org.itsm4j.ticket.Limits#PAGE_CAP} that last changed are
     * looked at. The one that has caused it is recorded by {@code desk.incidents().relate(incident, RelationType.CAUSED_BY,
     * change.ref())}.
     *
     * @param incident which incident, as it is classified now
     * @return up to {@link org.itsm4j.ticket.Limits#PAGE_DEFAULT}, those under way first, then the newest; none if it names no
     *     configuration item
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is no such incident
     */
    List<RecentChange> recentChangesFor(TicketId incident);

    /**
     * @param id which change
     * @return how the vote on it stands, and why; empty if nothing was put to the vote
     */
    Optional<Decision> decision(TicketId id);

    /**
     * @param id which change
     * @return each round of approval with its votes, the last one first, up to {@link org.itsm4j.ticket.Limits#PAGE_DEFAULT}; empty if
     *     nothing was put to the vote
     */
    List<ApprovalRound> rounds(TicketId id);

    /**
     * @param id which change
     * @return how the score of its risk comes about, line by line; empty before it was submitted, and for a score by
     *     questions of an earlier version
     */
    List<String> explainRisk(TicketId id);

    /**
     * @param id which change
     * @param after the sequence of the last entry read; 0 from the start
     * @return a page of its timeline
     */
    Page<TimelineEntry, Long> timeline(TicketId id, long after);

    /**
     * How far what follows from commands on this change has come, if it was more than {@link
     * org.itsm4j.ticket.Limits#CASCADE} tickets: those beyond follow by {@code Itsm.runDueWork()}, each in a transaction of its own.
     *
     * @param id which change
     * @return what is not over, oldest first; empty as a rule
     */
    List<CascadeProgress> cascades(TicketId id);

    /**
     * @param id which change
     * @return what a look over its whole timeline has found
     */
    ChainReport verify(TicketId id);

    /**
     * @param id which change
     * @return its relations, from either side
     */
    List<Relation> relations(TicketId id);

    /**
     * @param id which change
     * @return who follows it
     */
    List<String> watchers(TicketId id);

    /**
     * @param id which change
     * @return what it points to
     */
    List<Reference> references(TicketId id);

    /**
     * @param id which change
     * @return its tasks, those of the latest visit first
     */
    List<Task> tasks(TicketId id);

    /**
     * @param group a group
     * @param limit how many at most, 1 to {@link org.itsm4j.ticket.Limits#PAGE_CAP}
     * @return the first open tasks of changes for that group
     */
    Page<Task, TaskCursor> groupTasks(String group, int limit);

    /**
     * @param group a group
     * @param limit how many at most, 1 to {@link org.itsm4j.ticket.Limits#PAGE_CAP}
     * @param after where the page before ended
     * @return more open tasks of changes for that group
     */
    Page<Task, TaskCursor> groupTasks(String group, int limit, TaskCursor after);

    /**
     * One command on many changes, each in a transaction of its own; one that is refused does not stop the others.
     *
     * @param ids which changes, up to {@link org.itsm4j.ticket.Limits#PAGE_CAP}
     * @param command what to do with each, by the door it is given
     * @return what has become of each
     * @throws org.itsm4j.ticket.RuleViolationException if a transaction is active
     */
    BulkResult<Change> bulk(Collection<TicketId> ids, BiFunction<Changes, TicketId, Change> command);
}
