package org.itsm4j.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;

/**
 * A transition that the contract has allowed and the workflow is to make.
 *
 * @param contract the law
 * @param tenant whose ticket
 * @param ticket which ticket
 * @param action what was done, as the contract labels it
 * @param target the state in which the ticket must end, by name
 * @param facts what diagrams may read, of the ticket as the command leaves it; what the command has ended, such as a hold
 *     or a merge, as it was; empty if the ticket never had it. {@code way} is what was said with the action that advances,
 *     {@code approval.NAME} the {@link ApprovalOutcome} of the approval of that name
 * @param at the instant of the command
 * @param timer the timer of the diagram that made it happen, if one did
 * @param steps runs the steps that the workflow comes by on its way
 */
public record Move(
        Contract<?, ?> contract,
        Tenant tenant,
        TicketRef ticket,
        String action,
        String target,
        Function<String, Optional<?>> facts,
        Instant at,
        Optional<String> timer,
        Steps steps) {
    /** Runs handlers of the host, in the transaction of the move. */
    @FunctionalInterface
    public interface Steps {
        /**
         * @param handler the name it is registered under
         * @param element the element of the diagram
         * @throws StepFailedException if the handler fails; the move must not go on
         * @throws org.itsm4j.error.ConfigurationException if there is no handler of that name
         */
        void run(String handler, String element);
    }
}
