package org.itsm4j.error;

/**
 * Root of every error that itsm4j raises on its own account. When a command throws it, nothing of that command has
 * happened: ticket, workflow token, timeline and event are as they were. Only {@link StoreException} may leave it open.
 */
public abstract class ItsmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was asked, what is true, what would be allowed; never contents of a ticket
     */
    protected ItsmException(String message) {
        super(message);
    }

    /**
     * @param message what was asked, what is true, what would be allowed; never contents of a ticket
     * @param cause what made it fail
     */
    protected ItsmException(String message, Throwable cause) {
        super(message, cause);
    }
}
