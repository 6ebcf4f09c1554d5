package org.itsm4j.approval;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * How a stage stands, and what would approve it.
 *
 * @param voters how many voters its quorum counts
 * @param approvals how many of them approve
 * @param needed how many approvals the quorum needs; how much weight, if it goes by weight
 * @param reached how many it has; how much weight
 * @param missing who has a vote and has not given it, without those who are recused
 * @param excused who of them is away and therefore no voter of the quorum
 * @param recused who is in conflict and therefore no voter of the quorum
 * @param mustApprove the roles whose approval is missing
 * @param needsUnconflicted whether all approvals so far are of people in conflict, so that another's is needed
 * @param canReject who of the missing and recused could reject alone
 */
public record Turnout(
        int voters,
        int approvals,
        int needed,
        int reached,
        Set<String> missing,
        Set<String> excused,
        Set<String> recused,
        Set<String> mustApprove,
        boolean needsUnconflicted,
        Set<String> canReject) {
    /** Copies the sets. */
    public Turnout {
        missing = copy("missing", missing);
        excused = copy("excused", excused);
        recused = copy("recused", recused);
        mustApprove = copy("mustApprove", mustApprove);
        canReject = copy("canReject", canReject);
    }

    private static Set<String> copy(String parameter, Set<String> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Objects.requireNonNull(names, parameter)));
    }

    /** @return how many approvals, or how much weight, the quorum still needs; 0 or more */
    public int lacking() {
        return Math.max(0, needed - reached);
    }

    boolean isMet() {
        return lacking() == 0 && mustApprove.isEmpty() && !needsUnconflicted;
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "Turnout[" + reached + " of " + needed + ", " + voters + " voters]";
    }
}
