package org.itsm4j.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A stretch of time in an explanation, which counted or did not, for one reason.
 *
 * @param from when it begins
 * @param to when it is over; after {@code from}
 * @param reason whether it counted, and why not
 * @param detail the name of the holiday or the reason of the pause; empty for other reasons
 * @param calendar the name of the calendar that said so
 * @param zone its zone, for showing local times
 */
public record Stretch(Instant from, Instant to, Reason reason, String detail, String calendar, ZoneId zone) {
    /** Why a stretch counted or did not. */
    public enum Reason {
        /** Working time. */
        COUNTED("counted"),
        /** The calendar is closed at that time of the week. */
        OUTSIDE_HOURS("outside hours"),
        /** The calendar is closed for a holiday. */
        HOLIDAY("holiday"),
        /** Working time under a pause. */
        PAUSED("paused"),
        /** Working time between a resolution and the reopening. */
        RESOLVED("resolved");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** @return the reason in words, such as {@code outside hours} */
        public String words() {
            return words;
        }
    }

    /**
     * Refuses absent parts.
     *
     * @throws IllegalArgumentException if it does not end after its beginning
     */
    public Stretch {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(zone, "zone");
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("to: a stretch ends after its beginning, " + from + ", got " + to);
        }
    }

    /** @return how long it is, in physical time */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** @return whether the other one goes on where this one ends, for the same reason by the same calendar */
    boolean goesOnWith(Stretch other) {
        return to.equals(other.from)
                && reason == other.reason
                && detail.equals(other.detail)
                && calendar.equals(other.calendar)
                && zone.equals(other.zone);
    }

    Stretch until(Instant end) {
        return new Stretch(from, end, reason, detail, calendar, zone);
    }
}
