package org.itsm4j.incident;

import java.util.Set;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.TicketId;

/**
 * A requester's own incidents: {@code itsm.as(Actor.requester("mia")).ownIncidents()}. The same pipeline and contract as
 * {@link Incidents}; what comes back has no internal field. An incident of somebody else is not found. Thread-safe;
 * commands throw what those of {@link Incidents} throw, also for an argument that is null; questions throw a {@link
 * NullPointerException} for that.
 */
public interface OwnIncidents {
    /**
     * Reports an incident for oneself.
     *
     * @param command what is known; the requester is the actor, whatever it says
     * @return the incident
     */
    OwnIncident log(LogIncident command);

    /**
     * @param id an own incident
     * @return it
     */
    OwnIncident get(TicketId id);

    /**
     * @param limit 1 to 1,000
     * @return own incidents, last logged first
     */
    Page<OwnIncident, Cursor> list(int limit);

    /**
     * @param limit 1 to 1,000
     * @param after where the page before ended
     * @return own incidents, last logged first
     */
    Page<OwnIncident, Cursor> list(int limit, Cursor after);

    /**
     * Answers. If the incident waited for the requester, it goes on.
     *
     * @param id an own incident
     * @param text what to say; public
     * @return it
     */
    OwnIncident comment(TicketId id, String text);

    /**
     * Says that service is not restored, within the reopen window.
     *
     * @param id an own incident
     * @param reason why
     * @return it, IN_PROGRESS
     */
    OwnIncident reopen(TicketId id, String reason);

    /**
     * Confirms that service is restored.
     *
     * @param id an own incident
     * @return it, CLOSED
     */
    OwnIncident close(TicketId id);

    /**
     * Withdraws an incident that nobody works on yet.
     *
     * @param id an own incident
     * @return it, CANCELLED
     */
    OwnIncident withdraw(TicketId id);

    /**
     * Continues a closed incident in a new one. Whoever does it also needs the right to log.
     *
     * @param id an own incident, CLOSED
     * @param text what is wrong now
     * @return the new one
     */
    OwnIncident followUp(TicketId id, String text);

    /**
     * @param id an own incident
     * @param after the sequence of the last entry read; 0 from the start
     * @return up to 50 public entries
     */
    Page<OwnEntry, Long> timeline(TicketId id, long after);

    /**
     * @param id an own incident
     * @return what the requester can do with it now
     */
    Set<IncidentAction> actions(TicketId id);
}
