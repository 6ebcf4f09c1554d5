package org.itsm4j.error;

/**
 * The database failed, or lost what it should hold. Nothing of the command has happened, and it may be tried again. One
 * case cannot be told: if the connection breaks during the commit, nobody on this side knows whether it took place. A
 * command with a request id can be repeated in every case, and takes place once.
 */
public class StoreException extends ItsmException {
    private static final long serialVersionUID = 1L;

    /** @param message what was being done */
    public StoreException(String message) {
        super(message);
    }

    /**
     * @param message what was being done
     * @param cause the failure of the database or its driver
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
