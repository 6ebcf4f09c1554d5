package org.itsm4j.sla;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/** What is promised. Its text, such as {@code PT4H} or {@code 5 working days}, is what files say; {@link #of} reads it. */
public sealed interface Promise {
    /** @return as files say it */
    String text();

    /**
     * So much working time.
     *
     * @param working zero to 10 years
     */
    record Within(Duration working) implements Promise {
        private static final Duration LONGEST = Duration.ofDays(3_650);

        /** Refuses what is out of range. */
        public Within {
            if (Objects.requireNonNull(working, "working").isNegative() || working.compareTo(LONGEST) > 0) {
                throw new ConfigurationException("A promise is PT0S to " + LONGEST + ", got " + working);
            }
        }

        @Override
        public String text() {
            return working.toString();
        }
    }

    /**
     * The end of the n-th working day; the first is the day of the start, if there is working time left in it.
     *
     * @param days 1 to 1,000
     */
    record WorkingDays(int days) implements Promise {
        /** Refuses what is out of range. */
        public WorkingDays {
            if (days < 1 || days > 1_000) {
                throw new ConfigurationException("A promise is 1 to 1000 working days, got " + days);
            }
        }

        @Override
        public String text() {
            return days + (days == 1 ? " working day" : " working days");
        }
    }

    /**
     * An instant that was agreed on. No pause moves it.
     *
     * @param instant when
     */
    record At(Instant instant) implements Promise {
        /** Refuses null. */
        public At {
            Objects.requireNonNull(instant, "instant");
        }

        @Override
        public String text() {
            return "at " + instant;
        }
    }

    /**
     * A share of the agreed time of a period in which the service works. A single ticket has no due instant for it: its
     * clock counts the time without service, and {@link ServiceLevels#availability} adds that up.
     *
     * @param percent above 0, at most 100, up to four digits behind the point
     */
    record Availability(BigDecimal percent) implements Promise {
        /** Refuses what is out of range; drops zeros at the end. */
        public Availability {
            if (Objects.requireNonNull(percent, "percent").signum() <= 0
                    || percent.compareTo(BigDecimal.valueOf(100)) > 0
                    || percent.stripTrailingZeros().scale() > 4) {
                throw new ConfigurationException(
                        "An availability is above 0 and at most 100 percent, with up to four digits behind the point"
                                + Given.got(percent));
            }
            percent = percent.stripTrailingZeros();
        }

        @Override
        public String text() {
            return percent.toPlainString() + " %";
        }
    }

    /**
     * @param working so much working time
     * @return that promise
     */
    static Promise within(Duration working) {
        return new Within(working);
    }

    /**
     * @param n which working day
     * @return its end
     */
    static Promise endOfWorkingDay(int n) {
        return new WorkingDays(n);
    }

    /**
     * @param instant when
     * @return that promise
     */
    static Promise at(Instant instant) {
        return new At(instant);
    }

    /**
     * @param percent such as {@code 99.5}
     * @return that promise
     */
    static Promise availability(String percent) {
        return of(percent + " %");
    }

    /**
     * @param text {@code PT4H}, {@code 5 working days}, {@code at 2026-03-02T17:00:00Z} or {@code 99.5 %}
     * @return what it promises
     * @throws ConfigurationException if it promises nothing
     */
    static Promise of(String text) {
        Objects.requireNonNull(text, "text");
        Matcher days = Text.DAYS.matcher(text);
        Matcher percent = Text.PERCENT.matcher(text);
        try {
            if (days.matches()) {
                return new WorkingDays(Integer.parseInt(days.group(1)));
            }
            if (percent.matches()) {
                return new Availability(new BigDecimal(percent.group(1)));
            }
            return text.startsWith("at ") ? new At(Instant.parse(text.substring(3))) : new Within(Duration.parse(text));
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "A promise is such as PT4H, 5 working days, at 2026-03-02T17:00:00Z or 99.5 %" + Given.got(text),
                    e);
        }
    }

    /** How the texts look. */
    final class Text {
        private static final Pattern DAYS = Pattern.compile("(\\d{1,4}) working days?");
        private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,10})?) ?%");

        private Text() {}
    }
}
