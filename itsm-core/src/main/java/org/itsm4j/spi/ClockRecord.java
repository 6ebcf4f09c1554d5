package org.itsm4j.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketRef;

/**
 * A clock as it is kept: what is searched and counted by, and its history, from which all of that follows. A clock is known
 * by its ticket, its slot and its cycle.
 *
 * @param ticket the ticket
 * @param slot the slot; up to 300 characters
 * @param cycle from 1
 * @param current whether it is the last cycle of its slot
 * @param version the version of the policies
 * @param policy the policy's name
 * @param priority the ticket's priority, if it has one
 * @param service the ticket's service, if it names one
 * @param status what it does
 * @param startedAt from when it counts
 * @param dueAt its due instant, if it has one
 * @param alarmAt when its next threshold is reached, if any is still to come and it does not wait
 * @param stoppedAt when it was stopped, if it was
 * @param breached whether it was stopped after its due instant
 * @param history what happened to it, one line each; grows
 */
public record ClockRecord(
        TicketRef ticket,
        String slot,
        int cycle,
        boolean current,
        int version,
        String policy,
        Optional<Priority> priority,
        Optional<String> service,
        ClockStatus status,
        Instant startedAt,
        Optional<Instant> dueAt,
        Optional<Instant> alarmAt,
        Optional<Instant> stoppedAt,
        boolean breached,
        String history) {
    /** Refuses absent parts. */
    public ClockRecord {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(alarmAt, "alarmAt");
        Objects.requireNonNull(stoppedAt, "stoppedAt");
        Objects.requireNonNull(history, "history");
    }

    /** Which clock, and no contents: clocks end up in logs. */
    @Override
    public String toString() {
        return "clock " + slot + " #" + cycle + " of " + ticket;
    }
}
