package org.itsm4j.problem;

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
 * Problems, for staff. Immutable and thread-safe. Each command is one transaction, or part of the caller's; it is checked
 * for its parts, the actor's right and {@link ProblemContract} before anything changes, and written on the timeline.
 *
 * <p>Every command throws {@link org.itsm4j.error.InvalidInputException} if a part is missing or out of its limits, {@link
 * org.itsm4j.security.AccessDeniedException} if the actor has no right, {@link
 * org.itsm4j.ticket.TicketNotFoundException} if there is no such problem, {@link
 * org.itsm4j.lifecycle.IllegalTransitionException} if the contract has no such step from where it is, {@link
 * org.itsm4j.ticket.RuleViolationException} if a rule says no, and {@link
 * org.itsm4j.ticket.ConcurrentChangeException} if somebody else was faster.
 *
 * <p>Service levels: a problem counts as assigned when it is assessed, as responded to when it is first investigated, and as
 * done when it is resolved or its risk is accepted.
 */
public interface Problems {
    /**
     * Records a problem. Anybody may, requesters too.
     *
     * @param command what is known
     * @return the problem
     */
    Problem log(LogProblem command);

    /**
     * Records a problem that is behind incidents. They are related to it as {@link RelationType#CAUSED_BY}; what the command
     * leaves open of service, configuration item and category is what most of them have; all configuration items they hit
     * become references of the type {@code configuration-item}.
     *
     * @param incidents 1 to {@link org.itsm4j.ticket.Limits#CASCADE} incidents that the actor may read
     * @param command what is known
     * @return the problem
     */
    Problem raiseFromIncidents(Collection<TicketId> incidents, LogProblem command);

    /**
     * Records a problem that is a follow-up of the review of a change: {@link ProblemSource#PROACTIVE}, called as the follow-up
     * is, about the service of the change and, if it touches one only, about that configuration item. It is related to the
     * change as {@link RelationType#RELATED_TO}, its configuration items become references, who owns the follow-up watches it.
     * There is one problem for each follow-up.
     *
     * @param change a change that was reviewed, and that the actor may read
     * @param followUp which of its {@link org.itsm4j.change.Review#followUps()}, from 1
     * @return the problem
     * @throws org.itsm4j.error.InvalidInputException if it has no such follow-up, or there are no changes here
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is no such change
     * @throws org.itsm4j.ticket.RuleViolationException {@code review}, if it has no review; {@code followUp}, if that follow-up is
     *     a problem already; {@code requiredFields}, if the host's own fields are needed to log one
     */
    Problem raiseFromReview(TicketId change, int followUp);

    /**
     * Gives a problem a priority, a category and an owner. Look at {@link #similar} first: a duplicate is cancelled, by {@link
     * ProblemCancellation#duplicateOf}.
     *
     * @param id which problem
     * @param as priority, category and owner
     * @return the problem as it is then
     */
    Problem assess(TicketId id, Assessment as);

    /**
     * Begins to look for the cause.
     *
     * @param id which problem
     * @param technique how the cause will be looked for
     * @return the problem as it is then
     */
    Problem investigate(TicketId id, RcaTechnique technique);

    /**
     * Keeps what the analysis has found so far.
     *
     * @param id which problem
     * @param analysis what was found so far; replaces what was there
     * @return the problem as it is then
     */
    Problem analyse(TicketId id, RootCauseAnalysis analysis);

    /**
     * Says what the cause is. The known error is offered for incidents from now on, by {@link #knownErrorsFor}. Incidents on
     * hold with a reference {@code problem:} and the number or id of this problem get the workaround as an internal note, in the
     * same transaction; if they are more than {@link org.itsm4j.ticket.Limits#CASCADE}, the others get it soon, see {@link
     * #cascades}. If there is an analysis, it must
     * be conclusive.
     *
     * @param id which problem
     * @param error the cause, what shows it, and the workaround or none
     * @return the problem as it is then
     */
    Problem declareKnownError(TicketId id, KnownErrorDeclaration error);

    /**
     * Changes the workaround of the known error, and tells it to incidents that wait, as {@link #declareKnownError} does.
     *
     * @param id which problem
     * @param text what helps until it is fixed; empty: there is none
     * @return the problem as it is then
     */
    Problem reviseWorkaround(TicketId id, Optional<String> text);

    /**
     * Says how it will be fixed. Change tickets are tied to the problem, outside changes are pointed to.
     *
     * <p>When the last of the changes that it is tied to as {@link RelationType#FIXED_BY} ends, it is resolved by itself, in that
     * transaction, with a text that names them. Not as long as one of them has ended as {@link
     * org.itsm4j.change.Outcome#FAILED}, {@link org.itsm4j.change.Outcome#BACKED_OUT} or {@link
     * org.itsm4j.change.Outcome#UNAUTHORISED}, or some are kept elsewhere: then whoever owns it says how it was fixed, or unties
     * what has failed before the last one ends. What was rejected or cancelled does not count, and one must have been successful;
     * after a reopening, the last one. How each has ended is an internal note on the problem.
     *
     * @param id which problem
     * @param plan the changes, or the decision
     * @return the problem as it is then
     */
    Problem requestChange(TicketId id, FixPlan plan);

    /**
     * Closes a problem without a fix. Its known error stays, as {@link KnownErrorStatus#RETAINED}. At the review date the
     * problem is reopened by itself. Incidents on hold for it are resumed as by {@link #resolve}.
     *
     * @param id which problem
     * @param risk why, until when, and who agreed
     * @return the problem as it is then
     */
    Problem acceptRisk(TicketId id, RiskAcceptance risk);

    /**
     * Says how it was fixed. The observation window begins. Incidents on hold for this problem are resumed in the same
     * transaction; if they are more than {@link org.itsm4j.ticket.Limits#CASCADE}, the others soon, see {@link #cascades}.
     *
     * @param id which problem
     * @param fix what was done, and how it will be seen that it helped
     * @return the problem as it is then
     */
    Problem resolve(TicketId id, Fix fix);

    /**
     * Says that the fix has proved itself: after the observation window, and only if no incident that is related as {@link
     * RelationType#CAUSED_BY} this problem was logged since it was resolved. Happens by itself then.
     *
     * @param id which problem
     * @return the problem as it is then
     */
    Problem close(TicketId id);

    /**
     * Looks for the cause again. The known error is open again.
     *
     * @param id which problem
     * @param evidence what shows that the fault is back
     * @return the problem as it is then
     */
    Problem reopen(TicketId id, String evidence);

    /**
     * Stops a problem that is none, or is a duplicate. Incidents on hold for it are resumed as by {@link #resolve}.
     *
     * @param id which problem
     * @param why why; for a duplicate, of which problem
     * @return the problem as it is then
     */
    Problem cancel(TicketId id, ProblemCancellation why);

    /**
     * Lets a problem wait. It resumes by itself at {@link Hold#followUpAt()}, and when the change that it names by {@code change:}
     * and its number or id ends, if that is one that fixes it.
     *
     * @param id which problem
     * @param hold what it waits for
     * @return the problem as it is then
     */
    Problem hold(TicketId id, Hold hold);

    /**
     * Goes on with a problem, in the state it was in before; if all its changes have been successful meanwhile, it is resolved.
     *
     * @param id which problem
     * @return the problem as it is then
     */
    Problem resume(TicketId id);

    /**
     * Gives a problem to another owner.
     *
     * @param id which problem
     * @param owner a group and a person of it
     * @param reason why
     * @return the problem as it is then
     */
    Problem reassign(TicketId id, Assignment owner, String reason);

    /**
     * Changes service, configuration item, category or priority.
     *
     * @param id which problem
     * @param change what changes
     * @return the problem as it is then
     */
    Problem reclassify(TicketId id, ProblemReclassification change);

    /**
     * Writes something down.
     *
     * @param id which problem
     * @param note what to write
     * @return the problem as it is then
     */
    Problem note(TicketId id, Note note);

    /**
     * Points to something outside.
     *
     * @param id which problem
     * @param reference what it points to
     * @return the problem as it is then
     */
    Problem refer(TicketId id, Reference reference);

    /**
     * Lets a person follow a problem.
     *
     * @param id which problem
     * @param person who shall follow it
     * @return the problem as it is then
     */
    Problem watch(TicketId id, String person);

    /**
     * No longer lets a person follow a problem.
     *
     * @param id which problem
     * @param person who shall no longer follow it
     * @return the problem as it is then
     */
    Problem unwatch(TicketId id, String person);

    /**
     * Ties a problem to another ticket. Written on both.
     *
     * @param id which problem
     * @param type how it stands to the other
     * @param other the other ticket, of any practice
     * @return the problem as it is then
     */
    Problem relate(TicketId id, RelationType type, TicketRef other);

    /**
     * Unties a problem from another ticket.
     *
     * @param id which problem
     * @param type how it stands to the other
     * @param other the other ticket, of any practice
     * @return the problem as it is then
     */
    Problem unrelate(TicketId id, RelationType type, TicketRef other);

    /**
     * Gives values to the host's own fields.
     *
     * @param id which problem
     * @param changes new values of the host's own fields
     * @return the problem as it is then
     */
    Problem set(TicketId id, CustomValues changes);

    /**
     * Goes on to the next stage of its state.
     *
     * @param id which problem
     * @return the problem as it is then
     */
    Problem advance(TicketId id);

    /**
     * Goes on to the next stage of its state, by a way that is named.
     *
     * @param id which problem
     * @param way which way to go, where the diagram has several
     * @return the problem as it is then
     */
    Problem advance(TicketId id, String way);

    /**
     * Takes a task.
     *
     * @param id which problem
     * @param task the id of the task
     * @return the problem as it is then
     */
    Problem claim(TicketId id, String task);

    /**
     * Says that a task is done; after the last one the problem advances by itself.
     *
     * @param id which problem
     * @param task the id of the task
     * @return the problem as it is then
     */
    Problem complete(TicketId id, String task);

    /**
     * Says that a task is done, with a note; after the last one the problem advances by itself.
     *
     * @param id which problem
     * @param task the id of the task
     * @param note what there is to say about it
     * @return the problem as it is then
     */
    Problem complete(TicketId id, String task, Note note);

    /**
     * @param id which problem
     * @return it
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is none in this tenant
     */
    Problem get(TicketId id);

    /**
     * @param number which problem
     * @return it
     * @throws org.itsm4j.ticket.TicketNotFoundException if there is none in this tenant
     */
    Problem get(TicketNumber number);

    /**
     * @param id which problem
     * @return it, if there is one in this tenant
     */
    Optional<Problem> find(TicketId id);

    /**
     * @param number which problem
     * @return it, if there is one in this tenant
     */
    Optional<Problem> find(TicketNumber number);

    /**
     * @param id which problem
     * @return for each action, whether this actor can do it now, what it needs, and why not
     */
    List<Available<ProblemState, ProblemAction>> actions(TicketId id);

    /**
     * @param search what to list; up to {@link org.itsm4j.ticket.Limits#CONDITIONS} conditions
     * @return a page of what the actor may see
     */
    Page<Problem, Cursor> search(Search<ProblemField> search);

    /** @return how many problems there are in each state, among those the actor may see */
    Map<ProblemState, Long> countByState();

    /**
     * Known errors that may be behind an incident: open or retained ones of its configuration item, service or category, and
     * those that name neither item nor service, as the host's {@link org.itsm4j.spi.Matcher} scores them. Of each of these
     * kinds the newest {@link org.itsm4j.ticket.Limits#PAGE_DEFAULT} are compared.
     *
     * @param incident which incident
     * @return up to {@link org.itsm4j.ticket.Limits#PAGE_DEFAULT}, the most alike first
     */
    List<KnownErrorMatch> knownErrorsFor(TicketId incident);

    /**
     * Open problems about the same configuration item, service or category: look at them before assessing one.
     *
     * @param id which problem
     * @return up to {@link org.itsm4j.ticket.Limits#PAGE_DEFAULT}, without this one; those of the same item first
     */
    List<Problem> similar(TicketId id);

    /**
     * Like incidents, as many as the tenant's {@link TrendRule} asks for, of those the actor may see. Incidents that were
     * cancelled or merged do not count.
     *
     * @return up to {@link org.itsm4j.ticket.Limits#PAGE_DEFAULT} by configuration item, then by service, then by category;
     *     the most frequent first
     */
    List<Trend> trends();

    /**
     * @param id which problem
     * @param after the sequence of the last entry read; 0 from the start
     * @return up to {@link org.itsm4j.ticket.Limits#PAGE_DEFAULT} entries of its timeline
     */
    Page<TimelineEntry, Long> timeline(TicketId id, long after);

    /**
     * How far what follows from commands on this problem has come, if it was more than {@link
     * org.itsm4j.ticket.Limits#CASCADE} tickets: those beyond follow by {@code Itsm.runDueWork()}, each in a transaction of its own.
     *
     * @param id which problem
     * @return what is not over, oldest first; empty as a rule
     */
    List<CascadeProgress> cascades(TicketId id);

    /**
     * Recomputes the chain of a timeline.
     *
     * @param id which problem
     * @return what was found
     */
    ChainReport verify(TicketId id);

    /**
     * @param id which problem
     * @return its tasks, those of the latest visit first
     */
    List<Task> tasks(TicketId id);

    /**
     * @param group a group
     * @param limit how many at most, 1 to {@link org.itsm4j.ticket.Limits#PAGE_CAP}
     * @return the first open tasks of problems for that group
     */
    Page<Task, TaskCursor> groupTasks(String group, int limit);

    /**
     * @param group a group
     * @param limit how many at most, 1 to {@link org.itsm4j.ticket.Limits#PAGE_CAP}
     * @param after where the page before ended
     * @return more open tasks of problems for that group
     */
    Page<Task, TaskCursor> groupTasks(String group, int limit, TaskCursor after);

    /**
     * @param id which problem
     * @return its relations, from either side: incidents it causes, changes that fix it, duplicates
     */
    List<Relation> relations(TicketId id);

    /**
     * @param id which problem
     * @return who follows it
     */
    List<String> watchers(TicketId id);

    /**
     * @param id which problem
     * @return what it points to
     */
    List<Reference> references(TicketId id);

    /**
     * One command on many problems, each in a transaction of its own; one that is refused does not stop the others.
     *
     * @param ids which problems, up to {@link org.itsm4j.ticket.Limits#PAGE_CAP}
     * @param command what to do with each, by the door it is given
     * @return what has become of each
     * @throws org.itsm4j.ticket.RuleViolationException if a transaction is active
     */
    BulkResult<Problem> bulk(Collection<TicketId> ids, BiFunction<Problems, TicketId, Problem> command);
}
