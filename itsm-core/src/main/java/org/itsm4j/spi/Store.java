package org.itsm4j.spi;

import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Ticket;

/**
 * All that is kept, and the transaction over it. {@code org.itsm4j.memory.InMemoryStore} and {@code JpaStore} are ready
 * made; a host with another database implements this and extends {@code org.itsm4j.testing.StoreContract}. Thread-safe.
 */
public interface Store {
    /** @return the transaction */
    UnitOfWork unitOfWork();

    /**
     * @param ticket the class of the tickets
     * @param fields the enum of their fields
     * @param <T> the ticket
     * @param <F> its fields
     * @return where tickets of that class are kept
     * @throws org.itsm4j.error.ConfigurationException if this store cannot keep them
     */
    <T extends Ticket<T>, F extends Enum<F> & Field<T>> TicketStore<T, F> tickets(Class<T> ticket, Class<F> fields);

    /** @return where timelines are kept */
    TimelineStore timelines();

    /** @return where relations, watchers and references are kept */
    LinkStore links();

    /** @return where tasks are kept */
    TaskStore tasks();

    /** @return where clocks and the policies they follow are kept */
    ClockStore clocks();

    /** @return where rounds of approval, votes, delegations and absences are kept */
    ApprovalStore approvals();

    /** @return where the schedule of changes and the change calendar are kept */
    ScheduleStore schedule();

    /** @return where cascades are kept that were too long for one transaction */
    CascadeStore cascades();

    /** @return where numbers come from */
    NumberStore numbers();
}
