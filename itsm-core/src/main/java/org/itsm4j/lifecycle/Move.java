package org.itsm4j.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;

/**
 * A step that the contract has allowed and the workflow is to make.
 *
 * @param contract the law
 * @param tenant whose ticket
 * @param ticket which ticket
 * @param action what was done, as the contract labels it
 * @param target the state in which the ticket must end, by name
 * @param facts what diagrams may read, of the ticket as the command leaves it; what the command has ended, such as a hold
 *     or a merge, as it was; empty if the ticket never had it
 * @param at the instant of the command
 * @param timer the timer of the diagram that made it happen, if one did
 */
public record Move(
        Contract<?, ?> contract,
        Tenant tenant,
        TicketRef ticket,
        String action,
        String target,
        Function<String, Optional<?>> facts,
        Instant at,
        Optional<String> timer) {}
