package org.itsm4j.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.ticket.Limits;

/**
 * A stretch of time with a beginning and an end, {@code [from, to)}: two that only touch do not overlap. Whole microseconds,
 * as stores keep them; what is finer is cut off.
 *
 * @param from when it begins; years 1900 to 2199
 * @param to when it is over, exclusive; after {@code from}, and at most {@link #LONGEST} later
 */
public record Slot(Instant from, Instant to) {
    /** The longest slot, 366 days: stores find overlaps by it. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if it ends before or at its beginning, is too long, or is out of the years
     */
    public Slot {
        Limits.requireCounted("Slot", "from", Objects.requireNonNull(from, "from"));
        Limits.requireCounted("Slot", "to", Objects.requireNonNull(to, "to"));
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        List<Violation> violations = violations(from, to);
        if (!violations.isEmpty()) {
            throw new InvalidInputException("Slot", violations);
        }
    }

    static List<Violation> violations(Instant from, Instant to) {
        List<Violation> violations = new ArrayList<>();
        if (!to.isAfter(from)) {
            violations.add(new Violation("to", "after from, " + from + Given.got(to)));
        } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            violations.add(new Violation("to", "at most " + LONGEST.toDays() + " days after from" + Given.got(to)));
        }
        return violations;
    }

    /**
     * @param from when it begins
     * @param length how long it is, in physical time; more than zero, at most {@link #LONGEST}
     * @return the slot
     * @throws InvalidInputException as of the constructor
     */
    public static Slot of(Instant from, Duration length) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(length, "length");
        Limits.requireCounted("Slot", "from", from);
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new InvalidInputException(
                    "Slot", "length", "more than zero, at most " + LONGEST.toDays() + " days" + Given.got(length));
        }
        return new Slot(from, from.plus(length));
    }

    /** @return how long it is, in physical time */
    public Duration length() {
        return Duration.between(from, to);
    }

    /**
     * @param other another slot
     * @return whether some instant is in both
     */
    public boolean overlaps(Slot other) {
        return from.isBefore(Objects.requireNonNull(other, "other").to) && other.from.isBefore(to);
    }

    /**
     * @param other another slot
     * @return what is in both, if anything is
     */
    public Optional<Slot> overlap(Slot other) {
        return overlaps(other)
                ? Optional.of(
                        new Slot(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to))
                : Optional.empty();
    }

    /**
     * @param other another slot
     * @return whether all of the other one is in this one
     */
    public boolean contains(Slot other) {
        return !Objects.requireNonNull(other, "other").from.isBefore(from) && !other.to.isAfter(to);
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
