package org.itsm4j.change.calendar;

/** What a relative is to the configuration item that was asked about. */
public enum Kinship {
    /** That one is part of the relative: what runs on a server has it for a parent. */
    PARENT,
    /** The relative is part of it. */
    CHILD,
    /** The relative needs it. */
    DEPENDENT,
    /** It needs the relative. */
    DEPENDENCY
}
