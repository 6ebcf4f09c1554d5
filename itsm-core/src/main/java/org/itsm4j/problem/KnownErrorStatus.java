package org.itsm4j.problem;

/** How a known error stands. */
public enum KnownErrorStatus {
    /** The fault is there; the workaround helps. */
    OPEN,
    /** The fault stays, as its risk was accepted; the workaround still helps. */
    RETAINED,
    /** The fault was fixed. */
    RESOLVED,
    /** It was none: its problem was cancelled. */
    WITHDRAWN;

    /** @return whether new incidents may still come from it */
    public boolean isOffered() {
        return this == OPEN || this == RETAINED;
    }
}
