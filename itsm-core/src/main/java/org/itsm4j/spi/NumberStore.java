package org.itsm4j.spi;

import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketKind;

/** Hands out numbers. Called inside {@link UnitOfWork#required}. */
public interface NumberStore {
    /**
     * Reserves a block of numbers that nobody else gets.
     *
     * @param tenant whose
     * @param kind for which kind of ticket
     * @param count how many, at least 1
     * @return the first of them; the first ever is 1
     */
    long reserve(Tenant tenant, TicketKind kind, int count);
}
