package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Choice;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.BackOut;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeScope;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.ChangeTemplate;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.Revision;
import org.itsm4j.change.Risk;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.RequestConflictException;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is refused on the way of a change, and that nothing has happened then. */
class ChangeRefusalsTest {
    private final ChangeScene scene = new ChangeScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static void assertRule(String rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private static void assertInput(String path, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::path)
                                .contains(path));
    }

    @Test
    void nothingIsSubmittedThatIsNotComplete() {
        TicketId bare = scene.mia()
                .raise(RaiseChange.normal("New disk", "It is full")
                        .touching("db-1")
                        .build())
                .id();
        assertInput("plan", () -> scene.mia().submit(bare));
        ChangePlan untested = new ChangePlan("a", "b", BackOut.untested("c"), "d", scene.tonight());
        scene.mia().revise(bare, Revision.nothing().plan(untested));
        assertInput("plan.backOut", () -> scene.mia().submit(bare));
        scene.mia().revise(bare, Revision.nothing().plan(ChangeScene.plan(scene.tonight())));
        assertInput("answers.outage", () -> scene.mia().submit(bare));
        scene.mia().revise(bare, Revision.nothing().answers(ChangeScene.ANSWERS));
        scene.mia().revise(bare, Revision.nothing().scope(ChangeScope.touching(List.of())));
        assertInput("scope", () -> scene.mia().submit(bare));
        assertThat(scene.cho().get(bare).state()).isEqualTo(ChangeState.DRAFT);
        assertInput("revision", () -> scene.mia().revise(bare, Revision.nothing()));
    }

    @Test
    void noWindowLiesInThePast() {
        Instant now = scene.now();
        TicketId late = raised(Slot.of(now.minusSeconds(1), Duration.ofHours(1)));
        assertRule("window", () -> scene.mia().submit(late));
        TicketId now1 = raised(Slot.of(now, Duration.ofHours(1)));
        assertThat(scene.mia().submit(now1).state()).isEqualTo(ChangeState.SUBMITTED);
        TicketId emergency = scene.mia()
                .raise(scene.emergency()
                        .plan(ChangeScene.plan(new Slot(now.minusSeconds(60), now)))
                        .build())
                .id();
        assertRule("window", () -> scene.mia().submit(emergency));
        assertInput("to", () -> new Slot(now, now));
        assertInput("to", () -> new Slot(now, now.minusSeconds(1)));
    }

    private TicketId raised(Slot window) {
        return scene.mia()
                .raise(scene.newDisk().plan(ChangeScene.plan(window)).build())
                .id();
    }

    @Test
    void onlyMembersVoteOnceAndInTime() {
        TicketId id = scene.voting();
        assertRule("notAVoter", () -> scene.as("eve").vote(id, CastVote.approve()));
        scene.as("ann").vote(id, CastVote.approve());
        assertRule("sameVote", () -> scene.as("ann").vote(id, CastVote.approve()));
        assertRule(
                "noDelegation",
                () -> scene.as("dan").vote(id, CastVote.approve().onBehalfOf("bob")));
        scene.as("bob").vote(id, CastVote.approve());
        assertThatThrownBy(() -> scene.as("cy").vote(id, CastVote.approve()))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining("approvalDue is false");
        TicketId slow = scene.voting(raisedLater());
        scene.clock.tick(Duration.ofDays(5).plusSeconds(1));
        assertRule("timedOut", () -> scene.as("ann").vote(slow, CastVote.approve()));
    }

    private TicketId raisedLater() {
        Slot later = Slot.of(scene.now().plus(Duration.ofDays(20)), Duration.ofHours(1));
        return scene.mia().submit(raised(later)).id();
    }

    @Test
    void aDelegateVotesWithinTheDatesAndNotInALoop() {
        TicketId id = scene.voting();
        Instant now = scene.now();
        scene.delegations.add(new Delegation("ann", "dan", now, now.plus(Duration.ofHours(1))));
        scene.delegations.add(
                new Delegation("bob", "fay", now.plus(Duration.ofHours(2)), now.plus(Duration.ofHours(3))));
        scene.delegations.add(new Delegation("cy", "gus", now, now.plus(Duration.ofHours(1))));
        scene.delegations.add(new Delegation("gus", "cy", now, now.plus(Duration.ofHours(1))));
        assertRule(
                "delegationNotValid",
                () -> scene.as("fay").vote(id, CastVote.approve().onBehalfOf("bob")));
        assertRule(
                "delegationLoop",
                () -> scene.as("hal").vote(id, CastVote.approve().onBehalfOf("cy")));
        scene.as("dan").vote(id, CastVote.approve().onBehalfOf("ann"));
        assertThat(scene.cho().decision(id).orElseThrow().votes())
                .singleElement()
                .satisfies(judged -> {
                    assertThat(judged.vote().principal().person()).isEqualTo("ann");
                    assertThat(judged.vote().actor().person()).isEqualTo("dan");
                    assertThat(judged.vote().choice()).isEqualTo(Choice.APPROVE);
                });
    }

    @Test
    void whoeverChangesPlanWindowOrItemsAsksAgain() {
        TicketId id = scene.voting();
        scene.as("ann").vote(id, CastVote.approve());
        Slot later = Slot.of(scene.tonight().from().plusSeconds(60), Duration.ofHours(1));
        scene.mia().revise(id, Revision.nothing().plan(ChangeScene.plan(later)));
        scene.as("bob").vote(id, CastVote.approve());
        assertThat(scene.cho().get(id).state())
                .as("ann's vote was on another window")
                .isEqualTo(ChangeState.AUTHORIZING);
        scene.mia().revise(id, Revision.nothing().plan(ChangeScene.plan(scene.tonight())));
        assertThat(scene.as("cy").vote(id, CastVote.approve()).state())
                .as("nor does it come back with the old window")
                .isEqualTo(ChangeState.AUTHORIZING);
        assertThat(scene.as("bob").vote(id, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
        Change again = scene.mia().revise(id, Revision.nothing().scope(ChangeScope.touching(List.of("db-2"))));
        assertThat(again.state()).isEqualTo(ChangeState.AUTHORIZING);
        scene.untilTonight();
        assertThatThrownBy(() -> scene.ivo().begin(id)).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void whoWantsOrRaisesOrDoesItNeverApprovesItAlone() {
        try (ChangeScene any =
                new ChangeScene(settings -> settings.approval(RiskTier.LOW, ChangeScene.cab(Quorum.any())))) {
            TicketId wanted = any.as("ann")
                    .submit(any.mia()
                            .raise(any.newDisk().requester("ann").build())
                            .id())
                    .id();
            any.voting(wanted);
            assertRule("conflictedActor", () -> any.as("ann").vote(wanted, CastVote.approve()));
            any.delegations.add(
                    new Delegation("ann", "dan", any.now(), any.now().plusSeconds(60)));
            assertRule(
                    "conflictedPrincipal",
                    () -> any.as("dan").vote(wanted, CastVote.approve().onBehalfOf("ann")));

            TicketId raised = any.mia()
                    .submit(any.as("bob")
                            .raise(any.newDisk().requester("mia").build())
                            .id())
                    .id();
            any.voting(raised);
            assertRule("conflictedActor", () -> any.as("bob").vote(raised, CastVote.approve()));

            TicketId done = any.mia()
                    .submit(any.mia()
                            .raise(any.newDisk()
                                    .assignedTo(Assignment.to("ops", "cy"))
                                    .build())
                            .id())
                    .id();
            any.voting(done);
            assertRule("conflictedActor", () -> any.as("cy").vote(done, CastVote.approve()));
            Actor other = Actor.agent("cy-admin").inGroup("office").as("cy");
            assertRule("conflictedActor", () -> any.as(other).vote(done, CastVote.approve()));
            assertThat(any.events.stream()
                            .filter(event -> event.entry().action().equals("noteConflict"))
                            .map(event -> event.entry().text()))
                    .containsExactly(
                            "vote by ann, account ann: conflictedActor",
                            "vote by dan, account dan: conflictedPrincipal",
                            "vote by bob, account bob: conflictedActor",
                            "vote by cy, account cy: conflictedActor",
                            "vote by cy, account cy-admin: conflictedActor");
        }
    }

    @Test
    void whoHasApprovedItAloneDoesNotBecomeItsImplementer() {
        try (ChangeScene any =
                new ChangeScene(settings -> settings.approval(RiskTier.LOW, ChangeScene.cab(Quorum.any())))) {
            TicketId id = any.mia()
                    .submit(any.mia()
                            .raise(any.newDisk()
                                    .assignedTo(Assignment.to("ops"))
                                    .build())
                            .id())
                    .id();
            any.voting(id);
            any.as("ann").vote(id, CastVote.approve());
            assertRule("conflictOfInterest", () -> any.cho().assign(id, Assignment.to("ops", "ann")));
            any.untilTonight();
            Changes ann = any.as(Actor.agent("ann").inGroup("ops"));
            assertRule("conflictOfInterest", () -> ann.begin(id));
            assertThat(any.cho().get(id).state()).isEqualTo(ChangeState.SCHEDULED);
            assertThat(any.ivo().begin(id).agent()).contains("ivo");
        }
    }

    @Test
    void whoHasApprovedATemplateAloneDoesNotRaiseNorDoWhatIsMadeFromIt() {
        ChangeTemplate template = ChangeTemplate.of("disk", ChangeScene.plan(scene.tonight()), ChangeScene.ANSWERS);
        for (String approver : List.of("mia", "ivo")) {
            try (ChangeScene own = new ChangeScene(settings -> settings.template(template.approvedBy(approver)))) {
                TicketId id = own.mia().raise(own.fromTemplate()).id();
                assertThat(own.mia().submit(id).state())
                        .as("approved by %s", approver)
                        .isEqualTo(ChangeState.SUBMITTED);
            }
        }
        try (ChangeScene own = new ChangeScene(settings -> settings.template(template.approvedBy("uma")))) {
            TicketId id =
                    own.mia().submit(own.mia().raise(own.fromTemplate()).id()).id();
            assertRule("conflictOfInterest", () -> own.cho().assign(id, Assignment.to("ops", "uma")));
            own.cho().assign(id, Assignment.to("ops"));
            own.untilTonight();
            Changes uma = own.as(Actor.agent("uma").inGroup("ops"));
            assertRule("conflictOfInterest", () -> uma.begin(id));
        }
    }

    @Test
    void whoWantsItNeitherLetsItGoFirstNorWaivesWhatIsAgainstIt() {
        Changes manager = scene.as(ChangeScene.manager());
        TicketId id =
                manager.submit(manager.raise(scene.emergency().build()).id()).id();
        manager.assessed(id, Assessment.of(Criticality.LOW, ""));
        assertRule("conflictOfInterest", () -> manager.implementFirst(id, "every minute counts"));
        TicketId first = scene.scheduled();
        TicketId second = manager.raise(scene.newDisk().build()).id();
        Collision collision = scene.cho().collisions(second).get(0);
        assertThat(collision.with()).isEqualTo(first.toString());
        assertRule("conflictOfInterest", () -> manager.waive(second, collision, "mine first"));
    }

    @Test
    void nobodyCouldApproveWhatOnlyThoseInConflictMayVoteOn() {
        try (ChangeScene none = new ChangeScene(settings -> settings.approval(
                RiskTier.LOW,
                ApprovalPolicy.named("cab")
                        .stage(ApprovalStage.named(
                                "board", Panel.of(Quorum.any()).person("mia")))
                        .build()))) {
            TicketId id = none.submitted();
            none.cho().accept(id);
            assertThatThrownBy(() -> none.cho().assessed(id, Assessment.of(Criticality.LOW, "cheap")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Ballot");
        }
    }

    @Test
    void nothingBeginsOutsideOfItsWindowNorLockedDown() {
        TicketId id = scene.scheduled();
        assertThatThrownBy(() -> scene.ivo().begin(id)).hasMessageContaining("insideWindow is false");
        scene.untilTonight();
        scene.cho().lockDown(id, "quarter end");
        assertThatThrownBy(() -> scene.ivo().begin(id)).hasMessageContaining("lockedDown is true");
        scene.cho().release(id);
        assertThatThrownBy(() -> scene.mia().begin(id)).isInstanceOf(AccessDeniedException.class);
        assertThat(scene.ivo().begin(id).state()).isEqualTo(ChangeState.IMPLEMENTING);
    }

    @Test
    void onlyAnEmergencyGoesFirstAndItIsNotClosedBeforeItIsApproved() {
        TicketId normal = scene.voting();
        assertThatThrownBy(() -> scene.cho().implementFirst(normal, "quick"))
                .isInstanceOf(IllegalTransitionException.class);
        TicketId id = scene.emergencyFirst();
        scene.ivo().begin(id);
        scene.clock.tick(Duration.ofHours(1));
        scene.ivo().complete(id, scene.done(Outcome.SUCCESSFUL));
        assertThatThrownBy(() -> scene.cho().close(id)).isInstanceOf(RuleViolationException.class);
        scene.cho().review(id, Review.of(true, "it runs"));
        assertThatThrownBy(() -> scene.cho().close(id)).hasMessageContaining("approvalDue is true");
        scene.clock.tick(Duration.ofDays(3));
        assertRule("timedOut", () -> scene.as("ann").vote(id, CastVote.approve()));
        scene.itsm.runDueWork();
        assertThatThrownBy(() -> scene.cho().close(id)).hasMessageContaining("approvalDue is true");
    }

    @Test
    void whatNeedsAReviewIsNotClosedWithoutOne() {
        TicketId failed = scene.reviewing(Outcome.FAILED);
        assertThatThrownBy(() -> scene.cho().close(failed)).hasMessageContaining("reviewDue is true");
        TicketId found = scene.system()
                .recordUnauthorised(RaiseChange.normal("New kernel", "found")
                        .touching("db-1")
                        .build())
                .id();
        assertThatThrownBy(() -> scene.cho().close(found)).hasMessageContaining("reviewDue is true");
        assertInput(
                "configurationItems",
                () -> scene.system()
                        .recordUnauthorised(RaiseChange.normal("x", "y").build()));
    }

    @Test
    void aStandardChangeSaysWhatItsTemplateSays() {
        ChangeTemplate template = scene.template();
        try (ChangeScene own = new ChangeScene(settings -> settings.template(template))) {
            TicketId id = own.mia().raise(own.fromTemplate()).id();
            ChangePlan other =
                    new ChangePlan("a new disk", "as you like", BackOut.tested("pull it out"), "df", own.tonight());
            own.mia().revise(id, Revision.nothing().plan(other));
            assertInput("implementation", () -> own.mia().submit(id));
            own.mia()
                    .revise(
                            id,
                            Revision.nothing()
                                    .plan(ChangeScene.plan(own.tonight()))
                                    .answers(ChangeScene.BAD_ANSWERS));
            assertInput("answers", () -> own.mia().submit(id));
            assertInput(
                    "template",
                    () -> own.mia()
                            .raise(RaiseChange.standard("none", own.tonight(), "x")
                                    .build()));
        }
        assertInput("template", () -> scene.mia().raise(scene.fromTemplate()));
    }

    @Test
    void whatWasDoneLiesBetweenItsBeginningAndNow() {
        TicketId id = scene.implementing();
        Instant begun = scene.now();
        scene.clock.tick(Duration.ofHours(1));
        assertRule(
                "actualTimes",
                () -> scene.ivo().complete(id, done(begun.minusSeconds(1), scene.now(), Outcome.FAILED)));
        assertRule(
                "actualTimes",
                () -> scene.ivo().complete(id, done(begun, scene.now().plusSeconds(1), Outcome.FAILED)));
        assertInput("outcome", () -> scene.ivo().complete(id, done(begun, scene.now(), Outcome.BACKED_OUT)));
        assertInput("outcome", () -> scene.ivo().backOut(id, done(begun, scene.now(), Outcome.FAILED)));
        assertThat(scene.cho().get(id).state()).isEqualTo(ChangeState.IMPLEMENTING);
    }

    private static Implementation done(Instant from, Instant to, Outcome outcome) {
        return new Implementation(from, to, outcome, List.of(), "x");
    }

    @Test
    void moreRiskAsksMore() {
        TicketId id = scene.mia()
                .submit(scene.mia()
                        .raise(scene.newDisk().answers(ChangeScene.BAD_ANSWERS).build())
                        .id())
                .id();
        scene.voting(id);
        assertThat(scene.cho().get(id).risk().map(Risk::tier)).contains(RiskTier.HIGH);
        scene.as("ann").vote(id, CastVote.approve());
        assertThat(scene.as("bob").vote(id, CastVote.approve()).state()).isEqualTo(ChangeState.AUTHORIZING);
        assertThat(scene.as("cy").vote(id, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
    }

    @Test
    void nothingIsChangedWhenARequestIsSentTwice() {
        RaiseChange command = scene.newDisk().build();
        Changes twice = scene.itsm
                .as(Actor.agent("mia").inGroup("office"))
                .request("r-1")
                .changes();
        assertThat(twice.raise(command).id()).isEqualTo(twice.raise(command).id());
        assertThatThrownBy(() -> twice.raise(scene.newDisk().answers(Map.of()).build()))
                .isInstanceOf(RequestConflictException.class);
    }

    @Test
    void changesAreOffUntilSomebodySaysWhoAgrees() {
        try (Itsm bare = Itsm.builder().build()) {
            assertThatThrownBy(() -> bare.as(Actor.agent("mia")).changes())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Itsm.builder().changes(");
        }
        try (Itsm nobody = Itsm.builder()
                .changes(ChangeSettings.standard())
                .clock(scene.clock)
                .build()) {
            Changes mia = nobody.as(Actor.agent("mia").inGroup("office")).changes();
            Changes cho = nobody.as(Actor.changeManager("cho")).changes();
            TicketId id = mia.submit(mia.raise(scene.newDisk().build()).id()).id();
            cho.accept(id);
            assertThatThrownBy(() -> cho.assessed(id, Assessment.of(Criticality.LOW, "cheap")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("approval(LOW, policy)");
        }
    }

    @Test
    void anEmergencyIsForAnIncidentOrAProblem() {
        TicketRef change = new TicketRef(TicketKind.CHANGE, scene.submitted());
        assertInput(
                "cause",
                () -> scene.mia().raise(RaiseChange.emergency("x", "y", change).build()));
        assertThatThrownBy(() -> scene.itsm
                        .as(Actor.requester("rex"))
                        .changes()
                        .raise(scene.newDisk().build()))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> scene.mia().accept(scene.submitted())).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aVoteOnWhatWasEditedSinceIsRefusedIfItSaysWhatItIsOn() {
        TicketId id = scene.voting();
        int seen = scene.cho().get(id).authorisation().round();
        Slot later = Slot.of(scene.tonight().from().plusSeconds(60), Duration.ofHours(1));
        scene.mia().revise(id, Revision.nothing().plan(ChangeScene.plan(later)));
        assertRule(
                "staleContent",
                () -> scene.as("ann").vote(id, CastVote.approve().onRound(seen)));
        int now = scene.cho().get(id).authorisation().round();
        assertThat(scene.as("ann").vote(id, CastVote.approve().onRound(now)).state())
                .isEqualTo(ChangeState.AUTHORIZING);
    }

    @Test
    void whatIsSavedAsItWasVoidsNoVote() {
        TicketId id = scene.voting();
        scene.as("ann").vote(id, CastVote.approve());
        assertThatThrownBy(() -> scene.mia().revise(id, Revision.nothing().plan(ChangeScene.plan(scene.tonight()))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(scene.as("bob").vote(id, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
        assertThatThrownBy(() -> scene.as("cy").vote(id, CastVote.approve()))
                .hasMessageContaining("approvalDue is false");
    }

    @Test
    void aVoteWhoseTimeIsOverIsDecidedAndALockdownEndsWithADraft() {
        TicketId id = scene.emergencyFirst();
        scene.ivo().begin(id);
        scene.clock.tick(Duration.ofDays(4));
        scene.itsm.runDueWork();
        assertThat(scene.cho().decision(id).map(decision -> decision.outcome())).contains(ApprovalOutcome.REJECTED);
        TicketId other = scene.submittedElsewhere();
        scene.cho().lockDown(other, "a strike");
        scene.voting(other);
        assertThat(scene.cho().returnToDraft(other, "say more").lockdown()).isEmpty();
    }
}
