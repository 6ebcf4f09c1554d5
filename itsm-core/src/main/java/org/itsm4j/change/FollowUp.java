package org.itsm4j.change;

import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What is still to be done after a change, as its review says. {@code desk.problems().raiseFromReview} makes a problem of it.
 *
 * @param text what is to be done, 1 to {@link Limits#REASON} characters
 * @param owner the person who sees to it, if one is named; up to {@link Limits#NAME} characters
 */
public record FollowUp(String text, Optional<String> owner) {
    private static final String SUBJECT = "FollowUp";

    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if a text is blank, too long, or no store could keep it
     */
    public FollowUp {
        Text.Rule.require(SUBJECT, "text", Objects.requireNonNull(text, "text"), Limits.REASON);
        Objects.requireNonNull(owner, "owner")
                .ifPresent(person -> Text.Rule.require(SUBJECT, "owner", person, Limits.NAME));
    }

    /**
     * @param text what is to be done
     * @return a follow-up that nobody sees to yet
     * @throws InvalidInputException as of the constructor
     */
    public static FollowUp of(String text) {
        return new FollowUp(text, Optional.empty());
    }

    /**
     * @param person who sees to it
     * @return this follow-up, theirs
     * @throws InvalidInputException as of the constructor
     */
    public FollowUp ownedBy(String person) {
        return new FollowUp(text, Optional.of(Objects.requireNonNull(person, "person")));
    }

    /** A length, not the text. */
    @Override
    public String toString() {
        return "FollowUp[" + text.length() + " characters]";
    }
}
