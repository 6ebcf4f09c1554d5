package org.itsm4j.incident;

/** Whether an incident is a major one. An attribute, not a state. */
public enum MajorStatus {
    /** Nobody has said so. */
    NONE,
    /** Proposed, not yet decided. */
    PROPOSED,
    /** It is one. */
    ACCEPTED,
    /** It was proposed, and is none. */
    REJECTED,
    /** It was one; ordinary handling again. */
    ENDED
}
