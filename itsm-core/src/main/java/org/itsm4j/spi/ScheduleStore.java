package org.itsm4j.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;

/**
 * Keeps when changes are scheduled, and the versions of the change calendar with its windows and freezes. Called inside {@link
 * UnitOfWork#required}. Moments are kept to the microsecond. Lists are in the order of their beginning, the name of the ticket's
 * kind and its id.
 *
 * <p>Two changes that are scheduled at the same moment must not miss each other. So whoever schedules first takes {@link #lock},
 * then asks what is in the way, then writes, all in one transaction: the second one waits at the lock, and sees what the first
 * one has committed. Whoever changes the calendar takes it, too. It needs a database that shows in each statement what is
 * committed by then (read committed, as PostgreSQL and H2 do unless told); under stricter isolation one of the two fails with
 * {@link StaleTicketException}.
 */
public interface ScheduleStore {
    /**
     * Holds the schedule of a tenant until the end of the transaction. Taking it again does nothing.
     *
     * @param tenant whose
     */
    void lock(Tenant tenant);

    /**
     * @param tenant whose
     * @return the latest version of their calendar, unless there is none
     */
    Optional<CalendarVersion> calendar(Tenant tenant);

    /**
     * @param tenant whose
     * @param version which version
     * @return it as a file, unless there is none
     */
    Optional<String> calendar(Tenant tenant, int version);

    /**
     * @param tenant whose
     * @param version which version; from then on the highest one counts
     * @param json it as a file; up to 1,000,000 characters
     * @throws DuplicateKeyException if the tenant has that version, here or at commit: somebody else has changed the calendar
     */
    void addCalendar(Tenant tenant, int version, String json);

    /**
     * Writes when a change is scheduled, in place of what was there. Who writes it has written its ticket before, in the same
     * transaction: {@link StaleTicketException} there keeps two from moving the same change at once.
     *
     * @param tenant whose
     * @param slot when, and what with
     */
    void put(Tenant tenant, ScheduledSlot slot);

    /**
     * @param tenant whose
     * @param ticket a ticket that is no longer scheduled
     * @return whether it was
     */
    boolean remove(Tenant tenant, TicketRef ticket);

    /**
     * @param tenant whose
     * @param ticket a ticket
     * @return when it is scheduled, if it is
     */
    Optional<ScheduledSlot> find(Tenant tenant, TicketRef ticket);

    /**
     * What may collide. At most three statements for up to 5,000 names and 1,000 slots.
     *
     * @param tenant whose
     * @param from the start of the time
     * @param to its end, exclusive
     * @param configurationItems any number of configuration items
     * @param assignees any number of people
     * @param limit how many at most
     * @return slots that lie in that time, in part or in all, and have one of the items or people; none if there are neither
     */
    List<ScheduledSlot> overlapping(
            Tenant tenant,
            Instant from,
            Instant to,
            Collection<String> configurationItems,
            Collection<String> assignees,
            int limit);

    /**
     * What is scheduled, whatever it touches: for a calendar to show, and for those that a freeze would hit.
     *
     * @param tenant whose
     * @param from the start of the time
     * @param to its end, exclusive
     * @param limit how many at most
     * @return slots that lie in that time, in part or in all
     */
    List<ScheduledSlot> during(Tenant tenant, Instant from, Instant to, int limit);

    /**
     * A version of a calendar.
     *
     * @param version which
     * @param json it as a file
     */
    record CalendarVersion(int version, String json) {
        /** Refuses null. */
        public CalendarVersion {
            Objects.requireNonNull(json, "json");
        }

        /** Which, and no contents: versions end up in logs. */
        @Override
        public String toString() {
            return "version " + version + " of the change calendar";
        }
    }
}
