package org.itsm4j.incident;

/** Why an incident is cancelled. */
public enum CancelReason {
    /** Another one is about the same; merging keeps more. */
    DUPLICATE,
    /** Nothing was interrupted: a request, a question, a mistake. */
    NOT_AN_INCIDENT,
    /** The requester no longer wants it. */
    WITHDRAWN
}
