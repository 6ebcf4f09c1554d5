package org.itsm4j.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;

/**
 * Keeps the tickets of one practice. All methods are called inside {@link UnitOfWork#required} and take part in its
 * transaction. Ids, numbers and open correlation keys are unique per tenant; breaking that gives {@link
 * DuplicateKeyException}, here or at commit.
 *
 * @param <T> the ticket
 * @param <F> its fields
 */
public interface TicketStore<T extends Ticket<T>, F extends Enum<F> & Field<T>> {
    /**
     * @param ticket a new ticket
     * @throws DuplicateKeyException if its id, number or correlation key is taken
     */
    void add(T ticket);

    /**
     * Writes a changed ticket, if it still is as it was read.
     *
     * @param before as it was read in this transaction
     * @param after as it shall be; same id
     * @throws StaleTicketException if the stored version is not that of {@code before}, here or at commit
     */
    void replace(T before, T after);

    /**
     * @param tenant whose
     * @param id which
     * @return it, unless there is none in that tenant
     */
    Optional<T> find(Tenant tenant, TicketId id);

    /**
     * @param tenant whose
     * @param number which
     * @return it, unless there is none in that tenant
     */
    Optional<T> findByNumber(Tenant tenant, TicketNumber number);

    /**
     * @param tenant whose
     * @param search what to list, and how; conditions, also those on custom fields, all hold; equal sort values follow the ids in the same direction
     * @return a page
     */
    Page<T, Cursor> search(Tenant tenant, Search<F> search);

    /**
     * @param tenant whose
     * @param by the field to count by: of an enum type, or text
     * @param conditions what must hold
     * @return how many there are for each value that occurs
     */
    Map<Object, Long> count(Tenant tenant, F by, List<Condition<F>> conditions);

    /**
     * Tickets of all tenants whose {@code wakeAt} has come, in the order of that and of their ids.
     *
     * @param now the moment
     * @param after where the page before ended: {@code wakeAt} and id of its last ticket; empty for the first
     * @param limit how many at most
     * @return what is due
     */
    List<T> due(Instant now, Optional<Cursor> after, int limit);
}
