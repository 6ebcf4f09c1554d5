package org.itsm4j.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.problem.Assessment;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** What follows from the end of a change is one transaction with it, and bounded, over all tickets together. */
class ChangeCascadeTest {
    private final AtomicReference<TicketKind> broken = new AtomicReference<>();
    private final Itsm itsm = itsm();
    private final Desk ada = itsm.as(Actor.administrator("ada").inGroup("ops"));

    private Itsm itsm() {
        ApprovalPolicy cab = ApprovalPolicy.named("cab")
                .stage(ApprovalStage.named("board", Panel.of(Quorum.any()).person("ann")))
                .build();
        return Itsm.builder()
                .changes(ChangeSettings.builder().emergencyApproval(cab).build())
                .eventSink(event -> {
                    if (event.ticket().kind() == broken.get()) {
                        throw new IllegalStateException("no outbox today");
                    }
                })
                .build();
    }

    /** The plainest change that has an end: found, to be reviewed, so not a success. */
    private Change found() {
        return ada.changes()
                .recordUnauthorised(RaiseChange.normal("A new kernel", "seen by discovery")
                        .touching("db-1")
                        .build());
    }

    private Change draft() {
        return ada.changes().raise(RaiseChange.normal("A new kernel", "is old").build());
    }

    private TicketId waitingFor(Ticket<?> ticket) {
        TicketId id = ada.incidents()
                .log(LogIncident.titled("500").requester("mia").build())
                .id();
        Reference reference =
                Reference.to(ticket.kind().label(), ticket.number().value());
        return ada.incidents()
                .hold(id, Hold.because(HoldReason.CHANGE, "waits").waitingFor(reference))
                .id();
    }

    private Problem problem() {
        TicketId id = ada.problems()
                .log(LogProblem.titled("Checkout fails", ProblemSource.REACTIVE).build())
                .id();
        ada.problems().assess(id, Assessment.of(Priority.P2, "shop", Assignment.to("ops", "ola")));
        ada.problems().investigate(id, RcaTechnique.FIVE_WHYS);
        return ada.problems().declareKnownError(id, KnownErrorDeclaration.causedBy("500", "A lock", "Thread dump"));
    }

    @Test
    void oneIncidentTooManyIsRefusedAndNothingChanges() {
        Change change = draft();
        List<TicketId> waiting = new ArrayList<>();
        for (int i = 0; i <= Limits.CASCADE; i++) {
            waiting.add(waitingFor(change));
        }
        assertThatThrownBy(() -> ada.changes().cancel(change.id(), "no"))
                .isInstanceOfSatisfying(RuleViolationException.class, refused -> {
                    assertThat(refused.rule()).isEqualTo("waitingIncidents");
                    assertThat(refused.subject()).isEqualTo(change.number().value());
                })
                .hasMessageContaining("more than " + Limits.CASCADE);
        assertThat(ada.changes().get(change.id()).version()).isEqualTo(change.version());
        ada.incidents().resume(waiting.get(0));
        ada.changes().cancel(change.id(), "no");
        assertThat(ada.incidents().countByState().get(IncidentState.ON_HOLD)).isZero();
    }

    @Test
    void problemsAndIncidentsShareOneBound() {
        Change change = found();
        for (int i = 0; i < Limits.CASCADE - 1; i++) {
            waitingFor(change);
        }
        for (int i = 0; i < 2; i++) {
            Problem problem = problem();
            ada.problems().requestChange(problem.id(), FixPlan.by(change.ref()));
        }
        assertThatThrownBy(() -> ada.changes().review(change.id(), Review.of(false, "who?")))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refused -> assertThat(refused.rule()).isEqualTo("waitingIncidents"));
        assertThat(ada.changes().get(change.id()).state()).isEqualTo(ChangeState.REVIEWING);
    }

    @Test
    void allOfItHappensOrNothing() {
        Change change = found();
        TicketId waits = waitingFor(change);
        TicketId problem = ada.problems()
                .requestChange(problem().id(), FixPlan.by(change.ref()))
                .id();
        long before = ada.problems().get(problem).version();
        for (TicketKind kind : List.of(TicketKind.INCIDENT, TicketKind.PROBLEM)) {
            broken.set(kind);
            assertThatThrownBy(() -> ada.changes().review(change.id(), Review.of(false, "who?")))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(ada.changes().get(change.id()).state()).isEqualTo(ChangeState.REVIEWING);
            assertThat(ada.incidents().get(waits).state()).isEqualTo(IncidentState.ON_HOLD);
            assertThat(ada.problems().get(problem).version()).isEqualTo(before);
        }
        broken.set(null);
        ada.changes().review(change.id(), Review.of(false, "who?"));
        assertThat(ada.incidents().get(waits).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(ada.problems().timeline(problem, 0).items())
                .last()
                .satisfies(entry -> assertThat(entry.text())
                        .startsWith(change.number() + " is closed, UNAUTHORISED; not resolved by it, as "
                                + change.number()));
    }

    @Test
    void aProblemThatIsInNoStateToBeFixedIsToldOnly() {
        Change change = found();
        Problem problem = ada.problems().relate(problem().id(), RelationType.FIXED_BY, change.ref());
        ada.changes().review(change.id(), Review.of(false, "who?"));
        Problem after = ada.problems().get(problem.id());
        assertThat(after.state()).isEqualTo(ProblemState.KNOWN_ERROR);
        assertThat(ada.problems().timeline(problem.id(), 0).items())
                .last()
                .satisfies(entry -> assertThat(entry.text()).isEqualTo(change.number() + " is closed, UNAUTHORISED"));
    }

    @Test
    void theEndsOfAChangeMeanNothingToProblemsItDoesNotFix() {
        Change change = draft();
        Problem problem = ada.problems().relate(problem().id(), RelationType.RELATED_TO, change.ref());
        ada.changes().cancel(change.id(), "no");
        assertThat(ada.problems().get(problem.id()).version()).isEqualTo(problem.version());
    }
}
