package org.itsm4j.error;

/** itsm4j cannot start as it is set up; the message names what to add or change. */
public class ConfigurationException extends ItsmException {
    private static final long serialVersionUID = 1L;

    /** @param message what is missing, and what to do */
    public ConfigurationException(String message) {
        super(message);
    }

    /**
     * @param message what is missing, and what to do
     * @param cause what was found
     */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
