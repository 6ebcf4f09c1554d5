package org.itsm4j.approval;

import java.time.Instant;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * Somebody is away for a time. Known by the person and its beginning.
 *
 * @param person who, 1 to 200 characters
 * @param startsAt from when on
 * @param endsAt until when, exclusive
 */
public record Absence(String person, Instant startsAt, Instant endsAt) {
    private static final String SUBJECT = "Absence";

    /**
     * @throws InvalidInputException if the name is blank or too long, an instant is out of the years 1 to 9999, or it ends before
     *     it starts
     */
    public Absence {
        Text.Rule.require(SUBJECT, "person", Objects.requireNonNull(person, "person"), Limits.NAME);
        Span.require(SUBJECT, startsAt, endsAt);
    }

    /**
     * @param instant an instant
     * @return whether the person is away then
     */
    public boolean isValidAt(Instant instant) {
        return Span.holds(startsAt, endsAt, Objects.requireNonNull(instant, "instant"));
    }

    /**
     * @param instant when
     * @return this absence, ended then
     * @throws InvalidInputException if it had not started
     */
    public Absence until(Instant instant) {
        return new Absence(person, startsAt, Objects.requireNonNull(instant, "instant"));
    }

    /** No names: absences end up in logs. */
    @Override
    public String toString() {
        return "Absence[" + startsAt + " to " + endsAt + "]";
    }
}
