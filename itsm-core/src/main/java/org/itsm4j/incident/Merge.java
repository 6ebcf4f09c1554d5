package org.itsm4j.incident;

import java.util.Objects;
import org.itsm4j.ticket.TicketId;

/**
 * An incident goes on in another.
 *
 * @param into the other
 * @param before the state it was in, to which unmerging brings it back
 */
public record Merge(TicketId into, IncidentState before) {
    /** Refuses null. */
    public Merge {
        Objects.requireNonNull(into, "into");
        Objects.requireNonNull(before, "before");
    }
}
