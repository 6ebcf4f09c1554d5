package org.itsm4j.change;

import java.util.List;
import java.util.Optional;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.PlannedChange;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.lifecycle.BulkResult;

/**
 * The change schedule of a tenant (ITIL 4: change enablement), for one actor: what is done when, and the calendar of windows and
 * freezes, which change managers publish in versions. {@code desk.changeSchedule()} gives it. Thread-safe.
 *
 * <p>Staff may read it; what else it takes is said with each method. Every method throws {@link
 * org.itsm4j.security.AccessDeniedException} if the actor may not. A tenant that has published no calendar has that of its
 * settings, {@link ChangeSettings#calendar()}; once one is published, that of the settings no longer counts.
 *
 * <pre>{@code
 * Freeze freeze = Freeze.hard("quarter end", Timing.once(from, to, "Europe/Madrid")).exempting("emergency");
 * LockdownPreview seen = schedule.preview(freeze);
 * schedule.lockDown(seen, "books are closed");
 * schedule.release("quarter end");
 * }</pre>
 */
public interface ChangeSchedule {
    /** @return the calendar in force, its latest version */
    ChangeCalendar calendar();

    /**
     * @param version a version
     * @return that version of the calendar, if it was published
     */
    Optional<ChangeCalendar> calendar(int version);

    /**
     * Changes windows and freezes. Changes that are scheduled keep their slots: what a new freeze hits cannot begin in it, as
     * begin looks again. One that is taken out here still holds what its {@link #lockDown} holds, until {@link #release}. One transaction.
     *
     * @param next the {@link ChangeCalendar#next()} version of the calendar in force
     * @return it, in force now
     * @throws org.itsm4j.security.AccessDeniedException if the actor is no change manager
     * @throws org.itsm4j.ticket.RuleViolationException {@code version}, if it is not the next one: somebody else was faster
     */
    ChangeCalendar publish(ChangeCalendar next);

    /**
     * @param during a time
     * @param limit how many at most; 1 to 10,000
     * @return the changes that are scheduled or under way in it, in part or in all, by their beginning; if it is going on now, first those
     *     that are under way though they should be over, as if they lasted to its end, beyond the limit
     * @throws org.itsm4j.error.InvalidInputException if the limit is out of range
     */
    List<PlannedChange> planned(Slot during, int limit);

    /**
     * Which changes a freeze would hit, before it is there: of those that are scheduled or under way now, in its time from now
     * on, up to 731 days ahead.
     *
     * @param freeze a freeze
     * @return them, to be shown to whoever decides
     * @throws org.itsm4j.ticket.RuleViolationException {@code preview}, if more than 10,000 changes lie in that time
     */
    LockdownPreview preview(Freeze freeze);

    /**
     * Puts a freeze into the calendar and holds what it hits: each change it hits gets its own lockdown, which {@link
     * Changes#release} or {@link #release} ends. Publishes the calendar in one transaction; from then on nothing begins
     * against the freeze. Then holds change by change, each in its own transaction; called again with a new preview it goes on
     * with the rest. What is under way, or is held for another reason, cannot be held, and is named among the refused. The changes
     * that a soft freeze hits are held, too: who decides on that wants it so.
     *
     * @param seen what was seen, and is decided on
     * @param reason why; up to 2,000 characters
     * @return what became of each change
     * @throws org.itsm4j.security.AccessDeniedException if the actor is no change manager
     * @throws org.itsm4j.ticket.RuleViolationException {@code preview}, if the calendar or what is hit is no longer as it was
     *     seen; {@code ownTransaction}, inside of a transaction of the host
     */
    BulkResult<Change> lockDown(LockdownPreview seen, String reason);

    /**
     * Ends a freeze: lets go the changes it holds, wherever they have been moved, each in its own transaction; then takes it out of
     * the calendar, unless one of them was refused: called again it goes on. What somebody holds for another reason stays held.
     *
     * @param freeze the name of a freeze in the calendar
     * @return what became of each change that it held
     * @throws org.itsm4j.security.AccessDeniedException if the actor is no change manager
     * @throws org.itsm4j.error.InvalidInputException if there is none of that name, and nothing is held by one
     * @throws org.itsm4j.ticket.RuleViolationException {@code ownTransaction}, inside of a transaction of the host
     */
    BulkResult<Change> release(String freeze);
}
