package org.itsm4j.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.Cursor;

/**
 * A cascade that is not over, as it is kept.
 *
 * @param progress which, and how far it has come
 * @param last the ticket that was looked at last, with the moment that they are sorted by; empty before the first
 */
public record CascadeRecord(CascadeProgress progress, Optional<Cursor> last) {
    /**
     * Refuses what is not there.
     *
     * @throws InvalidInputException if tickets are not sorted by a moment
     */
    public CascadeRecord {
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(last, "last");
        if (last.filter(cursor -> !(cursor.sortValue() instanceof Instant)).isPresent()) {
            throw new InvalidInputException("CascadeRecord", "last", "a cursor of tickets that are sorted by a moment");
        }
    }

    /** @return the moment of the last one, if there is one */
    public Optional<Instant> lastAt() {
        return last.map(Cursor::sortValue).map(Instant.class::cast);
    }

    /** Which, and how far. */
    @Override
    public String toString() {
        return "cascade " + progress.rule() + " of " + progress.ticket() + ", " + progress.followed() + " of "
                + progress.total() + " followed, " + progress.failed() + " failed";
    }
}
