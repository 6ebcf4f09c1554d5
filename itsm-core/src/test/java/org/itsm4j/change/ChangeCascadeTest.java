package org.itsm4j.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.problem.Assessment;
import org.itsm4j.problem.Fix;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
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
    private static final CustomField<String> CAUSE = CustomField.text("cause", 100);
    private final AtomicReference<TicketKind> broken = new AtomicReference<>();
    private final AtomicInteger failAfter = new AtomicInteger();
    private final InMemoryStore store = new InMemoryStore();
    private final Itsm itsm = builder().build();
    private final Itsm strict =
            builder().field(TicketKind.INCIDENT, CAUSE.requiredFor("resume")).build();
    private final Desk ada = itsm.as(Actor.administrator("ada").inGroup("ops"));

    private Itsm.Builder builder() {
        ApprovalPolicy cab = ApprovalPolicy.named("cab")
                .stage(ApprovalStage.named("board", Panel.of(Quorum.any()).person("ann")))
                .build();
        return Itsm.builder()
                .store(store)
                .changes(ChangeSettings.builder().emergencyApproval(cab).build())
                .eventSink(event -> {
                    if (event.ticket().kind() == broken.get() && failAfter.getAndDecrement() <= 0) {
                        throw new IllegalStateException("no outbox today");
                    }
                });
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

    private long onHold() {
        return ada.incidents().countByState().get(IncidentState.ON_HOLD);
    }

    @Test
    void whatIsTooMuchForOneTransactionFollowsByAndBy() {
        Change change = draft();
        for (int i = 0; i < Limits.CASCADE + 2; i++) {
            waitingFor(change);
        }
        ada.changes().cancel(change.id(), "no");
        assertThat(onHold()).isEqualTo(2);
        assertThat(ada.changes().cascades(change.id())).singleElement().satisfies(progress -> {
            assertThat(progress.ticket()).isEqualTo(change.ref());
            assertThat(progress.rule()).isEqualTo("change-resume");
            assertThat(progress.total()).isEqualTo(Limits.CASCADE + 2);
            assertThat(progress.followed()).isEqualTo(Limits.CASCADE);
            assertThat(progress.left()).isEqualTo(2);
        });
        assertThat(itsm.runDueWork()).isEqualTo(2);
        assertThat(onHold()).isZero();
        assertThat(ada.changes().cascades(change.id())).isEmpty();
        assertThat(itsm.runDueWork()).isZero();
    }

    @Test
    void problemsAndIncidentsShareOneBound() {
        Change change = found();
        for (int i = 0; i < Limits.CASCADE - 1; i++) {
            waitingFor(change);
        }
        List<TicketId> problems = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Problem problem = problem();
            problems.add(problem.id());
            ada.problems().requestChange(problem.id(), FixPlan.by(change.ref()));
        }
        ada.changes().review(change.id(), Review.of(false, "who?"));
        assertThat(ada.changes().get(change.id()).state()).isEqualTo(ChangeState.CLOSED);
        assertThat(told(problems, change)).isEqualTo(3);
        assertThat(onHold()).as("what was left for them").isEqualTo(2);
        assertThat(itsm.runDueWork()).isEqualTo(2);
        assertThat(onHold()).isZero();
        assertThat(told(problems, change)).as("once each").isEqualTo(3);
    }

    private long told(List<TicketId> problems, Change change) {
        return problems.stream()
                .flatMap(id -> ada.problems().timeline(id, 0).items().stream())
                .filter(entry -> entry.text().startsWith(change.number() + " is closed"))
                .count();
    }

    @Test
    void anOutageInBetweenLosesNothingAndRepeatsNothing() {
        Change change = draft();
        List<TicketId> waiting = new ArrayList<>();
        for (int i = 0; i < Limits.CASCADE + 3; i++) {
            waiting.add(waitingFor(change));
        }
        ada.changes().cancel(change.id(), "no");
        failAfter.set(1);
        broken.set(TicketKind.INCIDENT);
        assertThat(itsm.runDueWork()).isEqualTo(1);
        assertThat(onHold()).isEqualTo(2);
        assertThat(ada.changes().cascades(change.id()))
                .singleElement()
                .satisfies(progress -> assertThat(progress.left()).isEqualTo(2));
        broken.set(null);
        assertThat(itsm.runDueWork()).isEqualTo(2);
        assertThat(waiting)
                .allSatisfy(id -> assertThat(ada.incidents().get(id).version())
                        .as("logged, held, resumed")
                        .isEqualTo(3));
    }

    @Test
    void oneThatCannotFollowHoldsUpNoOther() {
        Change change = draft();
        List<TicketId> waiting = new ArrayList<>();
        for (int i = 0; i < Limits.CASCADE + 3; i++) {
            waiting.add(waitingFor(change));
        }
        ada.changes().cancel(change.id(), "no");
        strict.as(Actor.administrator("ada"))
                .incidents()
                .set(waiting.get(Limits.CASCADE + 1), CustomValues.of(CAUSE, "known"));
        assertThat(strict.runDueWork()).isEqualTo(1);
        assertThat(onHold()).isEqualTo(2);
        assertThat(ada.incidents().get(waiting.get(Limits.CASCADE + 1)).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(ada.incidents().timeline(waiting.get(Limits.CASCADE), 0).items())
                .last()
                .satisfies(entry -> assertThat(entry.text())
                        .startsWith("Did not follow " + change.number())
                        .contains("resume needs values of the fields [cause]"));
        assertThat(ada.changes().cascades(change.id())).as("it is over").isEmpty();
    }

    @Test
    void whoReopensAProblemEndsWhatFollowedFromItsEnd() {
        Problem problem = problem();
        ada.problems().requestChange(problem.id(), FixPlan.decided("Worth it"));
        for (int i = 0; i < Limits.CASCADE + 2; i++) {
            waitingFor(problem);
        }
        ada.problems().resolve(problem.id(), new Fix("Patched", "30 days"));
        ada.problems().reopen(problem.id(), "there it is again");
        assertThat(itsm.runDueWork()).isZero();
        assertThat(onHold()).isEqualTo(2);
        assertThat(ada.problems().cascades(problem.id())).isEmpty();
    }

    @Test
    void theWorkaroundIsToldToAllThatWait() {
        Problem problem = ada.problems()
                .log(LogProblem.titled("Checkout fails", ProblemSource.REACTIVE).build());
        ada.problems().assess(problem.id(), Assessment.of(Priority.P2, "shop", Assignment.to("ops", "ola")));
        ada.problems().investigate(problem.id(), RcaTechnique.FIVE_WHYS);
        List<TicketId> waiting = new ArrayList<>();
        for (int i = 0; i < Limits.CASCADE + 2; i++) {
            waiting.add(waitingFor(problem));
        }
        ada.problems()
                .declareKnownError(
                        problem.id(),
                        KnownErrorDeclaration.causedBy("500", "A lock", "Thread dump")
                                .workaround("Try again"));
        assertThat(itsm.runDueWork()).isEqualTo(2);
        assertThat(waiting)
                .allSatisfy(id -> assertThat(ada.incidents().timeline(id, 0).items())
                        .filteredOn(entry -> entry.text().endsWith("Try again"))
                        .as("told once")
                        .hasSize(1));
    }

    @Test
    void whatALaterCommandHasDoneIsNotDoneAgain() {
        Problem problem = problem();
        List<TicketId> waiting = new ArrayList<>();
        for (int i = 0; i < Limits.CASCADE + 2; i++) {
            waiting.add(waitingFor(problem));
        }
        ada.problems().reviseWorkaround(problem.id(), Optional.of("Try again"));
        assertThat(ada.problems().cascades(problem.id())).singleElement().satisfies(progress -> {
            assertThat(progress.total()).isEqualTo(Limits.CASCADE + 2);
            assertThat(progress.left()).isEqualTo(2);
        });
        waiting.subList(0, 3).forEach(ada.incidents()::resume);
        ada.problems().reviseWorkaround(problem.id(), Optional.of("Wait an hour"));
        assertThat(ada.problems().cascades(problem.id())).isEmpty();
        assertThat(itsm.runDueWork()).isZero();
        assertThat(waiting.subList(3, waiting.size()))
                .allSatisfy(id -> assertThat(ada.incidents().timeline(id, 0).items())
                        .filteredOn(entry -> entry.text().endsWith("Wait an hour"))
                        .hasSize(1));
    }

    @Test
    void whoeverBeginsToWaitForAKnownErrorGetsItsWorkaround() {
        Problem problem = problem();
        ada.problems().reviseWorkaround(problem.id(), Optional.of("Try again"));
        assertThat(ada.incidents().timeline(waitingFor(problem), 0).items())
                .last()
                .satisfies(entry -> assertThat(entry.text())
                        .isEqualTo("waits\nWorkaround of " + problem.number() + ":\nTry again"));
    }

    @Test
    void nobodyBeginsToWaitForWhatIsOver() {
        Change change = draft();
        ada.changes().cancel(change.id(), "no");
        Problem problem = problem();
        ada.problems().requestChange(problem.id(), FixPlan.decided("Worth it"));
        ada.problems().resolve(problem.id(), new Fix("Patched", "30 days"));
        for (Ticket<?> over : List.of(change, problem)) {
            assertThatThrownBy(() -> waitingFor(over))
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refused -> assertThat(refused.rule()).isEqualTo("waitsFor"))
                    .hasMessageContaining(over.number().value());
        }
        TicketId elsewhere = ada.incidents()
                .log(LogIncident.titled("500").requester("mia").build())
                .id();
        ada.incidents()
                .hold(
                        elsewhere,
                        Hold.because(HoldReason.CHANGE, "waits")
                                .waitingFor(Reference.to("change", "CR 17 of the vendor")));
    }

    @Test
    void whereThereIsNothingToTellNothingIsKept() {
        Problem problem = problem();
        for (int i = 0; i < Limits.CASCADE + 2; i++) {
            waitingFor(problem);
        }
        ada.problems().reviseWorkaround(problem.id(), Optional.empty());
        assertThat(ada.problems().cascades(problem.id())).isEmpty();
    }

    @Test
    void severalNodesLetNoneFollowTwice() throws Exception {
        Change change = draft();
        List<TicketId> waiting = new ArrayList<>();
        for (int i = 0; i < Limits.CASCADE + 50; i++) {
            waiting.add(waitingFor(change));
        }
        ada.changes().cancel(change.id(), "no");
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            int done = 0;
            for (Future<Integer> node : nodes.invokeAll(Collections.nCopies(3, (Callable<Integer>) itsm::runDueWork))) {
                done += node.get();
            }
            done += itsm.runDueWork();
            assertThat(done).isEqualTo(50);
        } finally {
            nodes.shutdownNow();
        }
        assertThat(onHold()).isZero();
        assertThat(ada.changes().cascades(change.id())).isEmpty();
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
