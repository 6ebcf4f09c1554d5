package org.itsm4j.change;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * All that the risk of a change is reckoned from. It is kept with the score.
 *
 * @param answers the choice made for each question, by their ids
 * @param criticality how much the business depends on what it touches
 * @param impacted how many other configuration items are hit if it goes wrong; 0 or more
 * @param past how changes of the same model or template have gone
 */
public record RiskInputs(SortedMap<String, String> answers, Criticality criticality, int impacted, TrackRecord past) {
    /**
     * Copies the answers.
     *
     * @throws org.itsm4j.error.InvalidInputException if there are more answers than questions can be, a text is blank or
     *     too long, or the count is negative
     */
    public RiskInputs {
        answers = checked(answers);
        Objects.requireNonNull(criticality, "criticality");
        Objects.requireNonNull(past, "past");
        if (impacted < 0) {
            throw new InvalidInputException("RiskInputs", "impacted", "0 or more, got " + impacted);
        }
    }

    /**
     * @param answers the choice made for each question
     * @return them, sorted
     * @throws org.itsm4j.error.InvalidInputException if there are too many, or a text is blank or too long
     */
    static SortedMap<String, String> checked(Map<String, String> answers) {
        Limits.require(
                "RiskInputs",
                "answers",
                Objects.requireNonNull(answers, "answers").size(),
                RiskModel.QUESTIONS);
        answers.forEach((question, choice) -> {
            Text.Rule.require("RiskInputs", "answers", question, Limits.NAME);
            Text.Rule.require("RiskInputs", "answers", Objects.requireNonNull(choice, "choice"), Limits.NAME);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }
}
