package org.itsm4j.bpmn.internal.model;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itsm4j.lifecycle.Move;

/** How long a timer waits: as a fact of the ticket says, or always the same; once, or a number of times. */
public sealed interface Delay {
    /** The shortest that may be drawn. */
    Duration SHORTEST = Duration.ofMinutes(1);
    /** The longest that may be drawn. */
    Duration LONGEST = Duration.ofDays(3650);
    /** How often a timer may ring at most. */
    int MOST_TIMES = 100;

    /**
     * @param move what brings the ticket to the stage
     * @return how long it waits; empty if the ticket lacks the fact: then the timer does not run
     */
    Optional<Duration> of(Move move);

    /** @return how often it rings while the ticket stays */
    default int times() {
        return 1;
    }

    /**
     * @param text {@code ${fact}} or an ISO 8601 duration such as {@code P5D}
     * @return the delay; empty if it is neither
     */
    static Optional<Delay> parse(String text) {
        Matcher fact = Stated.FORM.matcher(text);
        if (fact.matches()) {
            return Optional.of(new Stated(fact.group(1)));
        }
        return duration(text).map(it -> new Fixed(it, 1));
    }

    /**
     * @param text a bounded repetition such as {@code R3/PT4H}
     * @return the delay; empty if it is not one
     */
    static Optional<Delay> parseCycle(String text) {
        Matcher cycle = Fixed.CYCLE.matcher(text);
        if (!cycle.matches()) {
            return Optional.empty();
        }
        int times = Integer.parseInt(cycle.group(1));
        return times < 1 || times > MOST_TIMES
                ? Optional.empty()
                : duration(cycle.group(2)).map(it -> new Fixed(it, times));
    }

    private static Optional<Duration> duration(String text) {
        try {
            Duration duration = text.matches("P\\d{1,4}W")
                    ? Duration.ofDays(Period.parse(text).getDays())
                    : Duration.parse(text);
            return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0
                    ? Optional.of(duration)
                    : Optional.empty();
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty(); // which is what the caller reports
        }
    }

    /** As a fact says. */
    record Stated(String fact) implements Delay {
        private static final Pattern FORM = Pattern.compile("\\$\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}");

        @Override
        public Optional<Duration> of(Move move) {
            return move.facts().apply(fact).map(Duration.class::cast);
        }
    }

    /** Always the same. */
    record Fixed(Duration duration, int times) implements Delay {
        private static final Pattern CYCLE = Pattern.compile("R(\\d{1,3})/(P.{1,30})");

        @Override
        public Optional<Duration> of(Move move) {
            return Optional.of(duration);
        }
    }
}
