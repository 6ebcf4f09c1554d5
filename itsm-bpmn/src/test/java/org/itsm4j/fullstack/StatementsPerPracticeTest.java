package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.itsm4j.change.ChangeTemplate;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.problem.EventSequence;
import org.itsm4j.problem.Fix;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.ProblemSettings;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.Problems;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a whole life of a problem, and of a change of each model, costs, in SQL statements; exact, as that of an incident. */
class StatementsPerPracticeTest {
    private static final Map<String, String> ANSWERS =
            Map.of("outage", "no", "experience", "often", "backOut", "minutes");
    private static final ApprovalPolicy BOARD = ApprovalPolicy.named("cab")
            .stage(ApprovalStage.named(
                    "board", Panel.of(Quorum.atLeast(2)).person("ann").person("bob")))
            .build();

    private final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");

    @ParameterizedTest
    @EnumSource(Database.class)
    void aLifeCostsExactlyThis(Database database) {
        ChangeSettings settings = ChangeSettings.builder()
                .approval(RiskTier.LOW, BOARD)
                .approval(RiskTier.MEDIUM, BOARD)
                .approval(RiskTier.HIGH, BOARD)
                .template(ChangeTemplate.of("disk", plan(), ANSWERS).approvedBy("cho"))
                .sampleEvery(1_000_000)
                .build();
        try (FullStack stack = new FullStack(database, 2);
                Itsm itsm = stack.itsm().clock(clock).changes(settings).build()) {
            Map<String, String> costs = new LinkedHashMap<>();
            costs.put("problem", cost(stack, itsm, this::problem));
            costs.put("normal change", cost(stack, itsm, this::normal));
            costs.put("standard change", cost(stack, itsm, this::standard));
            costs.put("emergency change, with its incident", cost(stack, itsm, this::emergency));
            // windows that have begun: each look at the schedule asks, too, what should be over and is still under way
            assertThat(costs)
                    .containsExactly(
                            Map.entry("problem", "51, of the engine 20"),
                            Map.entry("normal change", "90, of the engine 17"),
                            Map.entry("standard change", "52, of the engine 13"),
                            Map.entry("emergency change, with its incident", "111, of the engine 18"));
            assertThat(stack.divergences()).isZero();
        }
    }

    private String cost(FullStack stack, Itsm itsm, Consumer<Itsm> life) {
        life.accept(itsm); // number block, definition and statement caches are there now
        clock.tick(Duration.ofDays(1));
        stack.wire().listen();
        life.accept(itsm);
        clock.tick(Duration.ofDays(1));
        List<String> statements = stack.wire().statements();
        long engine = statements.stream()
                .filter(sql -> sql.toUpperCase(Locale.ROOT).contains("ACT_"))
                .count();
        return statements.size() + ", of the engine " + engine;
    }

    private ChangePlan plan() {
        Instant now = clock.instant();
        Slot window = Slot.of(now, Duration.ofHours(2));
        return new ChangePlan("a new disk", "plug it in", BackOut.tested("pull it out"), "df", window);
    }

    private static Desk desk(Itsm itsm, Actor actor) {
        return itsm.as(actor.with(Role.AGENT).inGroup("ops"));
    }

    private static Changes changes(Itsm itsm, String person) {
        return desk(itsm, Actor.agent(person)).changes();
    }

    private static Changes manager(Itsm itsm) {
        return desk(itsm, Actor.changeManager("cho")).changes();
    }

    private RaiseChange.Builder disk() {
        return RaiseChange.normal("New disk in db-1", "It is full in a week")
                .touching("db-1")
                .plan(plan())
                .answers(ANSWERS)
                .criticality(Criticality.LOW)
                .assignedTo(Assignment.to("ops", "ivo"));
    }

    private void normal(Itsm itsm) {
        TicketId id = changes(itsm, "mia").raise(disk().build()).id();
        changes(itsm, "mia").submit(id);
        manager(itsm).accept(id);
        manager(itsm).assessed(id, Assessment.of(Criticality.LOW, "cheap"));
        changes(itsm, "ann").vote(id, CastVote.approve());
        changes(itsm, "bob").vote(id, CastVote.approve());
        done(itsm, id);
        closed(manager(itsm).close(id));
    }

    private void standard(Itsm itsm) {
        TicketId id = changes(itsm, "mia")
                .raise(RaiseChange.standard("disk", plan().window(), "It is full in a week")
                        .touching("db-1")
                        .criticality(Criticality.LOW)
                        .assignedTo(Assignment.to("ops", "ivo"))
                        .build())
                .id();
        changes(itsm, "mia").submit(id);
        done(itsm, id);
        closed(manager(itsm).close(id));
    }

    private void emergency(Itsm itsm) {
        Desk mia = desk(itsm, Actor.agent("mia"));
        TicketId id = mia.changes()
                .raise(RaiseChange.emergency(
                                "Restart db-1",
                                "The shop is down",
                                mia.incidents()
                                        .log(LogIncident.titled("Checkout is down")
                                                .requester("mia")
                                                .build())
                                        .ref())
                        .touching("db-1")
                        .plan(plan())
                        .answers(ANSWERS)
                        .criticality(Criticality.LOW)
                        .assignedTo(Assignment.to("ops", "ivo"))
                        .build())
                .id();
        mia.changes().submit(id);
        manager(itsm).assessed(id, Assessment.of(Criticality.LOW, ""));
        manager(itsm).implementFirst(id, "every minute counts");
        done(itsm, id);
        changes(itsm, "ann").vote(id, CastVote.approve());
        changes(itsm, "bob").vote(id, CastVote.approve());
        closed(manager(itsm).review(id, Review.of(true, "it runs")));
    }

    /** From an incident over a root cause, a known error and a fix to its end. */
    private void problem(Itsm itsm) {
        Problems door = itsm.as(Actor.administrator("ada").with(Role.AGENT)).problems();
        TicketId id = door.log(LogProblem.titled("Checkout fails each Monday", ProblemSource.REACTIVE)
                        .service("webshop")
                        .build())
                .id();
        door.assess(id, org.itsm4j.problem.Assessment.of(Priority.P2, "shop/checkout", Assignment.to("ops", "ada")));
        door.investigate(id, RcaTechnique.TIMELINE);
        door.analyse(
                id,
                new EventSequence(List.of(
                        new EventSequence.Event(clock.instant(), "Deployed 4.2", Optional.of("pipeline log")))));
        door.declareKnownError(
                id,
                KnownErrorDeclaration.causedBy("Checkout returns 500", "A lock is never freed", "Thread dump")
                        .workaround("Restart the node"));
        door.requestChange(id, FixPlan.by(Reference.to("change", "C-4711")));
        door.resolve(id, new Fix("Patched the driver", "No lock wait for 30 days"));
        clock.tick(ProblemSettings.standard().observationWindow());
        assertThat(door.close(id).state()).isEqualTo(ProblemState.CLOSED);
    }

    private void done(Itsm itsm, TicketId id) {
        changes(itsm, "ivo").begin(id);
        clock.tick(Duration.ofHours(1));
        Instant now = clock.instant();
        changes(itsm, "ivo")
                .complete(
                        id,
                        new Implementation(
                                now.minusSeconds(60),
                                now,
                                Outcome.SUCCESSFUL,
                                List.of(TaskResult.done("plug")),
                                "as planned"));
    }

    private static void closed(Change change) {
        assertThat(change.state()).isEqualTo(ChangeState.CLOSED);
    }
}
