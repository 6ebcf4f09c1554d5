package org.itsm4j.ticket;

/** Who may read an entry of a timeline. */
public enum Visibility {
    /** Staff only; the default. */
    INTERNAL,
    /** The requester too. */
    PUBLIC
}
