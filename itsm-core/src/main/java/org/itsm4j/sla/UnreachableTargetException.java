package org.itsm4j.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.itsm4j.error.ConfigurationException;

/** A calendar has too little working time for what was asked of it: it lies beyond the calendar's horizon. */
public final class UnreachableTargetException extends ConfigurationException {
    private static final long serialVersionUID = 1L;
    private final String calendar;
    private final Instant start;
    private final String target;
    private final Duration horizon;

    UnreachableTargetException(String calendar, Instant start, String target, Duration horizon) {
        super("Calendar " + calendar + " does not reach " + target + " from " + start + " within its horizon of "
                + horizon + "; allowed: a smaller target, or a calendar with more hours or a longer horizon");
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.start = start;
        this.target = target;
        this.horizon = horizon;
    }

    /** @return the name of the calendar */
    public String calendar() {
        return calendar;
    }

    /** @return from when it was counted */
    public Instant start() {
        return start;
    }

    /** @return what was asked for: a duration such as {@code PT8H} of working time, or {@code working day 3} */
    public String target() {
        return target;
    }

    /** @return how far ahead of the start the calendar looks */
    public Duration horizon() {
        return horizon;
    }
}
