package org.itsm4j.sla;

import java.time.Instant;
import java.util.Objects;

/**
 * A stretch of time that does not count. Pauses that overlap count once; one of no length does nothing.
 *
 * @param from when it begins; in the years 1900 to 2200
 * @param to when it is over; not before {@code from}
 * @param reason why, as explanations show it: up to 200 characters, no control characters; {@value #RESOLVED} is told
 *     apart as {@link Stretch.Reason#RESOLVED}
 */
public record Pause(Instant from, Instant to, String reason) {
    /** The reason of the pause between a resolution and the reopening. */
    public static final String RESOLVED = "RESOLVED";

    private static final int LONGEST = 200;

    /**
     * Refuses absent parts.
     *
     * @throws IllegalArgumentException if it ends before it begins, an instant is out of range, or the reason is too long or
     *     has control characters
     */
    public Pause {
        Moments.micros(from, "from");
        Moments.micros(to, "to");
        Objects.requireNonNull(reason, "reason");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to: a pause ends at or after its beginning, " + from + ", got " + to);
        }
        if (reason.length() > LONGEST || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("reason: up to " + LONGEST
                    + " characters and no control characters, got " + reason.length() + " characters");
        }
    }
}
