package org.itsm4j.sla;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/**
 * The questions about service levels, for staff. Answers are as of now; a clock can be looked at as of any earlier instant.
 * Lists are narrowed to what the actor may see. Thread-safe. Each method throws {@link
 * org.itsm4j.security.AccessDeniedException} for who is not staff or may not read the ticket, and {@link
 * org.itsm4j.ticket.TicketNotFoundException} if there is no such ticket in the tenant.
 */
public interface ServiceLevels {
    /** @return what is promised for tickets that are logged now; empty if nothing is */
    Optional<SlaPolicies> policies();

    /**
     * @param ticket {@code incident.ref()}
     * @return its clocks, the last cycle of each slot, in the order of the slots
     */
    List<SlaClock> clocks(TicketRef ticket);

    /**
     * @param ticket {@code incident.ref()}
     * @param slot a slot, such as {@code resolution}
     * @return the last cycle of that clock, if the ticket has it
     */
    Optional<SlaClock> clock(TicketRef ticket, String slot);

    /**
     * @param ticket {@code incident.ref()}
     * @return all cycles of all its clocks, in the order of slot and cycle; up to 1,000
     */
    List<SlaClock> history(TicketRef ticket);

    /**
     * @param search what to list
     * @return a page of it, those due first
     */
    Page<SlaClock, ClockCursor> search(ClockSearch search);

    /**
     * @param kind of which tickets
     * @param from the start of a period
     * @param to its end, exclusive; after the start
     * @return for each policy, slot and priority how many clocks were stopped in the period, in time and late
     * @throws org.itsm4j.error.InvalidInputException if the period is empty
     */
    List<Attainment> attainment(TicketKind kind, Instant from, Instant to);

    /**
     * How far a service was there, for an availability that is promised: the time its clocks have counted, by the calendar of
     * the policy, each moment once. Asks all tickets of the service, whoever has them.
     *
     * @param kind of which tickets
     * @param service the service
     * @param slot the slot of the target that promises an availability
     * @param from the start of a period
     * @param to its end, exclusive; after the start
     * @return the measure
     * @throws org.itsm4j.error.InvalidInputException if the period is empty, no availability is promised there today, or
     *     there are more than 1,000 clocks
     */
    Availability availability(TicketKind kind, String service, String slot, Instant from, Instant to);
}
