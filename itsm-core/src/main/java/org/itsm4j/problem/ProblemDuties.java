package org.itsm4j.problem;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.Duties;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.TicketId;

/** What problems do of themselves: follow-ups, reviews of accepted risks, and the commands that a timer can give. */
final class ProblemDuties implements Duties<Problem, ProblemAction> {
    private final ProblemDesk desk;

    ProblemDuties(ProblemDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean wake(Session system, Problem problem, Instant now) {
        if (Automation.isDue(problem.followUpAt(), now)) {
            desk.resume(system, problem.id());
            return true;
        }
        if (Automation.isDue(problem.riskReviewAt(), now)) {
            desk.reopen(system, problem.id(), "The accepted risk is to be reviewed");
            return true;
        }
        return false;
    }

    @Override
    public void give(Session system, Problem problem, ProblemAction action, Map<String, String> data) {
        TicketId id = problem.id();
        switch (action) {
            case CLOSE -> desk.close(system, id);
            case RESUME -> desk.resume(system, id);
            case ADVANCE -> desk.tickets().tasks().advance(system, id, Optional.ofNullable(data.get("way")));
            case RESOLVE -> desk.resolve(system, id, new Fix(given(data, "text"), given(data, "verification")));
            case REOPEN -> desk.reopen(system, id, given(data, "evidence"));
            default -> throw Automation.notForTimers(action);
        }
    }

    private static String given(Map<String, String> data, String name) {
        return Optional.ofNullable(data.get(name)).orElseThrow();
    }
}
