package org.itsm4j.sla;

/** How a clock measures what lies before a change to another calendar. */
public enum CalendarChange {
    /** Each stretch by the calendar that was in force then. */
    SEGMENTED,
    /** All of it by the new one. */
    NEW_CALENDAR_ALL
}
