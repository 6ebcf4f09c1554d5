package org.itsm4j.problem;

/** What made somebody suspect a problem. */
public enum ProblemSource {
    /** Incidents that have happened. */
    REACTIVE,
    /** A trend, or a look ahead, before it hurts. */
    PROACTIVE,
    /** A major incident. */
    MAJOR_INCIDENT,
    /** A supplier said so. */
    SUPPLIER
}
