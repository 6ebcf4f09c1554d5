package org.itsm4j.ticket;

/** How a condition compares. A field without a value matches {@link #IS_ABSENT} only. */
public enum Operator {
    /** Is the value. */
    EQUALS,
    /** Is another value. */
    NOT_EQUALS,
    /** Is one of the values. */
    IN,
    /** Is smaller, or earlier. Not for text. */
    LESS_THAN,
    /** Is the same, or greater, or later. Not for text. */
    AT_LEAST,
    /** Contains the value, upper and lower case alike; every character stands for itself. Text only. */
    CONTAINS,
    /** Starts with the value; every character stands for itself. Text only. */
    STARTS_WITH,
    /** Has a value. */
    IS_PRESENT,
    /** Has no value. */
    IS_ABSENT
}
