package org.itsm4j.sla;

/** What a clock does. Whether its target was met is another question: {@link SlaClock#met()}. */
public enum ClockStatus {
    /** It counts, within the hours of its calendar. */
    RUNNING,
    /** It waits; it has no due instant then, unless it was used up before. */
    PAUSED,
    /** What was promised has happened. */
    STOPPED,
    /** It does not count any more, in no report. */
    CANCELLED
}
