package org.itsm4j.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;

/**
 * Keeps the clocks of tickets and the versions of policies they follow. Called inside {@link UnitOfWork#required}. Who writes
 * a clock has written its ticket before, in the same transaction, or writes both by {@link #mark}: {@link
 * StaleTicketException} there keeps two from changing the same clock at once. Moments are kept to the microsecond. Slots are
 * in the order of their characters; how characters beyond U+FFFF are ordered is up to the store, and always the same.
 */
public interface ClockStore {
    /**
     * @param tenant whose
     * @param version which version of their policies
     * @return it as a file, unless there is none
     */
    Optional<String> policies(Tenant tenant, int version);

    /**
     * @param tenant whose
     * @param version which version
     * @param json it as a file; up to 1,000,000 characters
     * @throws DuplicateKeyException if the tenant has that version, here or at commit
     */
    void addPolicies(Tenant tenant, int version, String json);

    /**
     * @param tenant whose
     * @param clocks new clocks of one ticket
     * @throws DuplicateKeyException if one is there, here or at commit
     */
    void add(Tenant tenant, List<ClockRecord> clocks);

    /**
     * @param tenant whose
     * @param changes clocks of one ticket as they were read in this transaction, and as they shall be
     * @throws StaleTicketException if a stored one is not as it was read
     */
    void replace(Tenant tenant, List<Change> changes);

    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @return the current cycle of each slot, in the order of the slots
     */
    List<ClockRecord> current(Tenant tenant, TicketRef ticket);

    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @param limit how many at most
     * @return all cycles, in the order of slot and cycle
     */
    List<ClockRecord> all(Tenant tenant, TicketRef ticket, int limit);

    /**
     * @param tenant whose
     * @param search what to list, in the order of due instant, ticket id, slot and cycle
     * @param now the moment it is asked at
     * @param groups only clocks of tickets that one of these groups has now; empty for all
     * @return a page
     */
    Page<ClockRecord, ClockCursor> search(
            Tenant tenant, ClockSearch search, Instant now, Optional<Collection<String>> groups);

    /**
     * Counts the clocks that were stopped in a period; those that were cancelled are not stopped.
     *
     * @param tenant whose
     * @param kind of which tickets
     * @param from the start of the period
     * @param to its end, exclusive
     * @param groups only clocks of tickets that one of these groups has now; empty for all
     * @return a row for each policy, slot and priority that occurs, in their order, without a priority last
     */
    List<Attainment> attainment(
            Tenant tenant, TicketKind kind, Instant from, Instant to, Optional<Collection<String>> groups);

    /**
     * @param tenant whose
     * @param kind of which tickets
     * @param service which service's
     * @param from the start of the period
     * @param to its end, exclusive
     * @param slot the slot
     * @param limit how many at most
     * @return its clocks of any cycle that are not cancelled, started before the end and were not stopped before the start of
     *     the period, in the order of their start
     */
    List<ClockRecord> during(
            Tenant tenant, TicketKind kind, String service, String slot, Instant from, Instant to, int limit);

    /**
     * Tickets of all tenants with a clock, of a past cycle too, whose alarm has come, in the order of the earliest alarm and their ids.
     * Where the database can, they are locked until the end of the transaction, and those that another transaction has locked
     * are left out. What was changed meanwhile may still be among them: {@link #reached} tells.
     *
     * @param now the moment
     * @param after where the page before ended: the alarm and the ticket of its last one, slot and cycle do not count; empty
     *     for the first
     * @param limit how many at most
     * @return what is due
     */
    List<Due> due(Instant now, Optional<ClockCursor> after, int limit);

    /**
     * @param due what {@link #due} has said in this transaction
     * @param now the moment
     * @return their clocks, of past cycles too, whose alarm has come, as they are now, in the order of the tickets given
     *     and of their slots; none of a ticket that somebody else was faster with
     */
    List<Owned> reached(List<Due> due, Instant now);

    /**
     * Writes the end of each ticket's timeline, the entry itself and the clocks, for many tickets at once. Nothing else of the
     * tickets changes.
     *
     * @param marks what to write; each ticket once
     * @throws StaleTicketException if a ticket's timeline does not end there any more, or a clock is not as it was read;
     *     nothing of it is to be committed then
     */
    void mark(List<Mark> marks);

    /**
     * A clock that changes.
     *
     * @param before as it was read
     * @param after as it shall be; same ticket, slot and cycle
     */
    record Change(ClockRecord before, ClockRecord after) {
        /** Refuses null. */
        public Change {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * A ticket with something due.
     *
     * @param tenant whose
     * @param ticket which
     * @param number what people call it
     * @param state its state
     * @param head the end of its timeline
     * @param alarmAt the earliest alarm of its clocks
     */
    record Due(Tenant tenant, TicketRef ticket, TicketNumber number, String state, Head head, Instant alarmAt) {}

    /**
     * A clock and whose it is.
     *
     * @param tenant whose
     * @param clock the clock
     */
    record Owned(Tenant tenant, ClockRecord clock) {}

    /**
     * What is written for a ticket.
     *
     * @param due the ticket as it was read
     * @param entry the next entry of its timeline
     * @param changes its clocks
     */
    record Mark(Due due, TimelineEntry entry, List<Change> changes) {
        /** Copies the changes. */
        public Mark {
            changes = List.copyOf(changes);
        }
    }
}
