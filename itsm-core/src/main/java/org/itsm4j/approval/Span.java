package org.itsm4j.approval;

import java.time.Instant;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;

/** From an instant to another, exclusive. */
final class Span {
    private Span() {}

    static void require(String subject, Instant from, Instant to) {
        Limits.require(subject, "startsAt", Objects.requireNonNull(from, "startsAt"));
        Limits.require(subject, "endsAt", Objects.requireNonNull(to, "endsAt"));
        if (to.isBefore(from)) {
            throw new InvalidInputException(subject, "endsAt", "not before it starts");
        }
    }

    static boolean holds(Instant from, Instant to, Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
