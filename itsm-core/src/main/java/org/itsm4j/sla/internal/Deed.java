package org.itsm4j.sla.internal;

import java.time.Instant;

/**
 * What a command is, to service levels.
 *
 * @param action the label of its action
 * @param actor the account that gave it
 * @param at when it takes place
 * @param seen when it is given: later than that for imported histories
 * @param speech whose public words go with it
 */
public record Deed(String action, String actor, Instant at, Instant seen, Speech speech) {
    boolean isImported() {
        return at.isBefore(seen);
    }

    /** Whose public words go with a command. */
    public enum Speech {
        /** Nobody's. */
        NONE,
        /** The requester's. */
        REQUESTER,
        /** Those of somebody of staff. */
        STAFF
    }
}
