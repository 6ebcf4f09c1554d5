package org.itsm4j.sla;

/** From when a clock counts. A moment that a ticket does not have, or that lies after the event, is the event's own. */
public enum Since {
    /** From the event that starts it. */
    EVENT,
    /** From when the ticket was logged. */
    OPENED,
    /** From when it happened, as was said when the ticket was logged. */
    OCCURRED,
    /** From when it was noticed, as was said when the ticket was logged. */
    DETECTED
}
