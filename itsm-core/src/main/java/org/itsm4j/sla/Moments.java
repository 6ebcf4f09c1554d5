package org.itsm4j.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.itsm4j.error.ConfigurationException;

/** Instants and durations as microseconds, and the range that calendars cover. */
final class Moments {
    static final long SECOND = 1_000_000L;
    static final long DAY_SECONDS = 86_400L;
    static final long DAY = DAY_SECONDS * SECOND;
    static final long WEEK = 7 * DAY;
    /** No such instant. */
    static final long NEVER = Long.MAX_VALUE;

    static final Duration LONGEST_HORIZON = Duration.ofDays(20 * 365);

    private static final LocalDate FIRST_DATE = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(2200, 12, 31);
    private static final long FIRST = FIRST_DATE.toEpochDay() * DAY;
    private static final long AFTER_LAST = (LAST_DATE.toEpochDay() + 1) * DAY;
    /** The index starts a little earlier than the range, for local dates at its edge, and ends a horizon later. */
    static final long INDEX_START = FIRST - 2 * DAY;

    static final long INDEX_END = AFTER_LAST + LONGEST_HORIZON.toDays() * DAY + 2 * DAY;

    private Moments() {}

    /**
     * @param instant an instant
     * @param parameter what it is called, for the error
     * @return microseconds since 1970, what is finer cut off
     * @throws IllegalArgumentException if it is out of the years 1900 to 2200
     */
    static long micros(Instant instant, String parameter) {
        long second = Objects.requireNonNull(instant, parameter).getEpochSecond();
        if (second < FIRST / SECOND || second >= AFTER_LAST / SECOND) {
            throw new IllegalArgumentException(parameter + ": in the years " + FIRST_DATE.getYear() + " to "
                    + LAST_DATE.getYear() + ", got " + instant);
        }
        return second * SECOND + instant.getNano() / 1_000;
    }

    /**
     * @param duration a duration
     * @param parameter what it is called, for the error
     * @return microseconds, what is finer cut off; at most what the index covers, which no calendar reaches
     * @throws IllegalArgumentException if it is negative
     */
    static long micros(Duration duration, String parameter) {
        if (Objects.requireNonNull(duration, parameter).isNegative()) {
            throw new IllegalArgumentException(parameter + ": zero or more, got " + duration);
        }
        return duration.getSeconds() > (INDEX_END - INDEX_START) / SECOND
                ? INDEX_END - INDEX_START
                : duration.getSeconds() * SECOND + duration.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
    }

    static Duration duration(long micros) {
        return Duration.ofSeconds(micros / SECOND, micros % SECOND * 1_000);
    }

    static void requireDate(String what, LocalDate date) {
        if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
            throw new ConfigurationException(what + " is from " + FIRST_DATE + " to " + LAST_DATE + ", got " + date);
        }
    }
}
