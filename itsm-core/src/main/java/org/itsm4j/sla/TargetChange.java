package org.itsm4j.sla;

/** What becomes of a running clock when priority, service or customer of its ticket call for another target. */
public enum TargetChange {
    /** Same start, same pauses, new target. */
    RETROACTIVE,
    /** The new target counts from now. */
    FRESH,
    /** The same share of the new target is used as of the old one. */
    PROPORTIONAL,
    /** The old target stays. */
    KEEP
}
