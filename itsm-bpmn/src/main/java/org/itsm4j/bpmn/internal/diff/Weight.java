package org.itsm4j.bpmn.internal.diff;

/** How much a change matters, the weightiest first; {@code DiagramDiff} tells it under the same names. */
public enum Weight {
    /** Something that was required is no longer. */
    GUARD_LOST,
    /** Tickets do something in another way. */
    BEHAVIOUR,
    /** Only people see it. */
    APPEARANCE
}
