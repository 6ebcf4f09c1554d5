package org.itsm4j.spi;

import org.itsm4j.error.StoreException;

/** Two commands claimed the same unique key (request id, correlation key, number) at the same moment. */
public final class DuplicateKeyException extends StoreException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was to be written
     * @param cause what the database said
     */
    public DuplicateKeyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what was to be written */
    public DuplicateKeyException(String message) {
        super(message);
    }
}
