package org.itsm4j.ticket;

/** Which way a page is sorted. */
public enum Direction {
    /** Smallest, earliest, or first in rank, first. */
    ASCENDING,
    /** Greatest, latest, or last in rank, first. */
    DESCENDING
}
