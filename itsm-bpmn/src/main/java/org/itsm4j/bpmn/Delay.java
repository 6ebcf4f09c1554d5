package org.itsm4j.bpmn;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itsm4j.lifecycle.Move;

/** How long a timer waits: as a fact of the ticket says, or always the same. */
sealed interface Delay {
    Duration SHORTEST = Duration.ofMinutes(1);
    Duration LONGEST = Duration.ofDays(3650);

    /** Empty if the ticket lacks the fact: then the timer does not run. */
    Optional<Duration> of(Move move);

    /** Reads {@code ${fact}} or an ISO 8601 duration such as {@code P5D}; empty if it is neither. */
    static Optional<Delay> parse(String text) {
        Matcher fact = Stated.FORM.matcher(text);
        if (fact.matches()) {
            return Optional.of(new Stated(fact.group(1)));
        }
        try {
            Duration duration = Duration.parse(text);
            return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0
                    ? Optional.of(new Fixed(duration))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
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
    record Fixed(Duration duration) implements Delay {
        @Override
        public Optional<Duration> of(Move move) {
            return Optional.of(duration);
        }
    }
}
