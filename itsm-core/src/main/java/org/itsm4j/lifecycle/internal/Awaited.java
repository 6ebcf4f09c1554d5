package org.itsm4j.lifecycle.internal;

import java.util.Optional;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Ticket;

/** What a practice has to say to a ticket that is about to wait for one of its own. Thread-safe. */
@FunctionalInterface
public interface Awaited {
    /**
     * Called inside of the transaction of the command that puts the ticket on hold, before anything is written.
     *
     * @param waiting the ticket that is to wait
     * @param reference what for; perhaps something of this practice
     * @return words for whoever works on the waiting ticket; empty if there is nothing to say, or it is none of this practice
     * @throws org.itsm4j.ticket.RuleViolationException {@code waitsFor}, if nobody would ever let it go on, as that is over
     */
    Optional<String> awaited(Ticket<?> waiting, Reference reference);
}
