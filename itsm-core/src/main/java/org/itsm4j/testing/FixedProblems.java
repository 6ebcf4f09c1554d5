package org.itsm4j.testing;

import java.util.List;
import java.util.Optional;
import org.itsm4j.problem.Assessment;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.KnownErrorStatus;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.Problems;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;

/** Problems that are fixed by the changes of a walk. */
final class FixedProblems {
    private static final Assignment OLA = Assignment.to("platform", "ola");
    private final StaffWalker<?> walker;

    FixedProblems(StaffWalker<?> walker) {
        this.walker = walker;
    }

    private Problems ola() {
        return walker.as(Actor.agent("ola").inGroup("platform")).problems();
    }

    /** One that these fix, which may have ended before; on hold for the first of them, or not. */
    void by(WalkedChange first, WalkedChange second) {
        Problem logged = ola().log(LogProblem.titled("Walk, step " + walker.steps(), ProblemSource.REACTIVE)
                .build());
        TicketId id = logged.id();
        walker.as(Actor.problemManager("pat")).problems().assess(id, Assessment.of(Priority.P2, "shop/checkout", OLA));
        ola().investigate(id, RcaTechnique.TIMELINE);
        ola().declareKnownError(id, KnownErrorDeclaration.causedBy("500", "A lock is never freed", "Thread dump"));
        FixPlan plan = FixPlan.by(first.ref());
        WalkedProblem problem = new WalkedProblem(id, logged.number(), Optional.of("ola"), walker.crossing);
        ola().requestChange(id, first == second ? plan : plan.and(second.ref()));
        problem.version = 5;
        problem.assignment = Optional.of(OLA);
        problem.knownError = Optional.of(KnownErrorStatus.OPEN);
        problem.state = ProblemState.FIX_PLANNED;
        problem.fixes.addAll(List.of(first, second).stream().distinct().toList());
        problem.fixes.stream().filter(change -> !change.over).forEach(change -> change.version++);
        walker.crossing.problems().add(problem);
        if (problem.isFixed()) {
            problem.resolved();
        } else if (walker.heads()) {
            Hold hold =
                    Hold.because(HoldReason.CHANGE, "nothing to do before").waitingFor(first.pointer(walker.heads()));
            ola().hold(id, hold);
            problem.heldFrom = problem.state;
            problem.becomes(ProblemState.ON_HOLD);
            problem.waitsFor = Optional.of(first);
        }
        if (walker.heads()) {
            walker.crossing.waits(problem, problem.ref(), problem.number.value());
        }
        check();
    }

    /** It is nobody's business any more. */
    void over(WalkedProblem problem) {
        walker.doing("takes leave of " + problem);
        check();
        walker.crossing.problems().remove(problem);
        problem.fixes.forEach(change -> {
            ola().unrelate(problem.id, RelationType.FIXED_BY, change.ref());
            change.version += change.over ? 0 : 1;
        });
    }

    /** Those that something has happened to. */
    void check() {
        walker.crossing.problems().stream()
                .filter(Walked::isTouched)
                .forEach(problem -> ProblemWalker.check(ola().get(problem.id), problem));
    }
}
