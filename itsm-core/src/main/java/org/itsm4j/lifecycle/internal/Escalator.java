package org.itsm4j.lifecycle.internal;

import org.itsm4j.sla.Escalation;
import org.itsm4j.ticket.TicketId;

/** Does to a ticket of its practice what is to be done when a clock has reached a threshold. */
@FunctionalInterface
public interface Escalator {
    /**
     * @param system the system, in the ticket's tenant
     * @param id which ticket
     * @param escalation what to do
     * @param why in words, for the timeline
     * @throws org.itsm4j.error.ItsmException if the ticket refuses it
     */
    void escalate(Session system, TicketId id, Escalation escalation, String why);
}
