package org.itsm4j.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What standard changes of one kind have in common, and was approved once for all of them. A version never changes: who
 * changes something makes the next one, which has to be approved again.
 *
 * @param key what it is called; up to {@link #KEY} characters
 * @param version which version it is; 1 or more
 * @param description what is changed, up to {@link Limits#TEXT} characters
 * @param implementation the steps, up to {@link Limits#TEXT} characters
 * @param backOut how it is undone; tested
 * @param testPlan how one sees that it works, up to {@link Limits#TEXT} characters
 * @param answers the answers on risk
 * @param frozen what a change from it may not say otherwise
 * @param configurationItems what a change from it may touch, up to {@link ChangeScope#MOST}; anything if it is empty
 * @param approvedBy who has approved this version; a version with an empty name is not approved, and pre-authorises nothing
 * @param threshold the share of its changes that must have gone well for the next one to be pre-authorised; 0 to 100 percent
 * @param sample how many must be closed before the threshold counts; 1 to 1,000
 * @param retired whether nothing new is made from it
 */
public record ChangeTemplate(
        String key,
        int version,
        String description,
        String implementation,
        BackOut backOut,
        String testPlan,
        SortedMap<String, String> answers,
        Set<PlanField> frozen,
        Set<String> configurationItems,
        String approvedBy,
        int threshold,
        int sample,
        boolean retired) {
    /** How long a key may be, in UTF-16 characters: 100. */
    public static final int KEY = 100;

    private static final String SUBJECT = "ChangeTemplate";
    private static final int USUAL_THRESHOLD = 90;
    private static final int USUAL_SAMPLE = 5;
    private static final int LARGEST_SAMPLE = 1_000;

    /**
     * Copies the collections.
     *
     * @throws InvalidInputException if a text is blank or too long, a number is out of range, or the back-out is not tested
     */
    public ChangeTemplate {
        Text.Rule.require(SUBJECT, "key", Objects.requireNonNull(key, "key"), KEY);
        Text.Rule.require(SUBJECT, "description", Objects.requireNonNull(description, "description"), Limits.TEXT);
        Text.Rule.require(
                SUBJECT, "implementation", Objects.requireNonNull(implementation, "implementation"), Limits.TEXT);
        Text.Rule.require(SUBJECT, "testPlan", Objects.requireNonNull(testPlan, "testPlan"), Limits.TEXT);
        answers = RiskInputs.checked(answers);
        frozen = Collections.unmodifiableSet(
                Objects.requireNonNull(frozen, "frozen").isEmpty()
                        ? EnumSet.noneOf(PlanField.class)
                        : EnumSet.copyOf(frozen));
        configurationItems = ChangeScope.touching(Objects.requireNonNull(configurationItems, "configurationItems"))
                .configurationItems();
        if (!Objects.requireNonNull(approvedBy, "approvedBy").isEmpty()) {
            Text.Rule.require(SUBJECT, "approvedBy", approvedBy, Limits.NAME);
        }
        List<Violation> violations = new ArrayList<>();
        if (version < 1) {
            violations.add(new Violation("version", "1 or more, got " + version));
        }
        if (!backOut.tested()) {
            violations.add(new Violation("backOut", "must be tested"));
        }
        if (threshold < 0 || threshold > 100) {
            violations.add(new Violation("threshold", "0 to 100 percent, got " + threshold));
        }
        if (sample < 1 || sample > LARGEST_SAMPLE) {
            violations.add(new Violation("sample", "1 to " + LARGEST_SAMPLE + ", got " + sample));
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(SUBJECT, violations);
        }
    }

    /**
     * @param key what it is called
     * @param plan whose texts it takes
     * @param answers the answers on risk
     * @return version 1, all of it frozen, for any configuration item, approved by nobody, with a threshold of 90 percent from 5
     *     changes on
     * @throws InvalidInputException as of the constructor
     */
    public static ChangeTemplate of(String key, ChangePlan plan, Map<String, String> answers) {
        Objects.requireNonNull(plan, "plan");
        return new ChangeTemplate(
                key,
                1,
                plan.description(),
                plan.implementation(),
                plan.backOut(),
                plan.testPlan(),
                RiskInputs.checked(answers),
                EnumSet.allOf(PlanField.class),
                Set.of(),
                "",
                USUAL_THRESHOLD,
                USUAL_SAMPLE,
                false);
    }

    /**
     * @param person who approves this version
     * @return this version, approved
     * @throws InvalidInputException if the name is blank or too long
     */
    public ChangeTemplate approvedBy(String person) {
        Text.Rule.require(SUBJECT, "approvedBy", Objects.requireNonNull(person, "person"), Limits.NAME);
        return with(frozen, configurationItems, person, threshold, sample, retired);
    }

    /**
     * @param fields what a change from it may not say otherwise
     * @return this template, with these frozen
     */
    public ChangeTemplate freezing(Set<PlanField> fields) {
        return with(
                Objects.requireNonNull(fields, "fields"), configurationItems, approvedBy, threshold, sample, retired);
    }

    /**
     * @param names what a change from it may touch: what was approved for one server is not approved for all
     * @return this template, for these configuration items only
     * @throws InvalidInputException as of {@link ChangeScope}
     */
    public ChangeTemplate touching(String... names) {
        Set<String> items = new TreeSet<>(List.of(Objects.requireNonNull(names, "names")));
        return with(frozen, items, approvedBy, threshold, sample, retired);
    }

    /**
     * @param percent the share that must have gone well, 0 to 100
     * @param changes how many must be closed before that counts, 1 to 1,000
     * @return this template, with these
     * @throws InvalidInputException if one is out of range
     */
    public ChangeTemplate losingBelow(int percent, int changes) {
        return with(frozen, configurationItems, approvedBy, percent, changes, retired);
    }

    /** @return this template, from which nothing new is made */
    public ChangeTemplate retire() {
        return with(frozen, configurationItems, approvedBy, threshold, sample, true);
    }

    private ChangeTemplate with(
            Set<PlanField> fields, Set<String> items, String person, int percent, int changes, boolean over) {
        return new ChangeTemplate(
                key,
                version,
                description,
                implementation,
                backOut,
                testPlan,
                answers,
                fields,
                items,
                person,
                percent,
                changes,
                over);
    }

    /**
     * Whether a change from it may need no vote. It needs one all the same if its risk is HIGH, or if whoever has approved the template
     * wants or does it. That is looked at when a change is submitted or revised; what is scheduled by then stays so.
     *
     * @param past how the changes from it have gone
     * @return whether it is approved, not retired, and its changes go well often enough
     */
    public boolean isLive(TrackRecord past) {
        boolean proven = Objects.requireNonNull(past, "past").done() < sample || past.reaches(threshold);
        return !approvedBy.isEmpty() && !retired && proven;
    }

    /**
     * @param window when it is to be done
     * @return the plan of a change from it
     */
    public ChangePlan plan(Slot window) {
        return new ChangePlan(description, implementation, backOut, testPlan, window);
    }

    /**
     * Asks that a change says what is frozen here in the same words.
     *
     * @param plan its plan
     * @param given its answers on risk
     * @param scope what it is for and touches
     * @throws InvalidInputException with all that differs
     */
    public void require(ChangePlan plan, Map<String, String> given, ChangeScope scope) {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(given, "given");
        Objects.requireNonNull(scope, "scope");
        List<Violation> violations = new ArrayList<>();
        frozen(PlanField.DESCRIPTION, "description", description.equals(plan.description()), violations);
        frozen(PlanField.IMPLEMENTATION, "implementation", implementation.equals(plan.implementation()), violations);
        frozen(PlanField.BACK_OUT, "backOut", backOut.equals(plan.backOut()), violations);
        frozen(PlanField.TEST_PLAN, "testPlan", testPlan.equals(plan.testPlan()), violations);
        frozen(PlanField.ANSWERS, "answers", answers.equals(given), violations);
        long other = scope.configurationItems().stream()
                .filter(item -> !configurationItems.contains(item))
                .count();
        if (!configurationItems.isEmpty()
                && (other > 0 || scope.configurationItems().isEmpty())) {
            violations.add(new Violation(
                    "scope", "those of the template only, at least one of them, got " + other + " others"));
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(SUBJECT, violations);
        }
    }

    private void frozen(PlanField field, String path, boolean same, List<Violation> violations) {
        if (!same && frozen.contains(field)) {
            violations.add(new Violation(path, "is frozen by the template, version " + version));
        }
    }

    /** Its key and version, not its texts. */
    @Override
    public String toString() {
        return "ChangeTemplate[" + key.length() + " characters, version " + version + "]";
    }
}
