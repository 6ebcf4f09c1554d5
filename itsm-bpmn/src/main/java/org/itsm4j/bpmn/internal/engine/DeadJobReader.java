package org.itsm4j.bpmn.internal.engine;

import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;

/**
 * Makes something of a job that failed for the last time.
 *
 * @param <R> what it makes
 */
@FunctionalInterface
public interface DeadJobReader<R> {
    /**
     * @param job its id
     * @param tenant whose ticket
     * @param ticket which ticket
     * @param element the timer or step of the diagram
     * @param reason the message of the last failure
     * @return what it is for the caller
     */
    R read(String job, Tenant tenant, TicketRef ticket, String element, String reason);
}
