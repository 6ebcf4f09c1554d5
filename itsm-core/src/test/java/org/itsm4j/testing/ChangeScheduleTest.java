package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeSchedule;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.LockdownPreview;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.Revision;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.CollisionKind;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.PlannedChange;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Timing;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which change has which slot, and what a freeze does to those that have one. */
class ChangeScheduleTest {
    private final ChangeScene scene = new ChangeScene();
    private final ChangeSchedule schedule =
            scene.desk(Actor.changeManager("cho")).changeSchedule();

    @AfterEach
    void close() {
        scene.close();
    }

    private static void assertRule(String rule, ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        RuleViolationException.class, e -> assertThat(e.rule()).isEqualTo(rule));
    }

    private List<TicketId> planned() {
        return schedule.planned(scene.tonight(), 10).stream()
                .map(PlannedChange::ticket)
                .map(TicketRef::id)
                .toList();
    }

    private Freeze quarterEnd() {
        Instant from = scene.tonight().from().plus(Duration.ofHours(1));
        return Freeze.hard("quarter end", Timing.once(from, from.plus(Duration.ofHours(1))));
    }

    private Collision hard(TicketId id) {
        return scene.cho().collisions(id).stream()
                .filter(each -> each.isHard() && each.kind() != CollisionKind.PAST)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChangeHasItsSlotFromItsAuthorisationUntilItIsDone() {
        TicketId id = scene.voting();
        assertThat(planned()).isEmpty();
        scene.as("ann").vote(id, CastVote.approve());
        scene.as("bob").vote(id, CastVote.approve());
        assertThat(planned()).containsExactly(id);
        scene.untilTonight();
        scene.ivo().begin(id);
        assertThat(planned()).containsExactly(id);
        scene.clock.tick(Duration.ofHours(1));
        scene.ivo().complete(id, scene.done(Outcome.SUCCESSFUL));
        assertThat(planned()).isEmpty();
    }

    @Test
    void whatIsRevisedOrCancelledGivesItsSlotBack() {
        TicketId revised = scene.scheduled();
        scene.mia().revise(revised, Revision.nothing().criticality(Criticality.MEDIUM));
        assertThat(planned()).isEmpty();
        TicketId cancelled = scene.scheduled();
        scene.cho().cancel(cancelled, "no longer wanted");
        assertThat(planned()).isEmpty();
    }

    @Test
    void whoeverIsToDoItIsKnownToTheSchedule() {
        TicketId id = scene.scheduled();
        scene.cho().assign(id, Assignment.to("ops", "zoe"));
        assertThat(schedule.planned(scene.tonight(), 10))
                .singleElement()
                .satisfies(planned -> assertThat(planned.assignees()).containsExactly("zoe"));
    }

    @Test
    void aTakenSlotIsRefusedAtSubmissionWithTheNextFreeOne() {
        scene.scheduled();
        TicketId second = scene.mia().raise(scene.newDisk().build()).id();
        assertThatThrownBy(() -> scene.mia().submit(second))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining("SAME_ITEM")
                .hasMessageContaining("with CHG-000001")
                .hasMessageContaining(
                        "the next free one begins " + scene.tonight().to());
        assertThat(scene.cho().get(second).state()).isEqualTo(ChangeState.DRAFT);
    }

    @Test
    void theVoteThatWouldTakeASlotThatWasTakenMeanwhileIsRefused() {
        TicketId first = scene.voting();
        TicketId second = scene.voting();
        for (TicketId id : List.of(first, second)) {
            scene.as("ann").vote(id, CastVote.approve());
        }
        scene.as("bob").vote(first, CastVote.approve());
        assertRule("collision", () -> scene.as("bob").vote(second, CastVote.approve()));
        assertThat(scene.cho().get(second).state()).isEqualTo(ChangeState.AUTHORIZING);
        assertThat(scene.cho().decision(second).orElseThrow().outcome().name()).isEqualTo("PENDING");
        scene.cho().waive(second, hard(second), "two slots");
        assertThat(scene.as("bob").vote(second, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
        scene.untilTonight();
        assertThat(scene.ivo().begin(first).state())
                .as("the waiver of one is for both")
                .isEqualTo(ChangeState.IMPLEMENTING);
        assertThat(scene.ivo().begin(second).state()).isEqualTo(ChangeState.IMPLEMENTING);
    }

    @Test
    void aWaiverIsForWhatThereIs() {
        scene.scheduled();
        TicketId second = scene.mia().raise(scene.newDisk().build()).id();
        Collision seen = hard(second);
        scene.cho().waive(second, seen, "two slots");
        assertThat(scene.mia().submit(second).state()).isEqualTo(ChangeState.SUBMITTED);
        assertRule("waive", () -> scene.cho().waive(scene.submittedElsewhere(), seen, "another"));
    }

    @Test
    void aRevisionIntoATakenSlotIsRefused() {
        scene.scheduled();
        TicketId second = scene.submittedElsewhere();
        assertRule(
                "collision",
                () -> scene.mia().revise(second, Revision.nothing().plan(ChangeScene.plan(scene.tonight()))));
    }

    @Test
    void aFreezePublishedAfterItWasScheduledBarsItsBeginning() {
        TicketId id = scene.scheduled();
        ChangeCalendar published =
                schedule.publish(schedule.calendar().next().freeze(quarterEnd()).build());
        assertThat(schedule.calendar()).isEqualTo(published);
        assertThat(schedule.calendar(published.version())).contains(published);
        scene.untilTonight();
        assertRule("collision", () -> scene.ivo().begin(id));
        assertThat(scene.cho().nextFree(id).slot())
                .hasValueSatisfying(free ->
                        assertThat(free.from()).isEqualTo(scene.tonight().from().plus(Duration.ofHours(2))));
        scene.cho().waive(id, hard(id), "the disk is full");
        assertThat(scene.ivo().begin(id).state()).isEqualTo(ChangeState.IMPLEMENTING);
    }

    @Test
    void onlyTheNextVersionIsPublishedAndOnlyByAChangeManager() {
        ChangeCalendar next = schedule.calendar().next().freeze(quarterEnd()).build();
        ChangeSchedule agent = scene.desk(Actor.agent("mia").inGroup("office")).changeSchedule();
        assertThatThrownBy(() -> agent.publish(next)).isInstanceOf(AccessDeniedException.class);
        assertThat(agent.calendar().freezes()).isEmpty();
        assertThatThrownBy(() ->
                        scene.desk(Actor.requester("rob")).changeSchedule().calendar())
                .isInstanceOf(AccessDeniedException.class);
        schedule.publish(next);
        assertRule("version", () -> schedule.publish(next));
        assertRule("version", () -> schedule.publish(next.next().version(9).build()));
        assertThatThrownBy(() -> schedule.planned(scene.tonight(), 0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aLockdownHoldsWhatWasSeenAndLetsItGo() {
        TicketId id = scene.scheduled();
        TicketId elsewhere = scene.voting(scene.submittedElsewhere());
        LockdownPreview seen = schedule.preview(quarterEnd());
        assertThat(seen.hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.change().ticket().id()).isEqualTo(id));
        BulkResult<Change> held = schedule.lockDown(seen, "books are closed");
        assertThat(held.done()).isEqualTo(1);
        assertThat(scene.cho().get(id).lockdown()).contains("freeze: quarter end");
        assertThat(scene.cho().get(elsewhere).lockdown()).isEmpty();
        assertThat(schedule.calendar().freezes()).containsExactly(quarterEnd());

        assertThat(schedule.release("quarter end").done()).isEqualTo(1);
        assertThat(scene.cho().get(id).lockdown()).isEmpty();
        assertThat(schedule.calendar().freezes()).isEmpty();
        assertThatThrownBy(() -> schedule.release("quarter end")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatWasNotSeenIsNotDecidedOn() {
        LockdownPreview nothing = schedule.preview(quarterEnd());
        TicketId id = scene.scheduled();
        assertRule("preview", () -> schedule.lockDown(nothing, "books are closed"));
        assertThat(scene.cho().get(id).lockdown()).isEmpty();
        assertThat(schedule.calendar().freezes()).isEmpty();
    }

    @Test
    void whatIsUnderWayCannotBeHeldAndIsNamed() {
        TicketId id = scene.implementing();
        BulkResult<Change> held = schedule.lockDown(schedule.preview(quarterEnd()), "books are closed");
        assertThat(held.refused()).singleElement().satisfies(item -> {
            assertThat(item.id()).isEqualTo(id);
            assertThat(item.refused()).containsInstanceOf(IllegalTransitionException.class);
        });
    }

    @Test
    void whatSomebodyHoldsForAnotherReasonStaysHeld() {
        TicketId id = scene.scheduled();
        scene.cho().lockDown(id, "a strike");
        schedule.lockDown(schedule.preview(quarterEnd()), "books are closed");
        assertThat(schedule.release("quarter end").items()).isEmpty();
        assertThat(scene.cho().get(id).lockdown()).contains("a strike");
    }

    @Test
    void aLockdownGoesOnWhereItWasLeft() {
        schedule.publish(schedule.calendar().next().freeze(quarterEnd()).build());
        TicketId id = scene.mia().raise(scene.newDisk().build()).id();
        scene.cho().waive(id, hard(id), "the disk is full");
        scene.mia().submit(id);
        scene.cho().accept(id);
        scene.cho().assessed(id, Assessment.of(Criticality.LOW, "cheap"));
        scene.as("ann").vote(id, CastVote.approve());
        scene.as("bob").vote(id, CastVote.approve());
        assertThat(schedule.lockDown(schedule.preview(quarterEnd()), "after all")
                        .done())
                .isEqualTo(1);
        assertThat(schedule.calendar().version()).isEqualTo(2);
    }

    @Test
    void theCalendarOfAnotherTenantIsAnotherOne() {
        schedule.publish(schedule.calendar().next().freeze(quarterEnd()).build());
        try (ChangeScene other = new ChangeScene()) {
            assertThat(other.desk(Actor.changeManager("cho"))
                            .changeSchedule()
                            .calendar()
                            .freezes())
                    .isEmpty();
        }
        assertThat(scene.itsm
                        .as(Actor.changeManager("cho").of(new Tenant("other")))
                        .changeSchedule()
                        .calendar()
                        .freezes())
                .isEmpty();
    }

    @Test
    void aSlotThatOnlyTouchesIsFree() {
        scene.scheduled();
        Slot after = Slot.of(scene.tonight().to(), Duration.ofHours(1));
        TicketId second = scene.mia()
                .raise(scene.newDisk().plan(ChangeScene.plan(after)).build())
                .id();
        assertThat(scene.mia().submit(second).state()).isEqualTo(ChangeState.SUBMITTED);
    }

    @Test
    void aStandardChangeThatIsMovedTakesItsNewSlot() {
        try (ChangeScene standard = new ChangeScene(settings -> settings.template(scene.template()))) {
            ChangeSchedule its = standard.desk(Actor.changeManager("cho")).changeSchedule();
            TicketId id = standard.mia().raise(standard.fromTemplate()).id();
            Change submitted = standard.mia().submit(id);
            Slot later = Slot.of(standard.tonight().from().plus(Duration.ofDays(1)), Duration.ofHours(2));
            standard.mia()
                    .revise(
                            id,
                            Revision.nothing()
                                    .plan(submitted.plan().orElseThrow().at(later)));
            assertThat(its.planned(standard.tonight(), 10)).isEmpty();
            assertThat(its.planned(later, 10)).hasSize(1);
        }
    }

    @Test
    void whatWasMovedOutOfAFreezeIsLetGoWithIt() {
        TicketId id = scene.scheduled();
        schedule.lockDown(schedule.preview(quarterEnd()), "books are closed");
        Slot elsewhere = Slot.of(scene.tonight().from().plus(Duration.ofDays(2)), Duration.ofHours(1));
        scene.mia().revise(id, Revision.nothing().plan(ChangeScene.plan(elsewhere)));
        assertThat(scene.cho().get(id).lockdown()).isPresent();
        schedule.publish(schedule.calendar().next().withoutFreeze("quarter end").build());
        assertThat(schedule.release("quarter end").done())
                .as("also without the freeze")
                .isEqualTo(1);
        assertThat(scene.cho().get(id).lockdown()).isEmpty();
    }

    @Test
    void whatAFreezeHoldsAlreadyIsHeldByItStill() {
        TicketId id = scene.scheduled();
        schedule.lockDown(schedule.preview(quarterEnd()), "books are closed");
        assertThat(schedule.lockDown(schedule.preview(quarterEnd()), "once more")
                        .done())
                .isEqualTo(1);
        assertThatThrownBy(() -> scene.cho().lockDown(id, "freeze: quarter end"))
                .isInstanceOf(InvalidInputException.class);
        scene.clock.tick(Duration.ofDays(30));
        assertThat(schedule.release("quarter end").done()).as("long after it").isEqualTo(1);
    }

    @Test
    void nothingIsScheduledIntoThePast() {
        TicketId id = scene.voting();
        scene.as("ann").vote(id, CastVote.approve());
        scene.clock.tick(Duration.ofDays(1));
        assertRule("window", () -> scene.as("bob").vote(id, CastVote.approve()));
        assertThat(scene.cho().get(id).state()).isEqualTo(ChangeState.AUTHORIZING);
    }

    @Test
    void nobodyWaivesForWhatBecomesTheirs() {
        scene.scheduled();
        TicketId second = scene.mia().raise(scene.newDisk().build()).id();
        scene.cho().waive(second, hard(second), "two slots");
        scene.cho().assign(second, Assignment.to("ops", "cho"));
        assertRule("collision", () -> scene.mia().submit(second));
        scene.cho().assign(second, Assignment.to("ops", "ivo"));
        assertThat(scene.mia().submit(second).state()).isEqualTo(ChangeState.SUBMITTED);
    }

    @Test
    void aFreezeForAModelThereIsNotIsRefused() {
        assertThatThrownBy(() -> schedule.preview(quarterEnd().onlyModels("NORMAL")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("normal");
        assertThat(schedule.preview(quarterEnd().onlyModels("normal")).hits()).isEmpty();
    }

    @Test
    void conditionsOfTicketsAreNotForTheSchedule() {
        assertThatThrownBy(() ->
                        scene.desk(Actor.changeManager("cho")).request("r1").changeSchedule())
                .isInstanceOf(InvalidInputException.class);
    }
}
