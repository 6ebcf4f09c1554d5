package org.itsm4j.ticket;

/** How soon it must be solved. A {@link PriorityMatrix} may use any of these; the standard one uses three. */
public enum Urgency {
    /** Damage grows by the minute. */
    VERY_HIGH,
    /** Work has stopped. */
    HIGH,
    /** Work is hindered. */
    MEDIUM,
    /** There is a way round. */
    LOW,
    /** It can wait for a planned change. */
    VERY_LOW
}
