package org.itsm4j.sla;

import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;

/**
 * What of a ticket says which policies are for it.
 *
 * @param kind its kind
 * @param service the service it is about, if it is known
 * @param priority its priority; without one what counts is what is promised for all other priorities
 * @param category its category, if it has one
 * @param customer the customer of its requester, if there is one
 */
public record SlaAttributes(
        TicketKind kind,
        Optional<String> service,
        Optional<Priority> priority,
        Optional<Category> category,
        Optional<String> customer) {
    /** Refuses null where nothing is said by empty. */
    public SlaAttributes {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(customer, "customer");
    }
}
