package org.itsm4j.spi;

import org.itsm4j.error.StoreException;

/** A ticket, or its workflow token, was changed by somebody else since it was read. Callers see {@link
 * org.itsm4j.ticket.ConcurrentChangeException} instead. */
public final class StaleTicketException extends StoreException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was to be written
     * @param cause what the database said
     */
    public StaleTicketException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what was to be written */
    public StaleTicketException(String message) {
        super(message);
    }
}
