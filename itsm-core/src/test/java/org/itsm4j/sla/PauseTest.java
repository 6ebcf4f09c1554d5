package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;

import java.time.Duration;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Resolution;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** What comes first in a command, and what time does not count: rules S7 to S9. */
class PauseTest {
    private static final SlaPolicy STANDARD = office(
                    "standard", SlaTarget.resolution().within(Duration.ofHours(4)))
            .pauseOn(HoldReason.CALLER);

    @Test
    void aStopWinsOverAPause() {
        SlaScene scene = SlaScene.with(STANDARD.pauseIn("RESOLVED"));
        TicketId id = scene.log();
        scene.at("03-02 11:00").ada().resolve(id, Resolution.fixed("x"));
        assertThat(scene.resolution(id).status()).isEqualTo(ClockStatus.STOPPED);
        assertThat(scene.resolution(id).pausedFor()).isEmpty();
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void whatCancelsWinsOverWhatStops() {
        SlaScene scene = SlaScene.with(office(
                "standard",
                SlaTarget.resolution().within(Duration.ofHours(4)).cancelledBy(SlaEvent.action("resolve"))));
        TicketId id = scene.log();
        scene.at("03-02 11:00").ada().resolve(id, Resolution.fixed("x"));
        assertThat(scene.resolution(id).status()).isEqualTo(ClockStatus.CANCELLED);
        assertThat(scene.resolution(id).due()).isEmpty();
        assertThat(scene.resolution(id).breached()).isFalse();
        assertThat(scene.resolution(id).met()).isFalse();
    }

    @Test
    void anEventResetsItIntoAnotherCycle() {
        SlaScene scene = SlaScene.with(office(
                "standard", SlaTarget.resolution().within(Duration.ofHours(4)).resetBy(SlaEvent.action("reassign"))));
        TicketId id = scene.log();
        scene.ada().assign(id, Assignment.to("payments"));
        scene.at("03-02 11:00").ada().reassign(id, Assignment.to("network"), "not ours");
        assertThat(scene.resolution(id).cycle()).isEqualTo(2);
        assertDue(scene.resolution(id), "03-02 15:00");
        assertThat(scene.history(id))
                .extracting(SlaClock::status)
                .containsExactly(ClockStatus.CANCELLED, ClockStatus.RUNNING);
    }

    @Test
    void aCancelledTicketHasNoneThatRuns() {
        SlaScene scene = SlaScene.with(STANDARD);
        TicketId id = scene.log();
        scene.ada().cancel(id, CancelReason.DUPLICATE);
        assertThat(scene.resolution(id).status()).isEqualTo(ClockStatus.CANCELLED);
        scene.at("03-09 09:00");
        assertThat(scene.sweep()).isZero();
        assertThat(scene.resolution(id).elapsed()).isZero();
        assertThat(scene.resolution(id).breached()).isFalse();
    }

    @Test
    void waitsForWhatItsPolicyNamesAndForNothingElse() {
        SlaScene scene = SlaScene.with(
                STANDARD,
                office("inside", SlaTarget.resolution().within(Duration.ofHours(3)))
                        .withGroup("payments")
                        .pauseOn(HoldReason.VENDOR));
        TicketId id = scene.log();
        scene.ada().assign(id, Assignment.to("payments"));
        scene.at("03-02 10:00");
        scene.hold(id, HoldReason.VENDOR);
        scene.at("03-02 11:00");
        assertThat(scene.resolution(id).status()).isEqualTo(ClockStatus.RUNNING);
        assertThat(scene.clock(id, "ola/payments/resolution").pausedFor()).contains("VENDOR");
        scene.ada().resume(id);
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 12:00");
        assertThat(scene.resolution(id).pausedFor()).contains("CALLER");
        assertThat(scene.clock(id, "ola/payments/resolution").status()).isEqualTo(ClockStatus.RUNNING);
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofHours(2));
        assertThat(scene.clock(id, "ola/payments/resolution").elapsed()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void pausesAtTheInstantsOfTheCommandsHoweverLateASweepIs() {
        SlaScene scene = SlaScene.with(STANDARD);
        TicketId id = scene.log();
        scene.at("03-02 10:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 12:00").ada().resume(id);
        scene.at("03-04 09:00");
        assertThat(scene.sweep()).isEqualTo(1);
        SlaClock clock = scene.resolution(id);
        assertDue(clock, "03-02 15:00");
        assertThat(clock.explain().notCounted())
                .containsEntry(new Explanation.Cause(Stretch.Reason.PAUSED, "CALLER"), Duration.ofHours(2));
        assertThat(clock.events())
                .contains(new ClockEvent.Reached(moment("03-02 15:00"), "100%", moment("03-04 09:00")));
    }

    @Test
    void aPauseOfNoLengthDoesNothing() {
        SlaScene scene = SlaScene.with(STANDARD);
        TicketId id = scene.log();
        scene.at("03-02 10:00");
        scene.hold(id, HoldReason.CALLER);
        scene.ada().resume(id);
        assertDue(scene.resolution(id), "03-02 13:00");
        assertThat(scene.resolution(id).explain().notCounted()).isEmpty();
    }

    @Test
    void aPauseBeforeItCountsIsClipped() {
        SlaScene scene = SlaScene.with(office(
                        "standard",
                        SlaTarget.custom("late", SlaEvent.action("watch"), SlaEvent.RESOLVED)
                                .within(Duration.ofHours(4)))
                .pauseOn(HoldReason.CALLER));
        TicketId id = scene.log();
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 10:00").ada().watch(id, "zoe");
        assertThat(scene.clock(id, "late").pausedFor()).contains("CALLER");
        scene.at("03-02 11:00").ada().resume(id);
        assertDue(scene.clock(id, "late"), "03-02 15:00");
    }

    @Test
    void aStateCanBeAPause() {
        SlaScene scene = SlaScene.with(STANDARD.pauseIn("NEW"));
        TicketId id = scene.log();
        assertThat(scene.resolution(id).pausedFor()).contains("NEW");
        scene.at("03-02 10:00").ada().start(id);
        assertDue(scene.resolution(id), "03-02 14:00");
    }

    @Test
    void whileItWaitsItIsNotDueButSaysWhatIsLeft() {
        SlaScene scene = SlaScene.with(STANDARD);
        scene.at("03-02 10:00");
        TicketId id = scene.log();
        scene.at("03-02 11:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 16:00");
        SlaClock clock = scene.resolution(id);
        assertThat(clock.due()).isEmpty();
        assertThat(clock.remaining()).contains(Duration.ofHours(3));
        assertThat(clock.projectedDue()).contains(moment("03-03 11:00"));
        assertThat(clock.milestones()).isEmpty();
        assertThat(clock.breached()).isFalse();
        scene.at("03-20 10:00");
        assertThat(scene.sweep()).as("its alarms are off").isZero();
        scene.ada().resume(id);
        assertDue(scene.resolution(id), "03-20 13:00");
    }

    @Test
    void aWaitThatBeginsWhenItIsUsedUpLeavesItDue() {
        SlaScene scene = SlaScene.with(STANDARD);
        TicketId id = scene.log();
        scene.at("03-02 13:00"); // due right now
        scene.hold(id, HoldReason.CALLER);
        assertDue(scene.resolution(id), "03-02 13:00");
        assertThat(scene.resolution(id).breached()).isFalse();
        scene.at("03-02 13:00:00.000001");
        assertThat(scene.resolution(id).breached()).isTrue();
        assertThat(scene.resolution(id).projectedDue()).contains(moment("03-02 13:00"));
        assertThat(scene.resolution(id).remaining()).contains(Duration.ZERO);

        TicketId late = scene.log();
        scene.at("03-03 12:00");
        scene.hold(late, HoldReason.CALLER);
        assertThat(scene.resolution(late).breached()).isTrue();
        assertThat(scene.sweep()).isEqualTo(2);
    }

    @Test
    void aWaitThatBeginsAMicrosecondBeforeLeavesThatMuch() {
        SlaScene scene = SlaScene.with(STANDARD);
        TicketId id = scene.log();
        scene.at("03-02 12:59:59.999999");
        scene.hold(id, HoldReason.CALLER);
        assertThat(scene.resolution(id).due()).isEmpty();
        assertThat(scene.resolution(id).remaining()).contains(Duration.ofNanos(1_000));
    }
}
