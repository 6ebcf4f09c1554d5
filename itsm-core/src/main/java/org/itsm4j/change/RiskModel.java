package org.itsm4j.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;

/**
 * How a tenant reckons the risk of changes: the questions, and what else counts how much. A pure function: the same inputs
 * give the same score, and {@link #explain} says how. Immutable.
 *
 * <p>Points are added: those of the answers; for the criticality 0, 10, 20 or 30; for others that are hit 0 for none, 5 for
 * up to 9, 10 for up to 99, 20 for more; for the past 10 if less than five changes are known, else one for each five percent
 * that did not go well, 20 at most.
 */
public final class RiskModel {
    /** How many questions there may be. */
    public static final int QUESTIONS = 50;

    private static final String SUBJECT = "RiskModel";
    private static final int KNOWN = 5;
    private static final int UNKNOWN_POINTS = 10;
    private static final int PAST_POINTS = 20;
    private static final RiskModel STANDARD = new RiskModel(
            1,
            List.of(
                    new RiskQuestion(
                            "outage",
                            "Is the service away while it is done?",
                            points("no", 0, "in part", 10, "yes", 20)),
                    new RiskQuestion(
                            "experience", "Has it been done here before?", points("often", 0, "once", 5, "never", 15)),
                    new RiskQuestion(
                            "backOut",
                            "How long does it take to undo it?",
                            points("minutes", 0, "hours", 10, "longer", 20))),
            30,
            60);

    private final int version;
    private final List<RiskQuestion> questions;
    private final int mediumFrom;
    private final int highFrom;

    private RiskModel(int version, List<RiskQuestion> questions, int mediumFrom, int highFrom) {
        this.version = version;
        this.questions = List.copyOf(questions);
        this.mediumFrom = mediumFrom;
        this.highFrom = highFrom;
    }

    private static Map<String, Integer> points(String a, int first, String b, int second, String c, int third) {
        Map<String, Integer> choices = new LinkedHashMap<>();
        choices.put(a, first);
        choices.put(b, second);
        choices.put(c, third);
        return choices;
    }

    /** @return three questions; MEDIUM from 30 points, HIGH from 60 */
    public static RiskModel standard() {
        return STANDARD;
    }

    /**
     * @param version which version it is, kept with each score; 1 or more
     * @param questions the questions, up to {@link #QUESTIONS}, each id once
     * @param mediumFrom the points from which a risk is MEDIUM; 1 or more
     * @param highFrom the points from which it is HIGH; more than that
     * @return a model
     * @throws InvalidInputException with all that is wrong
     */
    public static RiskModel of(int version, List<RiskQuestion> questions, int mediumFrom, int highFrom) {
        List<Violation> violations = new ArrayList<>();
        if (version < 1) {
            violations.add(new Violation("version", "1 or more, got " + version));
        }
        if (Objects.requireNonNull(questions, "questions").size() > QUESTIONS) {
            violations.add(new Violation("questions", "at most " + QUESTIONS + ", got " + questions.size()));
        }
        Set<String> ids = new HashSet<>();
        for (RiskQuestion question : questions) {
            if (!ids.add(question.id())) {
                violations.add(new Violation("questions", "each id once" + Given.got(question.id())));
            }
        }
        if (mediumFrom < 1 || highFrom <= mediumFrom) {
            violations.add(new Violation(
                    "highFrom", "more than mediumFrom, which is 1 or more, got " + mediumFrom + " and " + highFrom));
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(SUBJECT, violations);
        }
        return new RiskModel(version, questions, mediumFrom, highFrom);
    }

    /** @return which version it is */
    public int version() {
        return version;
    }

    /** @return the questions */
    public List<RiskQuestion> questions() {
        return questions;
    }

    /**
     * Asks that every question is answered by one of its choices, and nothing else is.
     *
     * @param answers the choice made for each question, by their ids
     * @return them, sorted
     * @throws InvalidInputException with all that is missing, wrong or beyond
     */
    public SortedMap<String, String> require(Map<String, String> answers) {
        SortedMap<String, String> given = RiskInputs.checked(answers);
        List<Violation> violations = new ArrayList<>();
        Map<String, String> left = new TreeMap<>(given);
        for (RiskQuestion question : questions) {
            String choice = left.remove(question.id());
            String path = "answers." + question.id();
            if (choice == null) {
                violations.add(new Violation(
                        path, "is required; one of " + question.choices().keySet()));
            } else if (!question.choices().containsKey(choice)) {
                violations.add(
                        new Violation(path, "one of " + question.choices().keySet() + Given.got(choice)));
            }
        }
        left.keySet().forEach(id -> violations.add(new Violation("answers", "no such question" + Given.got(id))));
        if (!violations.isEmpty()) {
            throw new InvalidInputException(SUBJECT, violations);
        }
        return given;
    }

    /**
     * @param inputs what is known
     * @return the risk
     * @throws InvalidInputException if the answers are not those of the questions
     */
    public Risk assess(RiskInputs inputs) {
        int score = parts(inputs).values().stream().mapToInt(Integer::intValue).sum();
        return new Risk(score, tier(score), version, inputs);
    }

    private RiskTier tier(int score) {
        return score >= highFrom ? RiskTier.HIGH : score >= mediumFrom ? RiskTier.MEDIUM : RiskTier.LOW;
    }

    /**
     * @param inputs what is known
     * @return how the score comes about, line by line, the sum last
     * @throws InvalidInputException if the answers are not those of the questions
     */
    public List<String> explain(RiskInputs inputs) {
        List<String> lines = new ArrayList<>();
        parts(inputs).forEach((what, points) -> lines.add(what + ": " + points));
        Risk risk = assess(inputs);
        lines.add("together: " + risk.score() + ", " + risk.tier() + " (MEDIUM from " + mediumFrom + ", HIGH from "
                + highFrom + ")");
        return lines;
    }

    private Map<String, Integer> parts(RiskInputs inputs) {
        Objects.requireNonNull(inputs, "inputs");
        SortedMap<String, String> answers = require(inputs.answers());
        Map<String, Integer> parts = new LinkedHashMap<>();
        for (RiskQuestion question : questions) {
            String choice = Objects.requireNonNull(answers.get(question.id()));
            parts.put(
                    question.id() + " " + choice,
                    Objects.requireNonNull(question.choices().get(choice)));
        }
        parts.put(
                "criticality " + inputs.criticality(), 10 * inputs.criticality().ordinal());
        parts.put("others hit " + inputs.impacted(), hit(inputs.impacted()));
        parts.put(
                "of " + inputs.past().done() + " before, well " + inputs.past().successful(), past(inputs.past()));
        return parts;
    }

    private static int hit(int impacted) {
        return impacted == 0 ? 0 : impacted < 10 ? 5 : impacted < 100 ? 10 : 20;
    }

    private static int past(TrackRecord past) {
        return past.done() < KNOWN ? UNKNOWN_POINTS : Math.min(PAST_POINTS, (100 - past.percent()) / 5);
    }
}
