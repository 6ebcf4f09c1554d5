package org.itsm4j.sla;

/** What a holiday takes away where hours run over midnight; dated hours follow the same rule. */
public enum HolidayCut {
    /**
     * A holiday closes all of its local date: also the tail of the night before, but not its own tail on the next date.
     */
    LOCAL_DATE,
    /**
     * A holiday takes away the shifts that start on its local date, with their tails on the next date; the shift that
     * started the day before runs on to its end.
     */
    SHIFT_START
}
