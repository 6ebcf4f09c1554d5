package org.itsm4j.lifecycle.internal;

/** Something of the host has failed while a threshold was noted: it is to be tried again, and the others go on without it. */
final class ThresholdFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String threshold;

    ThresholdFailed(String threshold, String message, RuntimeException cause) {
        super(message, cause);
        this.threshold = threshold;
    }

    /** Which one. */
    String threshold() {
        return threshold;
    }
}
