package org.itsm4j.bpmn;

import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;

/**
 * A job that failed for the last time.
 *
 * @param job its id
 * @param tenant whose ticket
 * @param ticket which ticket
 * @param element the timer or step of the diagram
 * @param reason the message of the last failure; it may quote what a handler has said
 */
public record DeadLetter(String job, Tenant tenant, TicketRef ticket, String element, String reason) {}
