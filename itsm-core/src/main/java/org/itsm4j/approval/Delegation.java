package org.itsm4j.approval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Predicate;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * Somebody lets another vote for them, for a time. Known by the two and its beginning.
 *
 * @param from the person who gives their vote, 1 to 200 characters
 * @param to the person who may vote for them, 1 to 200 characters
 * @param startsAt from when on; to the microsecond
 * @param endsAt until when, exclusive; a vote at that instant is too late; to the microsecond
 * @param givenBy who has said so, 1 to 200 characters: the person themselves, or whoever looks after their stand-ins. What
 *     somebody in conflict says for others does not count where they are in conflict
 */
public record Delegation(String from, String to, Instant startsAt, Instant endsAt, String givenBy) {
    private static final String SUBJECT = "Delegation";

    /**
     * @throws InvalidInputException if a name is blank or too long, both are the same, an instant is out of the years 1 to 9999,
     *     or it ends before it starts. One that ends when it starts is never valid
     */
    public Delegation {
        Text.Rule.require(SUBJECT, "from", Objects.requireNonNull(from, "from"), Limits.NAME);
        Text.Rule.require(SUBJECT, "to", Objects.requireNonNull(to, "to"), Limits.NAME);
        if (from.equals(to)) {
            throw new InvalidInputException(SUBJECT, "to", "another person than it is from");
        }
        Text.Rule.require(SUBJECT, "givenBy", Objects.requireNonNull(givenBy, "givenBy"), Limits.NAME);
        Span.require(SUBJECT, startsAt, endsAt);
        startsAt = startsAt.truncatedTo(ChronoUnit.MICROS);
        endsAt = endsAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * One that the person gives themselves.
     *
     * @param from the person who gives their vote
     * @param to the person who may vote for them
     * @param startsAt from when on
     * @param endsAt until when, exclusive
     * @throws InvalidInputException as of the other constructor
     */
    public Delegation(String from, String to, Instant startsAt, Instant endsAt) {
        this(from, to, startsAt, endsAt, from);
    }

    /** Whether somebody in conflict has said so for another person. */
    boolean isImposedBy(Predicate<String> conflicted) {
        return !givenBy.equals(from) && conflicted.test(givenBy);
    }

    /**
     * @param instant an instant
     * @return whether it is valid then
     */
    public boolean isValidAt(Instant instant) {
        return Span.holds(startsAt, endsAt, Objects.requireNonNull(instant, "instant"));
    }

    /**
     * @param instant when
     * @return this delegation, ended then
     * @throws InvalidInputException if it had not started
     */
    public Delegation until(Instant instant) {
        return new Delegation(from, to, startsAt, Objects.requireNonNull(instant, "instant"), givenBy);
    }

    /** No names: delegations end up in logs. */
    @Override
    public String toString() {
        return "Delegation[" + startsAt + " to " + endsAt + "]";
    }
}
