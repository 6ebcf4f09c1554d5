package org.itsm4j.change;

import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.TicketDesk;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketRef;

/** What an emergency is for: an incident or a problem that is not finished. */
final class ChangeCause {
    private ChangeCause() {}

    /** Looks again in the transaction that raises the change, and refuses what takes no relation any more. */
    static TicketRef live(Kernel kernel, Ticket<?> cause) {
        requireLive(kernel.practices().of(cause.kind()), cause);
        return cause.ref();
    }

    private static <T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>>
            void requireLive(TicketDesk<T, S, A, F> desk, Ticket<?> cause) {
        T now = desk.pipeline().find(cause.tenant(), cause.id());
        if (desk.practice().rows(now, desk.practice().shared().relate()).isEmpty()) {
            throw new RuleViolationException(
                    now.label(),
                    "cause",
                    "is " + now.state() + " and cannot be what an emergency is for; allowed: a "
                            + now.kind().label() + " that is not finished");
        }
    }
}
