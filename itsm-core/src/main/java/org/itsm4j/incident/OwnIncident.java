package org.itsm4j.incident;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;

/**
 * An incident as its requester sees it. A type of its own, so that nothing internal can slip through: no group or agent,
 * no notes of staff, no reasons of priority, no workaround drafts.
 *
 * @param id its identity
 * @param number what people call it
 * @param state its state
 * @param version counts its changes
 * @param summary what is wrong, in a line
 * @param description what is wrong, in full
 * @param service the service hit
 * @param priority its priority
 * @param waitsForMe whether it waits for the requester's answer
 * @param resolution how it was resolved, in sentences
 * @param loggedAt when it was logged
 * @param resolvedAt when it was resolved
 * @param closedAt when it was closed
 */
public record OwnIncident(
        TicketId id,
        TicketNumber number,
        IncidentState state,
        long version,
        String summary,
        String description,
        Optional<String> service,
        Priority priority,
        boolean waitsForMe,
        Optional<String> resolution,
        Instant loggedAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> closedAt) {

    static OwnIncident of(Incident incident) {
        return new OwnIncident(
                incident.id(),
                incident.number(),
                incident.state(),
                incident.version(),
                incident.summary(),
                incident.description(),
                incident.classification().service(),
                incident.classification().priority(),
                incident.waitsForCaller(),
                incident.resolution().map(Resolution::text),
                incident.milestones().loggedAt(),
                incident.milestones().resolvedAt(),
                incident.milestones().closedAt());
    }
}
