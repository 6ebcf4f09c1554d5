package org.itsm4j.problem;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Details;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Reference;

/** What is written on the timeline beside the fields that can be searched, so that an edit in the row does not go unseen. */
final class ProblemDetails {
    private ProblemDetails() {}

    /** The details that a problem has, by their labels. */
    static Map<String, String> of(Problem problem) {
        Optional<KnownError> known = problem.knownError();
        Optional<Hold> hold = problem.held().map(HeldProblem::hold);
        Optional<RiskAcceptance> risk = problem.risk();
        return new Details()
                .and("summary", Optional.of(problem.summary()))
                .and("description", Optional.of(problem.description()))
                .and("waitsFor", hold.flatMap(Hold::waitsFor).map(Reference::toString))
                .and("followUpAt", hold.flatMap(Hold::followUpAt).map(Instant::toString))
                .and("heldFrom", problem.held().map(held -> held.before().name()))
                .and("analysis", problem.analysis().map(RootCauseAnalysis::toJson))
                .and("symptom", known.map(KnownError::symptom))
                .and("rootCause", known.map(KnownError::rootCause))
                .and("evidence", known.map(error -> String.join("\n", error.evidence())))
                .and("workaround", known.flatMap(KnownError::workaround))
                .and("fixDecision", problem.fixDecision())
                .and("fix", problem.fix().map(Fix::text))
                .and("verification", problem.fix().map(Fix::verification))
                .and("justification", risk.map(RiskAcceptance::justification))
                .and("reviewAt", risk.map(accepted -> accepted.reviewAt().toString()))
                .and("approver", risk.map(RiskAcceptance::approver))
                .all();
    }
}
