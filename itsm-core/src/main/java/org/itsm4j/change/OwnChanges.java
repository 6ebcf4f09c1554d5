package org.itsm4j.change;

import java.util.Set;
import org.itsm4j.change.calendar.FreeSlot;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.TicketId;

/**
 * A requester's own changes: {@code itsm.as(Actor.requester("mia")).ownChanges()}. The same pipeline and contract as {@link
 * Changes}; what comes back has no internal field, and neither have refusals: what is in the way of a change, who is to
 * agree to it and what its risk is are not told. A change of somebody else is not found. Thread-safe; commands throw what those of
 * {@link Changes} throw, also for an argument that is null; questions throw a {@link NullPointerException} for that.
 */
public interface OwnChanges {
    /**
     * Begins a draft for oneself. Who does it ({@code assignedTo}) and how critical it is ({@code criticality}) are for staff to say.
     * Values of the host's own fields are taken, as some may be required to raise it, and are not read here.
     *
     * @param command what is known; the requester is the actor, whatever it says
     * @return the change, DRAFT
     * @throws org.itsm4j.error.InvalidInputException if it says what is for staff to say, the template is not known or retired, or an
     *     emergency is for anything but an incident
     * @throws org.itsm4j.ticket.TicketNotFoundException if an emergency is for no incident of the requester's own
     * @throws org.itsm4j.ticket.RuleViolationException {@code cause}, if that incident is closed, cancelled or merged
     */
    OwnChange raise(RaiseChange command);

    /**
     * @param id an own change
     * @return it
     */
    OwnChange get(TicketId id);

    /**
     * @param limit 1 to 1,000
     * @return own changes, last raised first
     */
    Page<OwnChange, Cursor> list(int limit);

    /**
     * @param limit 1 to 1,000
     * @param after where the page before ended
     * @return own changes, last raised first
     */
    Page<OwnChange, Cursor> list(int limit, Cursor after);

    /**
     * Hands it in. A standard change whose template is live is scheduled at once, an emergency assessed at once.
     *
     * @param id an own change, DRAFT
     * @return it, as it is then
     * @throws org.itsm4j.error.InvalidInputException if plan, tested back-out, scope or an answer is missing, or differs from what the template has frozen
     * @throws org.itsm4j.ticket.RuleViolationException {@code window}, if its window is in the past; {@code collision}, if
     *     something is in its way then; {@link #nextFree} says when nothing is
     */
    OwnChange submit(TicketId id);

    /**
     * Changes plan, window, configuration items or answers, until it is begun. Votes on what it was count no more. How critical it is, is for
     * staff to say.
     *
     * @param id an own change
     * @param revision what changes
     * @return it, as it is then
     * @throws org.itsm4j.error.InvalidInputException if it changes nothing, says what is for staff to say, or breaks what the template has frozen
     * @throws org.itsm4j.ticket.RuleViolationException {@code window} or {@code collision}, as of {@link #submit}, unless it is a draft;
     *     {@code risk} or {@code voters}, if what was assessed, or who is to agree, does not allow it
     */
    OwnChange revise(TicketId id, Revision revision);

    /**
     * Says something to those who handle it.
     *
     * @param id an own change that is not over
     * @param text what to say; public
     * @return it
     */
    OwnChange comment(TicketId id, String text);

    /**
     * Stops it before it is begun.
     *
     * @param id an own change
     * @param reason why; up to 2,000 characters; public
     * @return it, CANCELLED
     */
    OwnChange cancel(TicketId id, String reason);

    /**
     * @param id an own change
     * @param after the sequence of the last entry read; 0 from the start
     * @return up to 50 public entries
     */
    Page<OwnEntry, Long> timeline(TicketId id, long after);

    /**
     * @param id an own change
     * @return what the requester can do with it now
     */
    Set<ChangeAction> actions(TicketId id);

    /**
     * @param id an own change
     * @return when it could be done first, from its window or now on, without anything hard in its way
     * @throws org.itsm4j.error.InvalidInputException if it has no window
     */
    FreeSlot nextFree(TicketId id);
}
