package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeAction;
import org.itsm4j.change.ChangeContract;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.ChangeTemplate;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.Revision;
import org.itsm4j.change.Risk;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Timing;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Changes from the first draft to the end, on every way that the contract has: for each store and workflow. Extend it, and hand
 * in a builder with them.
 */
public abstract class ChangeSuite extends ChangeRaces {
    /** Only diagrams with tasks, several stages of a state or timers, and service levels, come by these. */
    private static final Set<String> BY_DIAGRAMS_AND_CLOCKS =
            Set.of("advance", "claim", "completeTask", "step", "migrate", "targetReached", "set");

    /** For those who extend it. */
    protected ChangeSuite() {}

    /**
     * Lets timers fire that the clock says are due, and returns when they have, as {@link IncidentSuite#runDueTimers}.
     *
     * @param itsm what to run them on
     */
    protected void runDueTimers(Itsm itsm) {
        itsm.runDueWork();
    }

    /**
     * @return how many commands the random walk takes in an ordinary build; 1,500 unless overridden
     */
    protected int walkCommands() {
        return 1_500;
    }

    /** Random walks. */
    @Nested
    class Walks extends ChangeWalkBehaviour {
        @Override
        ChangeSuite suite() {
            return ChangeSuite.this;
        }
    }

    /** Problems that are fixed by changes. */
    @Nested
    class Problems extends ChangeProblemBehaviour {
        @Override
        ChangeSuite suite() {
            return ChangeSuite.this;
        }
    }

    /** Incidents that wait for changes, come from them, or make them urgent. */
    @Nested
    class Incidents extends ChangeIncidentBehaviour {
        @Override
        ChangeSuite suite() {
            return ChangeSuite.this;
        }
    }

    /** Those who want changes, by their own door. */
    @Nested
    class Requesters extends ChangeRequesterBehaviour {
        @Override
        ChangeSuite suite() {
            return ChangeSuite.this;
        }
    }

    /** What those are not told. */
    @Nested
    class Secrecy extends ChangeSecrecyBehaviour {
        @Override
        ChangeSuite suite() {
            return ChangeSuite.this;
        }
    }

    /** Reviews, and what was backed out. */
    @Nested
    class Aftermath extends ChangeAftermathBehaviour {
        @Override
        ChangeSuite suite() {
            return ChangeSuite.this;
        }
    }

    private ChangeScene scene() {
        return new ChangeScene(itsm(), UnaryOperator.identity());
    }

    private ChangeScene scene(UnaryOperator<ChangeSettings.Builder> settings) {
        return new ChangeScene(itsm(), settings);
    }

    @Test
    void aNormalChangeIsDoneAndClosed() {
        try (ChangeScene scene = scene()) {
            normal(scene);
        }
    }

    private static void normal(ChangeScene scene) {
        TicketId id = scene.reviewing(Outcome.SUCCESSFUL);
        Change closed = scene.cho().close(id);
        assertThat(closed.state()).isEqualTo(ChangeState.CLOSED);
        assertThat(closed.number().value()).startsWith("CHG-");
        assertThat(closed.outcome()).contains(Outcome.SUCCESSFUL);
        assertThat(closed.risk().map(Risk::tier)).contains(RiskTier.LOW);
        assertThat(closed.agent()).contains("ivo");
        assertThat(scene.cho().decision(id).map(decision -> decision.outcome())).contains(ApprovalOutcome.APPROVED);
        assertThat(scene.cho().verify(id).intact()).isTrue();
        assertThat(scene.cho().explainRisk(id)).last().asString().startsWith("together: 10, LOW");
        assertThat(scene.cho().countByState()).containsEntry(ChangeState.CLOSED, 1L);
    }

    @Test
    void whatWasRiskyOrWentWrongIsReviewedBeforeItIsClosed() {
        try (ChangeScene scene = scene()) {
            reviewed(scene);
        }
    }

    private static void reviewed(ChangeScene scene) {
        TicketId id = scene.reviewing(Outcome.BACKED_OUT);
        scene.incident();
        scene.clock.tick(Duration.ofHours(1));
        Change closed = scene.cho().review(id, Review.of(false, "wrong disk").lessons("look at the label"));
        assertThat(closed.state()).isEqualTo(ChangeState.CLOSED);
        assertThat(closed.review())
                .hasValueSatisfying(review -> assertThat(review.incidents()).isEqualTo(1));
    }

    private ChangeScene withTemplate() {
        return new ChangeScene(
                settings -> settings.template(ChangeTemplate.of("disk", ChangeScene.plan(SLOT), ChangeScene.ANSWERS)
                        .approvedBy("cho")));
    }

    private static final Slot SLOT = Slot.of(Instant.parse("2026-03-02T20:00:00Z"), Duration.ofHours(4));

    private static void preauthorised(ChangeScene scene) {
        Change change =
                scene.mia().submit(scene.mia().raise(scene.fromTemplate()).id());
        assertThat(change.state()).isEqualTo(ChangeState.SCHEDULED);
        assertThat(change.authorisation().preauthorisedBy()).contains("cho");
        Slot later = Slot.of(scene.tonight().from().plus(Duration.ofDays(1)), Duration.ofHours(2));
        Change moved = scene.mia()
                .revise(
                        change.id(),
                        Revision.nothing().plan(change.plan().orElseThrow().at(later)));
        assertThat(moved.state()).as("its template is looked at again").isEqualTo(ChangeState.SCHEDULED);
        scene.untilTonight();
        scene.clock.tick(Duration.ofDays(1));
        scene.ivo().begin(change.id());
        scene.clock.tick(Duration.ofHours(1));
        scene.ivo().complete(change.id(), scene.done(Outcome.SUCCESSFUL));
        assertThat(scene.ivo().close(change.id()).state()).isEqualTo(ChangeState.CLOSED);
    }

    @Test
    void aStandardChangeNeedsNoVoteAndCanBeMoved() {
        try (ChangeScene scene = withTemplate()) {
            preauthorised(scene);
        }
    }

    @Test
    void aTemplateWhoseChangesFailSendsThemTheNormalWay() {
        try (ChangeScene scene = new ChangeScene(
                settings -> settings.template(ChangeTemplate.of("disk", ChangeScene.plan(SLOT), ChangeScene.ANSWERS)
                        .approvedBy("cho")
                        .losingBelow(90, 1)))) {
            Change first =
                    scene.mia().submit(scene.mia().raise(scene.fromTemplate()).id());
            Change second = scene.mia().raise(scene.fromTemplate());
            scene.untilTonight();
            scene.ivo().begin(first.id());
            scene.clock.tick(Duration.ofHours(1));
            scene.ivo().backOut(first.id(), scene.done(Outcome.BACKED_OUT));
            scene.cho().review(first.id(), Review.of(false, "wrong disk"));
            Slot later = Slot.of(scene.now().plus(Duration.ofDays(1)), Duration.ofHours(2));
            scene.mia().revise(second.id(), Revision.nothing().plan(ChangeScene.plan(later)));
            assertThat(scene.mia().submit(second.id()).state()).isEqualTo(ChangeState.SUBMITTED);
            assertThat(scene.voting(second.id())).isEqualTo(second.id());
            scene.as("ann").vote(second.id(), CastVote.approve());
            assertThat(scene.as("cy").vote(second.id(), CastVote.approve()).state())
                    .isEqualTo(ChangeState.SCHEDULED);
            assertThat(scene.mia()
                            .revise(second.id(), Revision.nothing().criticality(Criticality.HIGH))
                            .state())
                    .isEqualTo(ChangeState.AUTHORIZING);
        }
    }

    @Test
    void anEmergencyIsImplementedFirstAndApprovedInRetrospect() {
        try (ChangeScene scene = scene()) {
            first(scene);
        }
    }

    private static void first(ChangeScene scene) {
        TicketId id = scene.emergencyFirst();
        scene.as("ann").vote(id, CastVote.approve());
        scene.ivo().begin(id);
        scene.clock.tick(Duration.ofHours(1));
        scene.ivo().complete(id, scene.done(Outcome.SUCCESSFUL));
        Change kept = scene.cho().review(id, Review.of(true, "it runs"));
        assertThat(kept.state()).as("not before it is approved").isEqualTo(ChangeState.REVIEWING);
        scene.as("bob").vote(id, CastVote.approve());
        assertThat(scene.cho().get(id).authorisation().isDue()).isFalse();
        assertThat(scene.cho().close(id).state()).isEqualTo(ChangeState.CLOSED);
        assertThat(scene.cho().relations(id))
                .singleElement()
                .satisfies(relation -> assertThat(relation.type()).isEqualTo(RelationType.CAUSED_BY));
    }

    @Test
    void whatIsVotedDownInRetrospectIsUnauthorisedUntilItIsApproved() {
        try (ChangeScene scene = scene()) {
            votedDown(scene);
        }
    }

    private static void votedDown(ChangeScene scene) {
        TicketId id = scene.emergencyFirst();
        scene.ivo().begin(id);
        scene.as("ann").vote(id, CastVote.reject());
        scene.as("bob").vote(id, CastVote.reject());
        assertThat(scene.cho().get(id).authorisation().isDeclined()).isTrue();
        scene.cho().putToVote(id, "they have not seen the logs");
        scene.cho().assign(id, Assignment.to("ops", "bob"));
        votingOnOnesOwn(scene, id);
        scene.clock.tick(Duration.ofHours(1));
        scene.cho().complete(id, scene.done(Outcome.SUCCESSFUL));
        scene.clock.tick(Duration.ofDays(4));
        assertThat(scene.itsm.runDueWork()).as("its time is over").isPositive();
        assertThat(scene.cho().get(id).outcome()).contains(Outcome.UNAUTHORISED);
        scene.cho().putToVote(id, "they were on leave");
        votingOnOnesOwn(scene, id);
        scene.as("ann").vote(id, CastVote.approve());
        scene.as("cy").vote(id, CastVote.approve());
        assertThat(scene.cho().review(id, Review.of(true, "it runs")).outcome()).contains(Outcome.SUCCESSFUL);
    }

    private static void votingOnOnesOwn(ChangeScene scene, TicketId id) {
        assertThatThrownBy(() -> scene.as("bob").vote(id, CastVote.approve())).hasMessageContaining("in conflict");
        assertThat(scene.last(id)).contains("noteConflict");
    }

    private static void emergencyOtherwise(ChangeScene scene) {
        TicketId down = scene.emergencyFirst();
        scene.as("ann").vote(down, CastVote.reject());
        assertThat(scene.as("bob").vote(down, CastVote.reject()).state())
                .as("not begun yet")
                .isEqualTo(ChangeState.REJECTED);
        TicketId approved = scene.emergencyFirst();
        scene.as("ann").vote(approved, CastVote.approve());
        assertThat(scene.as("bob").vote(approved, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
        scene.cho().cancel(approved, "another is quicker");
        TicketId during = scene.emergencyFirst();
        scene.ivo().assign(during, Assignment.to("ops", "ivo"));
        scene.ivo().begin(during);
        scene.as("ann").vote(during, CastVote.approve());
        scene.as("bob").vote(during, CastVote.approve());
        assertThat(scene.last(during)).contains("ratify");
    }

    @Test
    void anEmergencyThatIsVotedDownBeforeItIsBegunIsRejected() {
        try (ChangeScene scene = scene()) {
            emergencyOtherwise(scene);
        }
    }

    @Test
    void aVoteWhoseTimeIsOverRejects() {
        try (ChangeScene scene = scene()) {
            TicketId id = scene.voting();
            scene.clock.tick(Duration.ofDays(5));
            assertThat(scene.itsm.runDueWork()).isPositive();
            assertThat(scene.cho().get(id).state()).isEqualTo(ChangeState.REJECTED);
        }
    }

    @Test
    void aPanelThatDoesNotAnswerIsFollowedByTheNext() {
        ApprovalPolicy policy = ApprovalPolicy.named("two")
                .stage(ApprovalStage.named("board", ChangeScene.board(Quorum.all()))
                        .escalateAfter(
                                Duration.ofDays(1), Panel.of(Quorum.any()).person("zoe")))
                .build();
        try (ChangeScene scene = scene(settings -> settings.approval(RiskTier.LOW, policy))) {
            TicketId id = scene.mia()
                    .submit(scene.mia()
                            .raise(scene.newDisk()
                                    .plan(ChangeScene.plan(
                                            Slot.of(scene.now().plus(Duration.ofDays(3)), Duration.ofHours(1))))
                                    .build())
                            .id())
                    .id();
            scene.voting(id);
            scene.clock.tick(Duration.ofDays(1));
            assertThat(scene.itsm.runDueWork()).isPositive();
            assertThat(scene.cho().get(id).wakeAt())
                    .as("the next panel has as long")
                    .contains(scene.now().plus(Duration.ofDays(1)));
            assertThat(scene.cho().get(id).state()).isEqualTo(ChangeState.AUTHORIZING);
            assertThat(scene.as("zoe").vote(id, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
        }
    }

    private static void otherWays(ChangeScene scene) {
        scene.cho().reject(scene.submitted(), "not now");
        TicketId down = scene.voting();
        scene.as("ann").vote(down, CastVote.reject());
        scene.as("bob").vote(down, CastVote.reject().comment("too risky"));
        assertThat(scene.cho().get(down).state()).isEqualTo(ChangeState.REJECTED);

        TicketId again = scene.voting();
        scene.as("ann").vote(again, CastVote.approve());
        scene.cho().returnToDraft(again, "which disk?");
        scene.mia().submit(again);
        scene.cho().lockDown(again, "quarter end");
        scene.cho().release(again);
        scene.cho().assign(again, Assignment.to("ops", "ivo"));
        scene.mia().revise(again, Revision.nothing().criticality(Criticality.HIGH));
        scene.cho().accept(again);
        scene.mia().revise(again, Revision.nothing().criticality(Criticality.MEDIUM));
        scene.cho().assessed(again, Assessment.of(Criticality.LOW, "cheap"));
        scene.as("bob").vote(again, CastVote.approve());
        assertThat(scene.cho().get(again).state()).as("old votes count no more").isEqualTo(ChangeState.AUTHORIZING);
        scene.mia().revise(again, Revision.nothing().criticality(Criticality.HIGH));
        scene.cho().cancel(again, "bought a server");

        TicketId draft = scene.mia().raise(scene.newDisk().build()).id();
        scene.mia().revise(draft, Revision.nothing().criticality(Criticality.HIGH));
        scene.mia().cancel(draft, "a mistake");
        TicketId submitted = scene.submitted();
        scene.cho().cancel(submitted, "a mistake");
        TicketId assessing = scene.submitted();
        scene.cho().accept(assessing);
        scene.cho().cancel(assessing, "a mistake");
        TicketId scheduled = scene.scheduled();
        scene.mia().revise(scheduled, Revision.nothing().criticality(Criticality.MEDIUM));
        scene.cho().cancel(scheduled, "a mistake");

        TicketId found = scene.system()
                .recordUnauthorised(RaiseChange.normal("New kernel on db-1", "found by discovery")
                        .touching("db-1")
                        .build())
                .id();
        assertThat(scene.cho().get(found).outcome()).contains(Outcome.UNAUTHORISED);
        scene.cho().review(found, Review.of(false, "who was it?"));
    }

    /** What can be done wherever it stands. */
    private static void everywhere(ChangeScene scene) {
        TicketId other = scene.mia().raise(scene.newDisk().build()).id();
        TicketId id = scene.mia().raise(scene.newDisk().build()).id();
        alongTheWay(scene, id, other);
        waive(scene, id);
        scene.cho().assign(id, Assignment.to("ops", "ivo"));
        scene.mia().submit(id);
        inFlight(scene, id, other);
        scene.cho().accept(id);
        inFlight(scene, id, other);
        scene.cho().assessed(id, Assessment.of(Criticality.LOW, "cheap"));
        inFlight(scene, id, other);
        scene.as("ann").vote(id, CastVote.approve());
        scene.as("bob").vote(id, CastVote.approve());
        inFlight(scene, id, other);
        scene.untilTonight();
        scene.ivo().begin(id);
        alongTheWay(scene, id, other);
        scene.cho().assign(id, Assignment.to("ops", "ivo"));
        scene.clock.tick(Duration.ofHours(1));
        scene.ivo().complete(id, scene.done(Outcome.SUCCESSFUL));
        alongTheWay(scene, id, other);
    }

    private static void inFlight(ChangeScene scene, TicketId id, TicketId other) {
        alongTheWay(scene, id, other);
        scene.cho().assign(id, Assignment.to("ops", "ivo"));
        scene.cho().lockDown(id, "quarter end");
        scene.cho().release(id);
        waive(scene, id);
    }

    /** Who wants it tries to let it be done. */
    private static void conflicted(ChangeScene scene, TicketId id) {
        Changes mia = scene.as(Actor.changeManager("mia-admin").as("mia"));
        Collision collision = mia.collisions(id).get(0);
        assertThatThrownBy(() -> mia.waive(id, collision, "mine first")).isInstanceOf(RuleViolationException.class);
        assertThat(scene.last(id)).contains("noteConflict");
    }

    private static void waive(ChangeScene scene, TicketId id) {
        Collision collision = scene.cho().collisions(id).stream()
                .filter(Collision::isHard)
                .findFirst()
                .orElseThrow();
        conflicted(scene, id);
        scene.cho().waive(id, collision, "both can be done");
    }

    private static void alongTheWay(ChangeScene scene, TicketId id, TicketId other) {
        Changes cho = scene.cho();
        cho.note(id, Note.internal("looked at it"));
        cho.refer(id, Reference.to("document", "4711"));
        cho.watch(id, "zoe");
        cho.unwatch(id, "zoe");
        cho.relate(id, RelationType.RELATED_TO, cho.get(other).ref());
        cho.unrelate(id, RelationType.RELATED_TO, cho.get(other).ref());
    }

    @Test
    void everyRowIsWalked() {
        Set<String> walked = new TreeSet<>();
        try (ChangeScene scene = scene()) {
            normal(scene);
            walked.addAll(scene.walked);
        }
        try (ChangeScene scene = scene()) {
            reviewed(scene);
            walked.addAll(scene.walked);
        }
        try (ChangeScene scene = withTemplate()) {
            preauthorised(scene);
            walked.addAll(scene.walked);
        }
        try (ChangeScene scene = scene()) {
            first(scene);
            walked.addAll(scene.walked);
        }
        try (ChangeScene scene = scene()) {
            votedDown(scene);
            walked.addAll(scene.walked);
        }
        try (ChangeScene scene = scene()) {
            emergencyOtherwise(scene);
            walked.addAll(scene.walked);
        }
        try (ChangeScene scene = scene()) {
            otherWays(scene);
            walked.addAll(scene.walked);
        }
        try (ChangeScene scene = scene(settings -> settings.calendar(ChangeCalendar.named("2026")
                .freeze(Freeze.hard("quarter end", Timing.once(SLOT.from().plus(Duration.ofHours(3)), SLOT.to())))
                .build()))) {
            everywhere(scene);
            walked.addAll(scene.walked);
        }
        Set<String> missed = ChangeContract.get().transitions().stream()
                .map(Object::toString)
                .filter(row -> !BY_DIAGRAMS_AND_CLOCKS.contains(row.split(" ")[1]))
                .collect(Collectors.toCollection(TreeSet::new));
        missed.removeAll(walked);
        assertThat(missed).isEmpty();
    }

    @Test
    void whoeverComesByTheDoorIsToldWhatTheyCanDo() {
        try (ChangeScene scene = scene()) {
            TicketId id = scene.voting();
            Changes cho = scene.cho();
            assertThat(cho.actions(id).stream().filter(each -> each.possible()).map(each -> each.action()))
                    .contains(ChangeAction.RETURN_TO_DRAFT, ChangeAction.CANCEL, ChangeAction.LOCK_DOWN)
                    .doesNotContain(ChangeAction.BEGIN, ChangeAction.IMPLEMENT_FIRST, ChangeAction.AUTHORISE);
        }
    }
}
