package org.itsm4j.approval;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an approval stands, and why. Immutable.
 *
 * @param outcome how it stands
 * @param stage the stage that is asked, or that has rejected; empty if all is approved
 * @param decidedAt when it was decided; empty if it is not
 * @param deadline when the stage that is asked is escalated or rejected; empty if nothing waits for that
 * @param stages all stages, in order
 * @param votes all votes, in the order in which they were given
 */
public record Decision(
        ApprovalOutcome outcome,
        Optional<String> stage,
        Optional<Instant> decidedAt,
        Optional<Instant> deadline,
        List<StageReport> stages,
        List<JudgedVote> votes) {
    /** Copies the lists. */
    public Decision {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(decidedAt, "decidedAt");
        Objects.requireNonNull(deadline, "deadline");
        stages = List.copyOf(Objects.requireNonNull(stages, "stages"));
        votes = List.copyOf(Objects.requireNonNull(votes, "votes"));
    }

    /**
     * @return the decision for people, line by line: each stage with who voted what, which votes are void and why, who is missing
     *     and what would decide it; contains names and no comments
     */
    public String explain() {
        return new DecisionText(this).text();
    }

    /**
     * @param at when the time for all of it was over, whatever its stages allow
     * @return this, rejected by that
     */
    public Decision timedOutAt(Instant at) {
        Objects.requireNonNull(at, "at");
        return new Decision(
                ApprovalOutcome.REJECTED,
                stage,
                Optional.of(at),
                Optional.empty(),
                stages.stream().map(each -> each.timedOut(at)).toList(),
                votes);
    }

    /** Counts only; {@link #explain()} has the contents. */
    @Override
    public String toString() {
        return "Decision[" + outcome + ", " + stages.size() + " stages, " + votes.size() + " votes]";
    }
}
