package org.itsm4j.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;

/**
 * How a free slot is looked for.
 *
 * @param from the earliest start
 * @param horizon how far ahead a start may be, exclusive; more than zero, at most 731 days, 90 days unless told
 * @param avoidsSoft whether soft collisions are in the way, too; not unless told
 * @param wholeMinutes whether it begins on a whole minute; not unless told. A free stretch may be long enough only without
 */
public record SlotSearch(Instant from, Duration horizon, boolean avoidsSoft, boolean wholeMinutes) {
    private static final Duration USUAL_HORIZON = Duration.ofDays(90);
    private static final Duration LONGEST_HORIZON = Duration.ofDays(731);

    /**
     * Refuses absent parts. What is finer than microseconds is rounded up.
     *
     * @throws InvalidInputException if the horizon is out of range, or the start out of the years 1900 to 2199
     */
    public SlotSearch {
        Limits.requireCounted("SlotSearch", "from", Objects.requireNonNull(from, "from"));
        Objects.requireNonNull(horizon, "horizon");
        if (horizon.isNegative() || horizon.isZero() || horizon.compareTo(LONGEST_HORIZON) > 0) {
            throw new InvalidInputException(
                    "SlotSearch",
                    "horizon",
                    "more than zero, at most " + LONGEST_HORIZON.toDays() + " days" + Given.got(horizon));
        }
        from = roundedUp(from, ChronoUnit.MICROS);
    }

    private static Instant roundedUp(Instant instant, ChronoUnit unit) {
        Instant down = instant.truncatedTo(unit);
        return down.equals(instant) ? instant : down.plus(1, unit);
    }

    /**
     * @param earliest the earliest start
     * @return a search from there, for 90 days, without hard collisions
     * @throws InvalidInputException if it is out of the years 1900 to 2199
     */
    public static SlotSearch from(Instant earliest) {
        return new SlotSearch(Objects.requireNonNull(earliest, "earliest"), USUAL_HORIZON, false, false);
    }

    /**
     * @param howFar how far ahead a start may be
     * @return this search, so far
     * @throws InvalidInputException if it is out of range
     */
    public SlotSearch within(Duration howFar) {
        return new SlotSearch(from, Objects.requireNonNull(howFar, "howFar"), avoidsSoft, wholeMinutes);
    }

    /** @return this search, for a slot without any collision */
    public SlotSearch withoutAny() {
        return new SlotSearch(from, horizon, true, wholeMinutes);
    }

    /** @return this search, for a slot that begins on a whole minute */
    public SlotSearch onWholeMinutes() {
        return new SlotSearch(from, horizon, avoidsSoft, true);
    }

    boolean avoids(Optional<Severity> severity) {
        return severity.filter(each -> avoidsSoft || each == Severity.HARD).isPresent();
    }

    /** When the last slot that may be found is over. */
    Instant end(Duration length) {
        Instant end = from.plus(horizon).plus(length);
        Limits.requireCounted("SlotSearch", "horizon", end);
        return end;
    }

    FreeSlot first(Stretches free, Duration length) {
        Instant horizonEnd = from.plus(horizon);
        for (Stretches.Stretch each : free.list()) {
            Instant start = wholeMinutes ? roundedUp(each.from(), ChronoUnit.MINUTES) : each.from();
            if (start.isBefore(horizonEnd) && !start.plus(length).isAfter(each.to())) {
                return new FreeSlot(Optional.of(Slot.of(start, length)), horizonEnd);
            }
        }
        return new FreeSlot(Optional.empty(), horizonEnd);
    }
}
