package org.itsm4j.change;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * The review after a change: what came of it, and what is learned from it.
 *
 * @param objectivesMet whether it did what it was for
 * @param text what was found, 1 to {@link Limits#TEXT} characters
 * @param lessons what to do better; up to {@link #MOST} of up to {@link Limits#REASON} characters
 * @param followUps what is still to be done, counted from 1; as many
 * @param incidents how many incidents on its configuration items were counted when it was written; 0 or more
 */
public record Review(
        boolean objectivesMet, String text, List<String> lessons, List<FollowUp> followUps, int incidents) {
    /** How many lessons, and how many follow-ups, a review may have: 20. */
    public static final int MOST = 20;

    private static final String SUBJECT = "Review";

    /**
     * Copies the lists.
     *
     * @throws InvalidInputException if there are too many, a text is blank or too long, or the count is negative
     */
    public Review {
        Text.Rule.require(SUBJECT, "text", Objects.requireNonNull(text, "text"), Limits.TEXT);
        lessons = texts("lessons", lessons);
        Limits.require(
                SUBJECT,
                "followUps",
                Objects.requireNonNull(followUps, "followUps").size(),
                MOST);
        followUps = List.copyOf(followUps);
        if (incidents < 0) {
            throw new InvalidInputException(SUBJECT, "incidents", "0 or more, got " + incidents);
        }
    }

    private static List<String> texts(String path, List<String> texts) {
        Limits.require(SUBJECT, path, Objects.requireNonNull(texts, path).size(), MOST);
        texts.forEach(text -> Text.Rule.require(SUBJECT, path, text, Limits.REASON));
        return List.copyOf(texts);
    }

    /**
     * @param objectivesMet whether it did what it was for
     * @param text what was found
     * @return a review with no more than that
     * @throws InvalidInputException as of the constructor
     */
    public static Review of(boolean objectivesMet, String text) {
        return new Review(objectivesMet, text, List.of(), List.of(), 0);
    }

    /**
     * @param texts what to do better
     * @return this review, with these lessons
     * @throws InvalidInputException as of the constructor
     */
    public Review lessons(String... texts) {
        return new Review(objectivesMet, text, List.of(Objects.requireNonNull(texts, "texts")), followUps, incidents);
    }

    /**
     * @param texts what is still to be done, by nobody in particular
     * @return this review, with these follow-ups
     * @throws InvalidInputException as of the constructor
     */
    public Review followUps(String... texts) {
        return followUps(Stream.of(Objects.requireNonNull(texts, "texts"))
                .map(FollowUp::of)
                .toArray(FollowUp[]::new));
    }

    /**
     * @param what what is still to be done
     * @return this review, with these follow-ups
     * @throws InvalidInputException as of the constructor
     */
    public Review followUps(FollowUp... what) {
        return new Review(objectivesMet, text, lessons, List.of(Objects.requireNonNull(what, "what")), incidents);
    }

    Review counting(int incidents) {
        return new Review(objectivesMet, text, lessons, followUps, incidents);
    }

    /** Counts, not texts. */
    @Override
    public String toString() {
        return "Review[" + (objectivesMet ? "objectives met" : "objectives not met") + ", " + incidents + " incidents]";
    }
}
