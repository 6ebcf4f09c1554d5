package org.itsm4j.sla;

/** How a calendar is made. */
public enum Combination {
    /** Of hours of its own. */
    LEAF,
    /** Of other calendars: it is open when any of them is. */
    UNION,
    /** Of other calendars: it is open when all of them are. */
    INTERSECTION
}
