package org.itsm4j.change.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.ticket.Limits;

/** Local times, their zones, and ranges of them. */
final class LocalTimes {
    private static final int LONGEST_ZONE = 50;

    private LocalTimes() {}

    /** java.time does as RFC 5545 says: a gap is taken by the offset before it, of an overlap the earlier one counts. */
    static Instant instant(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }

    /** @return the zone; UTC, and a violation, if it is not known */
    static ZoneId zone(String id, List<Violation> violations) {
        // a library on the class path may add zones of its own, which no other node would know
        if (id.length() <= LONGEST_ZONE && id.indexOf('~') < 0) {
            try {
                return ZoneId.of(id);
            } catch (DateTimeException e) {
                violations.add(unknown(id));
                return ZoneOffset.UTC;
            }
        }
        violations.add(unknown(id));
        return ZoneOffset.UTC;
    }

    private static Violation unknown(String id) {
        return new Violation("zone", "a time zone such as Europe/Berlin" + Given.got(id));
    }

    /** What is wrong whatever the zone. */
    static List<Violation> violations(LocalDateTime from, LocalDateTime to) {
        return to.isAfter(from) ? List.of() : List.of(new Violation("to", "after from, " + from + Given.got(to)));
    }

    /** @return the range in slots that touch */
    static List<Slot> pieces(Instant from, Instant to) {
        Limits.requireCounted("Timing", "from", Objects.requireNonNull(from, "from"));
        Limits.requireCounted("Timing", "to", Objects.requireNonNull(to, "to"));
        if (Duration.between(from, to).compareTo(Duration.ofDays(Timing.MOST_DAYS)) > 0) {
            throw new InvalidInputException(
                    "Timing", "to", "at most " + Timing.MOST_DAYS + " days after from" + Given.got(to));
        }
        List<Slot> pieces = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plus(Slot.LONGEST)) {
            Instant end = at.plus(Slot.LONGEST);
            pieces.add(new Slot(at, end.isBefore(to) ? end : to));
        }
        return pieces;
    }
}
