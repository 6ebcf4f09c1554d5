package org.itsm4j.change;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.itsm4j.lifecycle.Command;

/**
 * What changes in a change; what is empty stays. Whatever it is, votes on what it was count no more.
 *
 * @param plan what is to be done, and when
 * @param scope what it is for and touches
 * @param answers the answers on risk
 * @param criticality how much the business depends on what it touches
 */
public record Revision(
        Optional<ChangePlan> plan,
        Optional<ChangeScope> scope,
        Optional<SortedMap<String, String>> answers,
        Optional<Criticality> criticality)
        implements Command {
    /** Refuses absent parts. */
    public Revision {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(scope, "scope");
        answers = Objects.requireNonNull(answers, "answers").map(RiskInputs::checked);
        Objects.requireNonNull(criticality, "criticality");
    }

    /** @return a revision of nothing, to add to */
    public static Revision nothing() {
        return new Revision(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param what what is to be done, and when
     * @return this revision, and that
     */
    public Revision plan(ChangePlan what) {
        return new Revision(Optional.of(Objects.requireNonNull(what, "what")), scope, answers, criticality);
    }

    /**
     * @param what what it is for and touches
     * @return this revision, and that
     */
    public Revision scope(ChangeScope what) {
        return new Revision(plan, Optional.of(Objects.requireNonNull(what, "what")), answers, criticality);
    }

    /**
     * @param choices the choice made for each question on risk
     * @return this revision, and that
     * @throws org.itsm4j.error.InvalidInputException if there are too many, or a text is blank or too long
     */
    public Revision answers(Map<String, String> choices) {
        return new Revision(
                plan, scope, Optional.of(RiskInputs.checked(Objects.requireNonNull(choices, "choices"))), criticality);
    }

    /**
     * @param level how much the business depends on what it touches
     * @return this revision, and that
     */
    public Revision criticality(Criticality level) {
        return new Revision(plan, scope, answers, Optional.of(Objects.requireNonNull(level, "level")));
    }

    @Override
    public List<?> content() {
        return List.of(
                plan,
                scope,
                answers.map(it -> it.entrySet().stream().map(Object::toString).toList()),
                criticality);
    }
}
