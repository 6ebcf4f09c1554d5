package org.itsm4j.change.calendar;

/** How much a collision weighs. */
public enum Severity {
    /** The change is barred until it moves or somebody waives the collision. */
    HARD,
    /** People are told; nothing is barred. */
    SOFT
}
