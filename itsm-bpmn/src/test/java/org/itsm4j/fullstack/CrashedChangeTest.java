package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.BackOut;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.error.StoreException;
import org.itsm4j.fullstack.Wire.Cut;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database goes away at each statement of the vote that schedules a change, and of the closure that resolves a problem and
 * lets an incident go on. Never half of it; and the same request afterwards has its effect exactly once.
 */
class CrashedChangeTest {
    private static final ApprovalPolicy BOARD = ApprovalPolicy.named("cab")
            .stage(ApprovalStage.named(
                    "board", Panel.of(Quorum.atLeast(2)).person("ann").person("bob")))
            .build();

    private final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");

    private interface Scene {
        /** Comes as far as the command; answers how to give it. */
        Story begin(Desks desks);
    }

    /** A command, and what must be of it, before and after. */
    private record Story(Runnable command, Runnable untouched, Runnable done) {}

    /** The desks of one tenant. */
    private record Desks(Itsm itsm, Tenant tenant) {
        private Desk of(Actor actor) {
            return itsm.as(actor.with(Role.AGENT).inGroup("ops").of(tenant));
        }

        private Desk agent(String person) {
            return of(Actor.agent(person));
        }

        private Desk cho() {
            return of(Actor.changeManager("cho"));
        }

        private Desk pat() {
            return of(Actor.problemManager("pat"));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void theDecidingVoteIsAllOrNothing(Database database) {
        crashEverywhere(database, this::deciding);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void theClosureThatSolvesAProblemIsAllOrNothing(Database database) {
        crashEverywhere(database, this::solving);
    }

    private Story deciding(Desks desks) {
        TicketId id = voting(desks);
        return new Story(
                () -> desks.agent("bob").request("request-1").changes().vote(id, CastVote.approve()),
                () -> {
                    assertThat(desks.cho().changes().get(id).state()).isEqualTo(ChangeState.AUTHORIZING);
                    assertThat(desks.cho().changes().decision(id).orElseThrow().votes())
                            .hasSize(1);
                    assertThat(slots(desks)).isZero();
                },
                () -> {
                    assertThat(desks.cho().changes().get(id).state()).isEqualTo(ChangeState.SCHEDULED);
                    assertThat(actions(desks, id)).containsOnlyOnce("authorise");
                    assertThat(desks.cho().changes().decision(id).orElseThrow().votes())
                            .hasSize(2);
                    assertThat(slots(desks)).isEqualTo(1);
                    assertThat(desks.cho().changes().verify(id).intact()).isTrue();
                });
    }

    private int slots(Desks desks) {
        Slot days = Slot.of(clock.instant().minus(Duration.ofDays(1)), Duration.ofDays(2));
        return desks.cho().changeSchedule().planned(days, 10).size();
    }

    private static List<String> actions(Desks desks, TicketId id) {
        return desks.cho().changes().timeline(id, 0).items().stream()
                .map(TimelineEntry::action)
                .toList();
    }

    private Story solving(Desks desks) {
        TicketId change = voting(desks);
        desks.agent("bob").changes().vote(change, CastVote.approve());
        TicketId problem = problem(desks, change);
        String number = desks.pat().problems().get(problem).number().value();
        TicketId incident = desks.agent("raj")
                .incidents()
                .log(LogIncident.titled("Checkout returns 500").requester("mia").build())
                .id();
        desks.of(Actor.dispatcher("ana")).incidents().assign(incident, Assignment.to("ops", "raj"));
        desks.agent("raj").incidents().start(incident);
        desks.agent("raj")
                .incidents()
                .hold(
                        incident,
                        Hold.because(HoldReason.PROBLEM, "the cause is known")
                                .waitingFor(Reference.to("problem", number)));
        desks.agent("ivo").changes().begin(change);
        Instant now = clock.instant();
        desks.agent("ivo")
                .changes()
                .complete(
                        change,
                        new Implementation(
                                now, now, Outcome.SUCCESSFUL, List.of(TaskResult.done("plug")), "as planned"));
        return new Story(
                () -> desks.cho().request("request-1").changes().close(change),
                () -> assertStates(
                        desks,
                        change,
                        ChangeState.REVIEWING,
                        problem,
                        ProblemState.FIX_PLANNED,
                        incident,
                        IncidentState.ON_HOLD),
                () -> {
                    assertStates(
                            desks,
                            change,
                            ChangeState.CLOSED,
                            problem,
                            ProblemState.RESOLVED,
                            incident,
                            IncidentState.IN_PROGRESS);
                    assertThat(actions(desks, change)).containsOnlyOnce("close");
                    assertThat(desks.pat().problems().timeline(problem, 0).items())
                            .extracting(TimelineEntry::action)
                            .containsOnlyOnce("resolve");
                    assertThat(desks.pat().problems().verify(problem).intact()).isTrue();
                });
    }

    private static void assertStates(
            Desks desks,
            TicketId change,
            ChangeState ofChange,
            TicketId problem,
            ProblemState ofProblem,
            TicketId incident,
            IncidentState ofIncident) {
        assertThat(desks.cho().changes().get(change).state()).isEqualTo(ofChange);
        assertThat(desks.pat().problems().get(problem).state()).isEqualTo(ofProblem);
        assertThat(desks.agent("raj").incidents().get(incident).state()).isEqualTo(ofIncident);
    }

    private TicketId voting(Desks desks) {
        Slot window = Slot.of(clock.instant(), Duration.ofHours(2));
        Change change = desks.agent("mia")
                .changes()
                .raise(RaiseChange.normal("New disk in db-1", "It is full in a week")
                        .touching("db-1")
                        .plan(new ChangePlan("a new disk", "plug it in", BackOut.tested("pull it out"), "df", window))
                        .answers(Map.of("outage", "no", "experience", "often", "backOut", "minutes"))
                        .criticality(Criticality.LOW)
                        .assignedTo(Assignment.to("ops", "ivo"))
                        .build());
        TicketId id = change.id();
        desks.agent("mia").changes().submit(id);
        desks.cho().changes().accept(id);
        desks.cho().changes().assessed(id, Assessment.of(Criticality.LOW, "cheap"));
        desks.agent("ann").changes().vote(id, CastVote.approve());
        return id;
    }

    private static TicketId problem(Desks desks, TicketId change) {
        TicketId id = desks.pat()
                .problems()
                .log(LogProblem.titled("Checkout fails each Monday", ProblemSource.REACTIVE)
                        .service("webshop")
                        .build())
                .id();
        desks.pat()
                .problems()
                .assess(id, org.itsm4j.problem.Assessment.of(Priority.P2, "shop", Assignment.to("ops", "pat")));
        desks.pat().problems().investigate(id, RcaTechnique.TIMELINE);
        desks.pat()
                .problems()
                .declareKnownError(
                        id,
                        KnownErrorDeclaration.causedBy("Checkout returns 500", "A lock is never freed", "Thread dump")
                                .workaround("Restart the node"));
        desks.pat()
                .problems()
                .requestChange(id, FixPlan.by(desks.cho().changes().get(change).ref()));
        return id;
    }

    private void crashEverywhere(Database database, Scene scene) {
        ChangeSettings settings = ChangeSettings.builder()
                .approval(RiskTier.LOW, BOARD)
                .approval(RiskTier.MEDIUM, BOARD)
                .sampleEvery(1_000_000)
                .build();
        try (FullStack stack = new FullStack(database, 2);
                Itsm itsm = stack.itsm().clock(clock).changes(settings).build()) {
            int statements = 0;
            while (crash(stack, itsm, scene, Cut.AT_STATEMENT, statements + 1)) {
                statements++;
            }
            assertThat(statements).as("statements that were cut at").isGreaterThan(10);
            assertThat(crash(stack, itsm, scene, Cut.BEFORE_COMMIT, 0)).isTrue();
            assertThat(crash(stack, itsm, scene, Cut.AFTER_COMMIT, 0)).isTrue();
        }
    }

    /** One crash in a tenant of its own; says whether the command got as far as the cut. */
    private static boolean crash(FullStack stack, Itsm itsm, Scene scene, Cut cut, int statement) {
        Story story = scene.begin(new Desks(itsm, new Tenant("t" + UUID.randomUUID())));
        stack.wire().cut(cut, statement);
        Optional<StoreException> failure = Optional.empty();
        try {
            story.command().run();
        } catch (StoreException e) {
            failure = Optional.of(e);
        }
        boolean happened = stack.wire().mend();
        if (cut != Cut.AFTER_COMMIT) { // there only the answer is lost, and the command may find that its request is
            // done
            assertThat(failure.isPresent())
                    .as("%s %d is not swallowed", cut, statement)
                    .isEqualTo(happened);
        }
        if (happened && cut != Cut.AFTER_COMMIT) {
            story.untouched().run();
        }
        story.command().run();
        story.command().run();
        story.done().run();
        assertThat(stack.divergences()).as("%s %d", cut, statement).isZero();
        return happened;
    }
}
