package org.itsm4j.lifecycle;

import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.ticket.Ticket;

/**
 * Says how a decision on a ticket stands: registered by name with {@code Itsm.builder().approval("security", hook)}, and
 * asked when a flow out of a stage that waits for it reads the fact {@code approval}. Must be thread-safe and quick: it is
 * asked inside the command's transaction, once for each command at most.
 */
@FunctionalInterface
public interface ApprovalHook {
    /**
     * @param ticket the ticket as the command leaves it
     * @return how the decision stands; null is a mistake in the set-up, and refuses the command
     * @throws RuntimeException to refuse the command; all of it is rolled back
     */
    ApprovalOutcome decide(Ticket<?> ticket);
}
