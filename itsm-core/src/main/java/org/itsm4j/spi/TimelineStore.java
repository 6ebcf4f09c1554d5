package org.itsm4j.spi;

import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;

/**
 * Keeps timelines: append and read, nothing else. Called inside {@link UnitOfWork#required}. The pair of ticket and
 * sequence is unique, and so is the pair of tenant and request id.
 */
public interface TimelineStore {
    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @param entry the next entry
     * @throws DuplicateKeyException if sequence or request id is taken, here or at commit
     */
    void append(Tenant tenant, TicketRef ticket, TimelineEntry entry);

    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @param after entries with a greater sequence than this; 0 from the start
     * @param limit how many at most
     * @param publicOnly whether to leave out internal entries
     * @return entries in order
     */
    List<TimelineEntry> read(Tenant tenant, TicketRef ticket, long after, int limit, boolean publicOnly);

    /**
     * @param tenant whose
     * @param request a request id
     * @return the entry it has left, and on which ticket
     */
    Optional<Marked> findRequest(Tenant tenant, String request);

    /**
     * An entry with a request mark.
     *
     * @param ticket the ticket it is on
     * @param entry the entry
     */
    record Marked(TicketRef ticket, TimelineEntry entry) {}
}
