package org.itsm4j.ticket;

/** In which order work is done: {@link #P1} first. Follows from impact and urgency, unless overridden with a reason. */
public enum Priority {
    /** Critical. */
    P1,
    /** High. */
    P2,
    /** Moderate. */
    P3,
    /** Low. */
    P4,
    /** Planning. */
    P5
}
