package org.itsm4j.lifecycle.internal;

/** One of the escalations of a threshold was refused: the others are to be done without it. */
final class EscalationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String place;

    EscalationRefused(String place, String message, Throwable cause) {
        super(message, cause);
        this.place = place;
    }

    /** Which of them. */
    String place() {
        return place;
    }
}
