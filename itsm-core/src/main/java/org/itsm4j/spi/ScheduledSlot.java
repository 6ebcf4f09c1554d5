package org.itsm4j.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.ticket.TicketRef;

/**
 * When a change is scheduled, with what it may collide by. A ticket has one at most.
 *
 * @param ticket the ticket
 * @param from when it begins
 * @param to when it is over, exclusive; after {@code from}, and at most {@link #LONGEST} later
 * @param configurationItems what it touches; up to 1,000 names of up to 200 characters
 * @param assignees who does it; as many
 * @param service the service it is for, if it names one; up to 200 characters
 * @param model its change model; up to 200 characters
 */
public record ScheduledSlot(
        TicketRef ticket,
        Instant from,
        Instant to,
        Set<String> configurationItems,
        Set<String> assignees,
        Optional<String> service,
        String model) {
    /** The longest slot, 366 days. What overlaps with a slot begins no earlier than that before it, so that an index helps. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Copies the names.
     *
     * @throws IllegalArgumentException if it ends before or at its beginning, or is too long
     */
    public ScheduledSlot {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        configurationItems = Set.copyOf(Objects.requireNonNull(configurationItems, "configurationItems"));
        assignees = Set.copyOf(Objects.requireNonNull(assignees, "assignees"));
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(model, "model");
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "to: after from and at most " + LONGEST + " later, from " + from + ", got " + to);
        }
    }

    /**
     * @param start from when
     * @param end to when, exclusive
     * @return whether some of it lies in between
     */
    public boolean overlaps(Instant start, Instant end) {
        return from.isBefore(Objects.requireNonNull(end, "end")) && to.isAfter(Objects.requireNonNull(start, "start"));
    }

    /** The ticket and when; no names: slots end up in logs. */
    @Override
    public String toString() {
        return "slot of " + ticket + " from " + from + " to " + to;
    }
}
