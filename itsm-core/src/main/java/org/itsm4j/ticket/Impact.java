package org.itsm4j.ticket;

/** How much of the business is hit. A {@link PriorityMatrix} may use any of these; the standard one uses three. */
public enum Impact {
    /** The whole organisation or its customers. */
    VERY_HIGH,
    /** A service or many users. */
    HIGH,
    /** A team. */
    MEDIUM,
    /** One user. */
    LOW,
    /** Nobody yet. */
    VERY_LOW
}
