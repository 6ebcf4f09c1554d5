package org.itsm4j.change;

import java.util.List;
import java.util.Objects;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.error.InvalidInputException;

/**
 * What a freeze would hit, as it was seen.
 *
 * @param freeze the freeze
 * @param calendarVersion the version of the calendar that was in force then; 1 or more
 * @param hits the changes it hits, each with where; in the order of their slots
 */
public record LockdownPreview(Freeze freeze, int calendarVersion, List<Freeze.Hit> hits) {
    /**
     * Copies the hits.
     *
     * @throws InvalidInputException if the version is not positive
     */
    public LockdownPreview {
        Objects.requireNonNull(freeze, "freeze");
        hits = List.copyOf(Objects.requireNonNull(hits, "hits"));
        if (calendarVersion < 1) {
            throw new InvalidInputException("LockdownPreview", "calendarVersion", "1 or more, got " + calendarVersion);
        }
    }
}
