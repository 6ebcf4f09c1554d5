package org.itsm4j.ticket;

/** How a task stands. */
public enum TaskState {
    /** To be done. */
    OPEN,
    /** Done. */
    DONE,
    /** No longer to be done: its ticket has left the stage. */
    CANCELLED
}
