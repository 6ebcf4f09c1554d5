package org.itsm4j.change.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;

/**
 * When a maintenance window is open or a freeze holds: once, or again and again. Immutable.
 *
 * <p>Local times are read as RFC 5545 says (3.3.5): one that the clocks skip in spring is taken by the offset before the
 * change, so 02:30 is 03:30 then; one that comes twice in autumn is the first of the two.
 */
public sealed interface Timing permits Timing.Between, Timing.Local, Recurring {
    /** How many days may be asked for at once: 1,830, five years. */
    int MOST_DAYS = 1_830;

    /**
     * @param from when it begins
     * @param to when it is over, exclusive
     * @return a timing that takes place once
     * @throws InvalidInputException as of {@link Slot}
     */
    static Timing once(Instant from, Instant to) {
        return new Between(new Slot(from, to));
    }

    /**
     * @param from when it begins, in the zone
     * @param to when it is over, in the zone, exclusive
     * @param zone an IANA name such as {@code Europe/Berlin}, {@code UTC}, or an offset such as {@code +02:00}
     * @return a timing that takes place once
     * @throws InvalidInputException if the zone is not known, or as of {@link Slot}
     */
    static Timing once(LocalDateTime from, LocalDateTime to, String zone) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        List<Violation> violations = new ArrayList<>();
        ZoneId known = LocalTimes.zone(Objects.requireNonNull(zone, "zone"), violations);
        if (!violations.isEmpty()) {
            LocalTimes.violations(from, to).forEach(violations::add);
            throw new InvalidInputException("Timing", violations);
        }
        return new Local(from, to, known);
    }

    /**
     * @param rule a recurrence rule of RFC 5545 such as {@code FREQ=WEEKLY;BYDAY=SA}; see {@link Recurring}
     * @param start when the first one begins, in the zone; whole seconds. The rule must have it as an instance
     * @param zone an IANA name, {@code UTC} or an offset
     * @return a builder
     */
    static Recurring.Builder every(String rule, LocalDateTime start, String zone) {
        return new Recurring.Builder(rule, start, zone);
    }

    /**
     * @param range from when to when
     * @return what of it is there at some time of the range, whole and not cut, in the order of its beginnings; what recurs
     *     may overlap itself
     */
    List<Slot> occurrences(Slot range);

    /**
     * As {@link #occurrences(Slot)}, for longer ranges.
     *
     * @param from from when
     * @param to to when, exclusive; at most {@link #MOST_DAYS} later. Nothing is there if it is not later
     * @return what of it is there at some time in between
     * @throws InvalidInputException if that is too long, or out of the years 1900 to 2199
     */
    default List<Slot> occurrences(Instant from, Instant to) {
        return LocalTimes.pieces(from, to).stream()
                .flatMap(piece -> occurrences(piece).stream())
                .distinct()
                .toList();
    }

    /**
     * Once, between two instants.
     *
     * @param slot when
     */
    record Between(Slot slot) implements Timing {
        /** Refuses null. */
        public Between {
            Objects.requireNonNull(slot, "slot");
        }

        @Override
        public List<Slot> occurrences(Slot range) {
            return slot.overlaps(Objects.requireNonNull(range, "range")) ? List.of(slot) : List.of();
        }
    }

    /**
     * Once, between two local times.
     *
     * @param from when it begins, in the zone
     * @param to when it is over, in the zone, exclusive
     * @param zone the zone
     */
    record Local(LocalDateTime from, LocalDateTime to, ZoneId zone) implements Timing {
        /**
         * Refuses absent parts.
         *
         * @throws InvalidInputException as of {@link Slot}
         */
        public Local {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(zone, "zone");
            new Slot(LocalTimes.instant(from, zone), LocalTimes.instant(to, zone));
        }

        @Override
        public List<Slot> occurrences(Slot range) {
            Slot slot = new Slot(LocalTimes.instant(from, zone), LocalTimes.instant(to, zone));
            return slot.overlaps(Objects.requireNonNull(range, "range")) ? List.of(slot) : List.of();
        }
    }
}
