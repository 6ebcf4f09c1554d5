package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.itsm4j.Itsm;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** A ticket stays under the policies it was logged under until it is told otherwise: rule S14. */
class PolicyVersionsTest {
    private static final SlaPolicy EIGHT = office(
                    "standard", SlaTarget.resolution().within(Duration.ofHours(8)))
            .pauseOn(HoldReason.CALLER);
    private static final SlaPolicy FOUR = office(
                    "standard", SlaTarget.resolution().within(Duration.ofHours(4)))
            .pauseOn(HoldReason.CALLER);

    private final SlaScene scene = SlaScene.with(EIGHT);

    private static SlaPolicies withHoliday(int version) {
        return SlaPolicies.version(version)
                .calendar(WorkCalendar.named("office")
                        .version(2)
                        .zone(SlaScene.MADRID)
                        .hours("Mon-Fri 09:00-17:00")
                        .holiday(LocalDate.of(2026, 3, 3), "Fiesta")
                        .build())
                .policy(EIGHT)
                .build();
    }

    @Test
    void newPoliciesDoNotTouchOpenTickets() {
        TicketId id = scene.log();
        scene.now(SlaScene.version(2, FOUR));
        scene.at("03-02 10:00");
        TicketId next = scene.log();
        assertDue(scene.resolution(id), "03-02 17:00");
        assertDue(scene.resolution(next), "03-02 14:00");
        scene.prioritise(id, Priority.P1);
        assertDue(scene.resolution(id), "03-02 17:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 11:00").ada().resume(id);
        assertDue(scene.resolution(id), "03-03 10:00");
        assertThat(scene.resolution(id).version()).isEqualTo(1);
        assertThat(scene.ada().get(id).serviceLevels()).isEqualTo(1);
        assertThat(scene.ada().get(next).serviceLevels()).isEqualTo(2);
    }

    @Test
    void aNewHolidayCountsOnceItIsRenewedAndTheTimelineSaysBeforeAndAfter() {
        scene.at("03-02 12:00");
        TicketId id = scene.log();
        scene.now(withHoliday(2));
        assertDue(scene.resolution(id), "03-03 12:00");
        scene.at("03-02 13:00");
        Incident renewed = scene.ada().renewTargets(id, "Fiesta was decided on");
        assertThat(renewed.serviceLevels()).isEqualTo(2);
        assertDue(scene.resolution(id), "03-04 12:00");
        assertThat(scene.resolution(id).start()).isEqualTo(moment("03-02 12:00"));
        assertThat(scene.last(id).text()).isEqualTo("Fiesta was decided on");
        assertThat(scene.last(id).changes())
                .contains(new FieldChange(
                        "sla.resolution",
                        "standard running, due " + moment("03-03 12:00"),
                        "standard running, due " + moment("03-04 12:00")));
        assertThatThrownBy(() -> scene.ada().renewTargets(id, "again"))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo("targetsOutdated"))
                .hasMessageContaining("targetsOutdated is false; needed: true (targetsOutdated: whether the"
                        + " service level policies of today are others than those it is under)")
                .hasMessageContaining("INC-000001");
        assertThat(scene.resolution(id))
                .hasToString("resolution of incident " + id + " at " + moment("03-02 13:00")
                        + ": standard running, due " + moment("03-04 12:00") + "; events: 2");
    }

    @Test
    void renewingAttachesWhatIsNewFromTheBeginningAndTakesOffWhatIsGone() {
        TicketId id = scene.log();
        scene.now(SlaScene.version(
                2,
                office(
                                "reaction",
                                SlaTarget.response().within(Duration.ofHours(1)),
                                SlaTarget.custom("care", SlaEvent.CREATED, SlaEvent.action("review"))
                                        .within(Duration.ofHours(16)))
                        .onTargetChange(TargetChange.FRESH)));
        scene.at("03-02 12:00").ada().renewTargets(id, "x");
        assertThat(scene.resolution(id).status()).isEqualTo(ClockStatus.CANCELLED);
        assertThat(scene.clock(id, "response").start()).isEqualTo(moment("03-02 09:00"));
        assertThat(scene.clock(id, "response").breachedAt()).contains(moment("03-02 10:00"));
        assertDue(scene.clock(id, "care"), "03-03 17:00");

        scene.now(SlaScene.version(3, FOUR));
        scene.at("03-02 13:00").ada().renewTargets(id, "back again");
        assertDue(scene.resolution(id), "03-02 13:00");
        assertThat(scene.resolution(id).cycle()).isEqualTo(2);
        assertThat(scene.resolution(id).version()).isEqualTo(3);
    }

    @Test
    void renewingCountsAgreementsWithGroupsFromNow() {
        TicketId id = scene.log();
        scene.ada().assign(id, org.itsm4j.ticket.Assignment.to("payments"));
        scene.now(SlaScene.version(
                2,
                EIGHT,
                office("inside", SlaTarget.resolution().within(Duration.ofHours(2)))
                        .withGroup("payments"),
                office("supplier", SlaTarget.resolution().within(Duration.ofHours(2)))
                        .withSupplier("till-makers")));
        scene.at("03-02 12:00").ada().renewTargets(id, "x");
        assertDue(scene.clock(id, "ola/payments/resolution"), "03-02 14:00");
        assertThat(scene.find(id, "contract/till-makers/resolution")).isEmpty();
    }

    @Test
    void whatIsOverStaysAsItWas() {
        SlaScene two = SlaScene.with(office(
                "standard",
                SlaTarget.response().within(Duration.ofHours(1)),
                SlaTarget.resolution().within(Duration.ofHours(8))));
        TicketId id = two.log();
        two.at("03-02 09:30").ada().start(id);
        two.now(SlaScene.version(
                2,
                office(
                        "standard",
                        SlaTarget.response().within(Duration.ofMinutes(10)),
                        SlaTarget.resolution().within(Duration.ofHours(4)))));
        two.ada().renewTargets(id, "x");
        assertThat(two.clock(id, "response").met()).isTrue();
        assertThat(two.clock(id, "response").version()).isEqualTo(1);
        assertDue(two.resolution(id), "03-02 13:00");
    }

    @Test
    void anAgreedInstantSurvivesAndAResetOfItIsUnderThePoliciesOfTheTicket() {
        TicketId id = scene.log();
        scene.ada().agreeTarget(id, "resolution", moment("03-06 11:00"), "as she wished");
        scene.now(SlaScene.version(2, FOUR));
        scene.at("03-02 12:00").ada().renewTargets(id, "x");
        assertDue(scene.resolution(id), "03-06 11:00");
        assertThat(scene.ada().get(id).serviceLevels()).isEqualTo(2);
        scene.ada().agreeTarget(id, "resolution", moment("03-06 12:00"), "an hour more");
        assertThat(scene.ada().get(id).serviceLevels()).isEqualTo(2);
        scene.ada().resetTarget(id, "resolution", "nothing is agreed any more");
        assertThat(scene.ada().get(id).serviceLevels()).isEqualTo(2);
        assertDue(scene.resolution(id), "03-02 16:00");
        assertThat(scene.resolution(id).version()).isEqualTo(2);
    }

    @Test
    void otherPoliciesOfTheSameVersionAreRefused() {
        scene.log();
        scene.now(SlaScene.version(1, FOUR));
        assertThatThrownBy(scene::log)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("version 1");
        scene.now(SlaScene.version(1, EIGHT));
        assertThat(scene.log()).as("the same in another object").isNotNull();
        scene.now(SlaScene.version(1, FOUR));
        assertThatThrownBy(scene::log).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aNodeThatKnowsOnlyTheNewVersionReadsTheOldOneBack() {
        TicketId id = scene.log();
        scene.at("03-02 10:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 12:00");
        Itsm fresh = scene.over(SlaScene.version(2, FOUR), builder -> builder);
        scene.itsm = fresh;
        assertThat(scene.resolution(id).remaining()).contains(Duration.ofHours(7));
        scene.ada().resume(id);
        assertDue(scene.resolution(id), "03-03 11:00");
        scene.at("03-03 12:00");
        assertThat(scene.sweep()).isEqualTo(1);
        scene.ada().resolve(id, Resolution.fixed("x"));
        assertThat(scene.resolution(id).breachedAt()).contains(moment("03-03 11:00"));
        assertThat(scene.resolution(id).version()).isEqualTo(1);
    }

    @Test
    void aTicketOfATimeWithoutPoliciesHasNoneUntilItIsRenewed() {
        scene.itsm = Itsm.builder().store(scene.store).clock(scene.clock).build();
        TicketId id = scene.log();
        assertThat(scene.ada().get(id).serviceLevels()).isZero();
        scene.at("03-02 10:00").now(SlaScene.version(1, EIGHT));
        scene.ada().note(id, Note.internal("x"));
        scene.prioritise(id, Priority.P1);
        assertThat(scene.find(id, "resolution")).isEmpty();
        scene.ada().renewTargets(id, "we have promises now");
        assertDue(scene.resolution(id), "03-02 17:00");
        assertThat(scene.ada().get(id).serviceLevels()).isEqualTo(1);
    }

    @Test
    void aTenantThatPromisesNothingAnyMoreKeepsItsOldPromises() {
        TicketId id = scene.log();
        scene.itsm = Itsm.builder()
                .store(scene.store)
                .clock(scene.clock)
                .serviceLevelPolicies(tenant -> Optional.empty())
                .build();
        assertDue(scene.resolution(id), "03-02 17:00");
        assertThatThrownBy(() -> scene.ada().renewTargets(id, "x")).isInstanceOf(RuleViolationException.class);
        assertThat(scene.ada().get(scene.log()).serviceLevels()).isZero();
    }

    @Test
    void aNodeWhoseClockIsBehindLosesNothing() {
        SlaScene notified = SlaScene.with(office(
                        "standard",
                        SlaTarget.resolution()
                                .within(Duration.ofHours(8))
                                .threshold(Threshold.at(50, new Escalation.Notify("lead"))))
                .pauseOn(HoldReason.CALLER));
        TicketId id = notified.log();
        notified.at("03-02 13:00:05");
        notified.hold(id, HoldReason.CALLER); // by the node that is ahead
        notified.at("03-02 13:00:02");
        assertThat(notified.resolution(id).status()).as("as of then").isEqualTo(ClockStatus.PAUSED);
        assertThat(notified.sweep()).isEqualTo(1);
        assertThat(notified.notices).hasSize(1);
        notified.at("03-02 15:00:05");
        assertThat(notified.resolution(id).status()).isEqualTo(ClockStatus.PAUSED);
        assertThat(notified.resolution(id).elapsed())
                .isEqualTo(Duration.ofHours(4).plusSeconds(5));
        notified.ada().resume(id);
        assertDue(notified.resolution(id), "03-03 11:00");
        assertThat(notified.ada().verify(id).intact()).isTrue();
    }

    @Test
    void renewsManyAtOnceAndSaysWhichItCouldNot() {
        List<TicketId> ids = List.of(scene.log(), scene.log(), scene.log());
        scene.ada().resolve(ids.get(1), Resolution.fixed("x"));
        scene.now(SlaScene.version(2, FOUR));
        var result = scene.as(Actor.manager("max"))
                .incidents()
                .bulk(ids, (door, id) -> door.renewTargets(id, "four hours for all"));
        assertThat(result.done()).isEqualTo(2);
        assertThat(result.refused()).extracting(item -> item.id()).containsExactly(ids.get(1));
        assertDue(scene.resolution(ids.get(0)), "03-02 13:00");
        assertDue(scene.resolution(ids.get(2)), "03-02 13:00");
        assertDue(scene.resolution(ids.get(1)), "03-02 17:00");
    }
}
