package org.itsm4j.problem;

/** The states of a problem. */
public enum ProblemState {
    /** Suspected; nobody has looked at it yet. */
    LOGGED,
    /** It has a priority, a category and an owner. */
    ASSESSED,
    /** Its cause is being looked for. */
    INVESTIGATING,
    /** Its cause is known, and whether there is a workaround. */
    KNOWN_ERROR,
    /** It is decided how it will be fixed. */
    FIX_PLANNED,
    /** It waits for something that is named. */
    ON_HOLD,
    /** The fix is in; it is watched whether the fault comes back. */
    RESOLVED,
    /** The fix has proved itself, or the risk is accepted. It can be reopened. */
    CLOSED,
    /** It was none, or another problem is about the same. */
    CANCELLED;

    /** @return whether there is still work to do */
    public boolean isOpen() {
        return this != RESOLVED && this != CLOSED && this != CANCELLED;
    }
}
