package org.itsm4j.lifecycle.internal;

/** One of the escalations of a threshold was refused: the others are to be done without it. */
final class EscalationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String place;

    private final RuntimeException refusal;

    EscalationRefused(String place, String message, RuntimeException refusal) {
        super(message, refusal);
        this.place = place;
        this.refusal = refusal;
    }

    /** What the ticket has said. */
    RuntimeException refusal() {
        return refusal;
    }

    /** Which of them. */
    String place() {
        return place;
    }
}
