package org.itsm4j.change;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * A question about the risk of changes, with what may be answered.
 *
 * @param id what answers call it; up to {@link Limits#NAME} characters
 * @param text the question, in a line of up to {@link Limits#LINE} characters
 * @param choices the answers there are, each with its points, 0 to 100; 2 to 20, in the order in which they are shown
 */
public record RiskQuestion(String id, String text, Map<String, Integer> choices) {
    private static final String SUBJECT = "RiskQuestion";
    private static final int MOST_CHOICES = 20;
    private static final int MOST_POINTS = 100;

    /**
     * Copies the choices.
     *
     * @throws InvalidInputException if a text is blank or too long, or numbers are out of range
     */
    public RiskQuestion {
        Text.Rule.require(SUBJECT, "id", Objects.requireNonNull(id, "id"), Limits.NAME);
        Text.Rule.require(SUBJECT, "text", Objects.requireNonNull(text, "text"), Limits.LINE);
        if (Objects.requireNonNull(choices, "choices").size() < 2 || choices.size() > MOST_CHOICES) {
            throw new InvalidInputException(SUBJECT, "choices", "2 to " + MOST_CHOICES + ", got " + choices.size());
        }
        choices.forEach((choice, points) -> {
            Text.Rule.require(SUBJECT, "choices", choice, Limits.NAME);
            if (points < 0 || points > MOST_POINTS) {
                throw new InvalidInputException(SUBJECT, "choices", "0 to " + MOST_POINTS + " points, got " + points);
            }
        });
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }
}
