package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Choice;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.approval.StandIns;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeSchedule;
import org.itsm4j.change.ChangeScope;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.ChangeTemplate;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.Review;
import org.itsm4j.change.Revision;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.ImpactAnalysis;
import org.itsm4j.change.calendar.Kinship;
import org.itsm4j.change.calendar.PlannedChange;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Timing;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** Ways around an approval, a risk or the schedule that were found once, and are closed. */
class ChangeLoopholesTest {
    private static ChangeScene decidedBy(String... people) {
        Panel panel = Panel.of(Quorum.any());
        for (String person : people) {
            panel = panel.person(person);
        }
        return decidedBy(ApprovalPolicy.named("any")
                .stage(ApprovalStage.named("board", panel))
                .build());
    }

    private static ChangeScene decidedBy(ApprovalPolicy policy) {
        return new ChangeScene(settings -> settings.approval(RiskTier.LOW, policy)
                .approval(RiskTier.MEDIUM, policy)
                .approval(RiskTier.HIGH, policy));
    }

    private static StandIns standIns(ChangeScene scene, Actor actor) {
        return scene.desk(actor).standIns();
    }

    private static Actor office(String person) {
        return Actor.agent(person).inGroup("office");
    }

    private static void assertRule(String rule, ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        RuleViolationException.class, e -> assertThat(e.rule()).isEqualTo(rule));
    }

    @Test
    void aVoteStaysThoughItsDelegationEndsAtTheSameInstantOrIsForgotten() {
        try (ChangeScene scene = decidedBy("ann")) {
            TicketId id = scene.voting();
            StandIns ann = standIns(scene, office("ann"));
            Delegation given = ann.delegate("dan", scene.now(), scene.now().plus(Duration.ofDays(3)));
            scene.clock.tick(Duration.ofMinutes(1));
            scene.as("dan").vote(id, CastVote.approve().onBehalfOf("ann"));
            ann.end(given);
            assertThat(scene.cho().decision(id).orElseThrow().explain()).doesNotContain("void");
            scene.untilTonight();
            assertThat(scene.ivo().begin(id).state()).isEqualTo(ChangeState.IMPLEMENTING);
        }
        try (ChangeScene scene = decidedBy("ann")) {
            TicketId id = scene.voting();
            scene.delegations.add(
                    new Delegation("ann", "dan", scene.now(), scene.now().plus(Duration.ofDays(1))));
            scene.as("dan").vote(id, CastVote.approve().onBehalfOf("ann"));
            scene.delegations.clear();
            scene.untilTonight();
            assertThat(scene.ivo().begin(id).state()).isEqualTo(ChangeState.IMPLEMENTING);
        }
    }

    @Test
    void aDelegationThatIsOverGivesNoSecondVoteAtTheInstantOfTheFirst() {
        try (ChangeScene scene = new ChangeScene()) {
            TicketId id = scene.voting();
            StandIns ann = standIns(scene, office("ann"));
            Delegation given = ann.delegate("dan", scene.now(), scene.now().plus(Duration.ofDays(3)));
            scene.clock.tick(Duration.ofMinutes(1));
            scene.as("dan").vote(id, CastVote.approve().onBehalfOf("ann"));
            ann.end(given);
            assertRule(
                    "delegationNotValid",
                    () -> scene.as("dan").vote(id, CastVote.reject().onBehalfOf("ann")));
        }
    }

    @Test
    void whoIsInConflictChoosesNobodyWhoDecides() {
        Actor boss = Actor.changeManager("boss").with(Role.AGENT).inGroup("office");
        try (ChangeScene scene = decidedBy("ann", "bob")) {
            TicketId id = scene.voting(scene.as(boss)
                    .submit(scene.as(boss).raise(scene.newDisk().build()).id())
                    .id());
            standIns(scene, boss)
                    .of("ann")
                    .delegate("crony", scene.now(), scene.now().plus(Duration.ofDays(1)));
            assertRule(
                    "delegationByConflicted",
                    () -> scene.as("crony").vote(id, CastVote.approve().onBehalfOf("ann")));
            assertThat(scene.last(id)).contains("noteConflict");
            TicketId others = scene.voting(scene.submittedElsewhere());
            assertThat(scene.as("crony")
                            .vote(others, CastVote.approve().onBehalfOf("ann"))
                            .state())
                    .as("where the boss is in no conflict")
                    .isEqualTo(ChangeState.SCHEDULED);
        }
        ApprovalPolicy most = ApprovalPolicy.named("most")
                .stage(ApprovalStage.named("board", ChangeScene.board(Quorum.percent(60))))
                .excuseAbsent()
                .build();
        try (ChangeScene scene = decidedBy(most)) {
            TicketId id = scene.as(boss)
                    .submit(scene.as(boss).raise(scene.newDisk().build()).id())
                    .id();
            standIns(scene, boss).of("ann").away(scene.now(), scene.now().plus(Duration.ofDays(1)));
            standIns(scene, boss).of("bob").away(scene.now(), scene.now().plus(Duration.ofDays(1)));
            scene.voting(id);
            assertThat(scene.as("cy").vote(id, CastVote.approve()).state())
                    .as("one of three, as nobody is away")
                    .isEqualTo(ChangeState.AUTHORIZING);
        }
    }

    @Test
    void anEditDoesNotChooseWhoHasToAgree() {
        ApprovalPolicy any = ApprovalPolicy.named("any")
                .stage(ApprovalStage.named("board", ChangeScene.board(Quorum.any())))
                .build();
        try (ChangeScene scene = new ChangeScene(settings -> settings.approval(RiskTier.LOW, any))) {
            TicketId id = scene.submitted();
            scene.cho().accept(id);
            assertRule("conflictOfInterest", () -> scene.ivo().assessed(id, Assessment.of(Criticality.LOW, "cheap")));
            Change assessed = scene.cho().assessed(id, Assessment.of(Criticality.HIGH, "the shop depends on it"));
            RiskTier tier = assessed.risk().orElseThrow().tier();
            assertThat(tier).isNotEqualTo(RiskTier.LOW);
            assertRule("risk", () -> scene.mia().revise(id, Revision.nothing().criticality(Criticality.LOW)));
            Slot later = Slot.of(scene.tonight().from().plusSeconds(60), Duration.ofHours(3));
            assertThat(scene.mia()
                            .revise(id, Revision.nothing().plan(ChangeScene.plan(later)))
                            .risk()
                            .orElseThrow()
                            .tier())
                    .isEqualTo(tier);
        }
    }

    @Test
    void theOnlyOneWhoAgreedDoesNothingOfIt() {
        try (ChangeScene scene = decidedBy("ivo")) {
            TicketId id = scene.mia()
                    .raise(scene.newDisk().assignedTo(Assignment.to("ops")).build())
                    .id();
            scene.mia().submit(id);
            scene.voting(id);
            scene.ivo().vote(id, CastVote.approve());
            scene.untilTonight();
            Changes kim = scene.as(Actor.agent("kim").inGroup("ops"));
            kim.begin(id);
            assertRule("implementer", () -> kim.assign(id, Assignment.to("ops")));
            scene.clock.tick(Duration.ofHours(1));
            Changes ivoAsManager =
                    scene.as(Actor.changeManager("ivo").with(Role.AGENT).inGroup("ops"));
            assertRule("conflictOfInterest", () -> ivoAsManager.complete(id, scene.done(Outcome.SUCCESSFUL)));
            assertThat(kim.complete(id, scene.done(Outcome.SUCCESSFUL)).state()).isEqualTo(ChangeState.REVIEWING);
        }
    }

    @Test
    void whatIsUnderWayWhenItShouldBeOverIsStillInTheWay() {
        try (ChangeScene scene = new ChangeScene()) {
            TicketId late = scene.implementing();
            Slot after = Slot.of(scene.tonight().to().plus(Duration.ofHours(1)), Duration.ofHours(4));
            TicketId next = scene.mia()
                    .submit(scene.mia()
                            .raise(scene.newDisk().plan(ChangeScene.plan(after)).build())
                            .id())
                    .id();
            scene.voting(next);
            scene.as("ann").vote(next, CastVote.approve());
            scene.as("bob").vote(next, CastVote.approve());
            scene.clock.tick(Duration.between(scene.now(), after.from()).plusMinutes(5));
            assertRule("collision", () -> scene.ivo().begin(next));
            Slot hour = Slot.of(scene.now(), Duration.ofHours(1));
            ChangeSchedule schedule = scene.desk(Actor.changeManager("cho")).changeSchedule();
            assertThat(schedule.planned(hour, 10))
                    .extracting(PlannedChange::ticket)
                    .contains(scene.cho().get(late).ref());
            Freeze freeze = Freeze.hard("audit", Timing.once(hour.from(), hour.to()));
            assertThat(schedule.preview(freeze).hits())
                    .extracting(hit -> hit.change().ticket().id())
                    .contains(late);
            scene.ivo().complete(late, scene.done(Outcome.SUCCESSFUL));
            assertThat(scene.ivo().begin(next).state()).isEqualTo(ChangeState.IMPLEMENTING);
        }
    }

    @Test
    void theLongestWindowsHaveCollisionsToo() {
        try (ChangeScene scene = new ChangeScene()) {
            scene.scheduled();
            for (int days : new int[] {300, 366}) {
                Slot slot = Slot.of(scene.now(), Duration.ofDays(days));
                TicketId id = scene.mia()
                        .raise(scene.newDisk().plan(ChangeScene.plan(slot)).build())
                        .id();
                assertRule("collision", () -> scene.mia().submit(id));
            }
            Slot last = Slot.of(Instant.parse("2199-12-30T00:00:00Z"), Duration.ofHours(1));
            TicketId id = scene.mia()
                    .raise(scene.newDisk().plan(ChangeScene.plan(last)).build())
                    .id();
            assertThat(scene.mia().nextFree(id).slot()).contains(last);
        }
    }

    @Test
    void whatIsApprovedBeforehandIsForWhatItWasMeantFor() {
        UnaryOperator<ChangeSettings.Builder> forOneServer =
                settings -> settings.template(new ChangeScene().template().touching("db-1"));
        try (ChangeScene scene = new ChangeScene(forOneServer)) {
            TicketId id = scene.mia()
                    .submit(scene.mia().raise(scene.fromTemplate()).id())
                    .id();
            assertThat(scene.mia().get(id).state()).isEqualTo(ChangeState.SCHEDULED);
            assertThatThrownBy(() -> scene.mia()
                            .revise(id, Revision.nothing().scope(ChangeScope.touching(List.of("db-1", "mainframe")))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("scope: those of the template only, at least one of them, got 1 others");
        }
    }

    @Test
    void nothingOfHighRiskIsApprovedBeforehand() {
        ImpactAnalysis many = items -> IntStream.range(0, 40)
                .mapToObj(i -> new ImpactAnalysis.Relative("db-1", "app-" + i, Kinship.DEPENDENT))
                .toList();
        try (ChangeScene scene = new ChangeScene(settings -> settings.impact(many)
                .template(ChangeTemplate.of(
                                "disk", ChangeScene.plan(new ChangeScene().tonight()), ChangeScene.BAD_ANSWERS)
                        .approvedBy("cho")))) {
            TicketId id = scene.mia().raise(scene.fromTemplate()).id();
            Change submitted = scene.mia().submit(id);
            assertThat(submitted.risk().orElseThrow().tier()).isEqualTo(RiskTier.HIGH);
            assertThat(submitted.state()).isEqualTo(ChangeState.SUBMITTED);
        }
    }

    @Test
    void nobodyUsesUpTheVotesOfOthers() {
        try (ChangeScene scene = new ChangeScene()) {
            TicketId id = scene.voting();
            for (int i = 0; i < 20; i++) {
                scene.as("ann").vote(id, CastVote.of(i % 2 == 0 ? Choice.APPROVE : Choice.ABSTAIN));
            }
            assertRule("votesOfOne", () -> scene.as("ann").vote(id, CastVote.approve()));
            scene.as("bob").vote(id, CastVote.approve());
            assertThat(scene.as("cy").vote(id, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
        }
    }

    @Test
    void nobodyGetsAwayFromWhatTimeHasDecided() {
        UnaryOperator<ChangeSettings.Builder> quick = settings -> settings.approval(
                RiskTier.LOW,
                ApprovalPolicy.named("cab")
                        .stage(ApprovalStage.named("board", ChangeScene.board(Quorum.all()))
                                .rejectAfter(Duration.ofHours(1)))
                        .build());
        try (ChangeScene scene = new ChangeScene(quick)) {
            TicketId id = scene.voting();
            scene.clock.tick(Duration.ofHours(2));
            Slot later = Slot.of(scene.tonight().from().plusSeconds(60), Duration.ofHours(3));
            assertRule(
                    "decided", () -> scene.mia().revise(id, Revision.nothing().plan(ChangeScene.plan(later))));
            assertRule("decided", () -> scene.cho().returnToDraft(id, "once more"));
            scene.itsm.runDueWork();
            assertThat(scene.cho().get(id).state()).isEqualTo(ChangeState.REJECTED);
        }
    }

    @Test
    void aReviewIsWrittenOnce() {
        try (ChangeScene scene = new ChangeScene()) {
            TicketId id = scene.emergencyFirst();
            scene.ivo().begin(id);
            scene.clock.tick(Duration.ofHours(1));
            scene.ivo().complete(id, scene.done(Outcome.SUCCESSFUL));
            scene.cho().review(id, Review.of(true, "a").followUps("first", "second"));
            assertRule(
                    "review", () -> scene.cho().review(id, Review.of(false, "b").followUps("another")));
        }
    }
}
