package org.itsm4j.incident;

/** The states of an incident. A breach or a major incident is an attribute, never a state. */
public enum IncidentState {
    /** Logged; nobody has it yet. */
    NEW,
    /** A group has it. */
    ASSIGNED,
    /** Somebody works on it. */
    IN_PROGRESS,
    /** It waits for something that is named. */
    ON_HOLD,
    /** Service is restored; the requester may still say otherwise. */
    RESOLVED,
    /** Done for good. */
    CLOSED,
    /** It was none, or is no longer wanted. */
    CANCELLED,
    /** It goes on as part of another incident. */
    MERGED;

    /** @return whether there is still work to do */
    public boolean isOpen() {
        return this == NEW || this == ASSIGNED || this == IN_PROGRESS || this == ON_HOLD;
    }
}
