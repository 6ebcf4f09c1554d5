package org.itsm4j.sla;

/** What becomes of a stopped clock when its ticket is reopened. */
public enum ReopenRule {
    /** It goes on; the time between is a pause of its own kind. */
    RESUME_EXCLUDING_RESOLVED,
    /** It goes on as if it had never been stopped. */
    RESUME_COUNTING_ALL,
    /** It stays as it is, and a new cycle begins. */
    NEW_CYCLE
}
