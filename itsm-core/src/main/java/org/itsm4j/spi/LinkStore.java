package org.itsm4j.spi;

import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/** Keeps what tickets are tied to, as a set: adding twice is adding once. Called inside {@link UnitOfWork#required}. */
public interface LinkStore {
    /**
     * @param tenant whose
     * @param link what to keep
     * @return whether it was new
     */
    boolean add(Tenant tenant, Link link);

    /**
     * @param tenant whose
     * @param link what to drop
     * @return whether it was there
     */
    boolean remove(Tenant tenant, Link link);

    /**
     * @param tenant whose
     * @param ticket from which ticket
     * @param type which type
     * @param limit how many at most
     * @return the links of that ticket, in the order of their targets
     */
    List<Link> from(Tenant tenant, TicketRef ticket, String type, int limit);

    /**
     * @param tenant whose
     * @param type which type
     * @param target what they point to
     * @param limit how many at most
     * @return the links that point there, in the order of their tickets' ids
     */
    default List<Link> to(Tenant tenant, String type, String target, int limit) {
        return to(tenant, type, target, Optional.empty(), limit);
    }

    /**
     * @param tenant whose
     * @param type which type
     * @param target what they point to
     * @param after the ticket of the last link of the page before; empty for the first page
     * @param limit how many at most
     * @return the links that point there, in the order of their tickets' ids
     */
    List<Link> to(Tenant tenant, String type, String target, Optional<TicketId> after, int limit);
}
