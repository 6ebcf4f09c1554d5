package org.itsm4j.bpmn.internal.engine;

import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;

/**
 * A job that failed for the last time.
 *
 * @param id its id
 * @param tenant whose ticket
 * @param ticket which ticket
 * @param element the timer or step of the diagram
 * @param reason the message of the last failure
 */
public record DeadJob(String id, Tenant tenant, TicketRef ticket, String element, String reason) {}
