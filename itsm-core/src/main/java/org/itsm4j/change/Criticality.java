package org.itsm4j.change;

/** How much the business depends on the configuration items that a change touches. */
public enum Criticality {
    /** Nobody waits for them. */
    LOW,
    /** Work is hindered without them. */
    MEDIUM,
    /** Work stops without them. */
    HIGH,
    /** The business stops without them. */
    VITAL
}
