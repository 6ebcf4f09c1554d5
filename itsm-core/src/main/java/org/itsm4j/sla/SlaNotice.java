package org.itsm4j.sla;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/**
 * Somebody is to be told that a ticket has reached a threshold.
 *
 * @param tenant whose ticket
 * @param ticket which one
 * @param number what people call it
 * @param policy the policy
 * @param slot the slot of the clock
 * @param thresholds the labels of what was reached; several only where they lay in the past when the clock got its target, and
 *     are told in one notice
 * @param reachedAt the instant at which the last of them was reached, however late that was noticed
 * @param whom whom to tell
 * @param kind what it is about
 */
public record SlaNotice(
        Tenant tenant,
        TicketRef ticket,
        TicketNumber number,
        String policy,
        String slot,
        List<String> thresholds,
        Instant reachedAt,
        String whom,
        Kind kind) {
    /** Copies the labels. */
    public SlaNotice {
        thresholds = List.copyOf(Objects.requireNonNull(thresholds, "thresholds"));
    }

    /** What a notice is about. */
    public enum Kind {
        /** A threshold was reached. */
        REACHED,
        /** Thresholds lay in the past when the clock got its target. */
        SKIPPED,
        /** The ticket is taken up the line of management. */
        HIERARCHICAL
    }
}
