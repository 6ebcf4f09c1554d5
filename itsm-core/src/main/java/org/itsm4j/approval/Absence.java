package org.itsm4j.approval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Predicate;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * Somebody is away for a time. Known by the person and its beginning.
 *
 * @param person who, 1 to 200 characters
 * @param startsAt from when on; to the microsecond
 * @param endsAt until when, exclusive; to the microsecond
 * @param givenBy who has said so, 1 to 200 characters: the person themselves, or whoever looks after their absences. What
 *     somebody in conflict says of others does not count where they are in conflict
 */
public record Absence(String person, Instant startsAt, Instant endsAt, String givenBy) {
    private static final String SUBJECT = "Absence";

    /**
     * @throws InvalidInputException if the name is blank or too long, an instant is out of the years 1 to 9999, or it ends before
     *     it starts
     */
    public Absence {
        Text.Rule.require(SUBJECT, "person", Objects.requireNonNull(person, "person"), Limits.NAME);
        Text.Rule.require(SUBJECT, "givenBy", Objects.requireNonNull(givenBy, "givenBy"), Limits.NAME);
        Span.require(SUBJECT, startsAt, endsAt);
        startsAt = startsAt.truncatedTo(ChronoUnit.MICROS);
        endsAt = endsAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * One that the person says themselves.
     *
     * @param person who
     * @param startsAt from when on
     * @param endsAt until when, exclusive
     * @throws InvalidInputException as of the other constructor
     */
    public Absence(String person, Instant startsAt, Instant endsAt) {
        this(person, startsAt, endsAt, person);
    }

    /** Whether somebody in conflict has said so of another person. */
    boolean isImposedBy(Predicate<String> conflicted) {
        return !givenBy.equals(person) && conflicted.test(givenBy);
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
        return new Absence(person, startsAt, Objects.requireNonNull(instant, "instant"), givenBy);
    }

    /** No names: absences end up in logs. */
    @Override
    public String toString() {
        return "Absence[" + startsAt + " to " + endsAt + "]";
    }
}
