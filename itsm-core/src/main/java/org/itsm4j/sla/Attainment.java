package org.itsm4j.sla;

import java.util.Optional;
import org.itsm4j.ticket.Priority;

/**
 * How far promises were kept in a period: clocks that were stopped in it. Cancelled ones are left out.
 *
 * @param policy the policy
 * @param slot the slot, such as {@code resolution}
 * @param priority the priority that tickets had then; empty if they have none
 * @param met how many were met
 * @param breached how many were breached
 */
public record Attainment(String policy, String slot, Optional<Priority> priority, long met, long breached) {
    /** @return how many there are */
    public long total() {
        return met + breached;
    }

    /** @return the share that was met, in percent; 100 if there are none */
    public double percent() {
        return total() == 0 ? 100 : 100.0 * met / total();
    }
}
