package org.itsm4j.sla;

import java.util.Objects;

/**
 * What counts for a ticket in one slot.
 *
 * @param policy the policy that was chosen
 * @param target what it promises there
 * @param promise how much of it, for the priority of the ticket
 */
public record Selection(SlaPolicy policy, SlaTarget target, Promise promise) {
    /** Refuses absent parts. */
    public Selection {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(promise, "promise");
    }
}
