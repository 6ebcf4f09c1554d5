package org.itsm4j.change;

/** The states of a change. A lockdown or a pending approval in retrospect is an attribute, never a state. */
public enum ChangeState {
    /** Being written. */
    DRAFT,
    /** Complete, and handed in. */
    SUBMITTED,
    /** Impact, risk and collisions are looked at. */
    ASSESSING,
    /** It is put to the vote. */
    AUTHORIZING,
    /** It may be done, in its window. */
    SCHEDULED,
    /** It is being done. */
    IMPLEMENTING,
    /** It was done, or backed out; what came of it is looked at. */
    REVIEWING,
    /** Done for good. */
    CLOSED,
    /** It was not accepted, or voted down. */
    REJECTED,
    /** It is no longer wanted. */
    CANCELLED;

    /** @return whether it may still be done, or is being done */
    public boolean isOpen() {
        return isPlanned() || this == IMPLEMENTING;
    }

    /** @return whether its window is taken, so that others collide with it */
    public boolean hasSlot() {
        return this == SCHEDULED || this == IMPLEMENTING;
    }

    /** @return whether it is at its end, whichever: nothing more comes of it */
    public boolean isOver() {
        return this == CLOSED || this == REJECTED || this == CANCELLED;
    }

    /** @return whether nothing of it was done yet, and it may be */
    public boolean isPlanned() {
        return this == DRAFT || this == SUBMITTED || this == ASSESSING || this == AUTHORIZING || this == SCHEDULED;
    }
}
