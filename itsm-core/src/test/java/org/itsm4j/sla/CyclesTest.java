package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;

import java.time.Duration;
import java.util.List;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** Reopening, resetting, merging: rules S10 and S11. */
class CyclesTest {
    private static final SlaTarget RESOLUTION = SlaTarget.resolution()
            .within(Priority.P1, Duration.ofHours(4))
            .within(Duration.ofHours(8))
            .threshold(Threshold.at(50, new Escalation.Notify("lead")));

    private static SlaScene scene(ReopenRule rule) {
        return SlaScene.with(office("standard", RESOLUTION).onReopen(rule).pauseOn(HoldReason.CALLER));
    }

    /** Three hours of work, resolved for two, reopened at 14:00. */
    private static TicketId reopened(SlaScene scene) {
        TicketId id = scene.log();
        scene.at("03-02 12:00").ada().resolve(id, Resolution.fixed("x"));
        scene.at("03-02 14:00").ada().reopen(id, "still broken");
        return id;
    }

    @Test
    void aReopenedOneGoesOnWithoutTheTimeItWasResolved() {
        SlaScene scene = scene(ReopenRule.RESUME_EXCLUDING_RESOLVED);
        TicketId id = reopened(scene);
        assertThat(scene.resolution(id).status()).isEqualTo(ClockStatus.RUNNING);
        assertThat(scene.resolution(id).cycle()).isEqualTo(1);
        assertDue(scene.resolution(id), "03-03 11:00");
        scene.at("03-02 16:00");
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofHours(5));
        assertThat(scene.resolution(id).explain().notCounted().entrySet())
                .as("reported apart from holds")
                .anySatisfy(entry -> {
                    assertThat(entry.getKey().reason()).isEqualTo(Stretch.Reason.RESOLVED);
                    assertThat(entry.getValue()).isEqualTo(Duration.ofHours(2));
                });
        assertThat(scene.resolution(id).asOf(moment("03-02 13:00")).met())
                .as("it was met then")
                .isTrue();
    }

    @Test
    void aReopenedOneGoesOnAsIfItHadNeverBeenStopped() {
        SlaScene scene = scene(ReopenRule.RESUME_COUNTING_ALL);
        TicketId id = reopened(scene);
        assertDue(scene.resolution(id), "03-02 17:00");
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofHours(5));
        scene.at("03-02 18:00").ada().resolve(id, Resolution.fixed("y"));
        assertThat(scene.resolution(id).breachedAt()).contains(moment("03-02 17:00"));
    }

    @Test
    void aReopenedOneBeginsAnotherCycleAndTheOldOneStaysAsItWas() {
        SlaScene scene = scene(ReopenRule.NEW_CYCLE);
        TicketId id = scene.log();
        scene.at("03-02 12:00").ada().resolve(id, Resolution.fixed("x"));
        SlaClock first = scene.resolution(id);
        scene.at("03-02 14:00").ada().reopen(id, "still broken");
        assertThat(scene.resolution(id).cycle()).isEqualTo(2);
        assertDue(scene.resolution(id), "03-03 14:00");
        scene.prioritise(id, Priority.P1);
        scene.ada().resetTarget(id, "resolution", "once more");
        scene.at("03-05 12:00").ada().resolve(id, Resolution.fixed("y"));
        List<SlaClock> history = scene.history(id);
        assertThat(history).extracting(SlaClock::cycle).containsExactly(1, 2, 3);
        assertThat(history.get(0).events()).isEqualTo(first.events());
        assertThat(history.get(0).met()).isTrue();
        assertThat(history.get(0).due()).contains(moment("03-02 17:00"));
        assertThat(history.get(2).breached()).isTrue();
    }

    @Test
    void whatWasBreachedStaysSoWhenItIsReopened() {
        SlaScene scene = scene(ReopenRule.RESUME_EXCLUDING_RESOLVED);
        TicketId id = scene.log();
        scene.at("03-03 10:00").ada().resolve(id, Resolution.fixed("x"));
        scene.at("03-03 11:00").ada().reopen(id, "still broken");
        assertThat(scene.resolution(id).breachedAt()).contains(moment("03-02 17:00"));
    }

    @Test
    void aThresholdIsReachedOnceInACycle() {
        SlaScene scene = scene(ReopenRule.RESUME_EXCLUDING_RESOLVED);
        TicketId id = scene.log();
        scene.at("03-02 13:00");
        assertThat(scene.sweep()).isEqualTo(1);
        scene.ada().resolve(id, Resolution.fixed("x"));
        scene.at("03-02 14:00").ada().reopen(id, "still broken");
        scene.at("03-02 17:00").sweep();
        assertThat(scene.notices).hasSize(1);

        SlaScene cycles = scene(ReopenRule.NEW_CYCLE);
        TicketId again = cycles.log();
        cycles.at("03-02 13:00").sweep();
        cycles.ada().resolve(again, Resolution.fixed("x"));
        cycles.ada().reopen(again, "still broken");
        cycles.at("03-02 17:00").sweep();
        assertThat(cycles.notices).as("once in each").hasSize(2);
    }

    @Test
    void aManagerResetsItAndTheCycleSaysWhoDid() {
        SlaScene scene = scene(ReopenRule.RESUME_EXCLUDING_RESOLVED);
        TicketId id = scene.log();
        scene.at("03-02 12:00");
        scene.as(Actor.manager("max")).incidents().resetTarget(id, "resolution", "wrong ticket was worked on");
        assertThat(scene.last(id).action()).isEqualTo("resetTarget");
        assertThat(scene.last(id).text()).isEqualTo("wrong ticket was worked on");
        assertThat(scene.last(id).changes())
                .extracting(change -> change.after())
                .containsExactly("standard cancelled", "standard #2 running, due " + moment("03-03 12:00"));
        SlaClock first = scene.history(id).get(0);
        assertThat(first.status()).isEqualTo(ClockStatus.CANCELLED);
        assertThat(first.events()).endsWith(new ClockEvent.Cancelled(moment("03-02 12:00"), "RESET", "max"));
        assertThat(scene.resolution(id).start()).isEqualTo(moment("03-02 12:00"));
        assertThat(scene.resolution(id).cycle()).isEqualTo(2);
    }

    @Test
    void aResetOfOneThatWaitsWaitsOn() {
        SlaScene scene = scene(ReopenRule.RESUME_EXCLUDING_RESOLVED);
        TicketId id = scene.log();
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 12:00").ada().resetTarget(id, "resolution", "x");
        assertThat(scene.resolution(id).pausedFor()).contains("CALLER");
        scene.at("03-02 13:00").ada().resume(id);
        assertDue(scene.resolution(id), "03-03 13:00");
    }

    @Test
    void othersMayNotResetAndNobodyWithoutAReason() {
        SlaScene scene = scene(ReopenRule.RESUME_EXCLUDING_RESOLVED);
        TicketId id = scene.log();
        for (Actor actor : List.of(Actor.agent("raj").inGroup("payments"), Actor.dispatcher("ana"))) {
            assertThatThrownBy(() -> scene.as(actor).incidents().resetTarget(id, "resolution", "x"))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertThatThrownBy(() -> scene.ada().resetTarget(id, "resolution", " "))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> scene.ada().resetTarget(id, "response", "x"))
                .isInstanceOfSatisfying(RuleViolationException.class, refusal -> {
                    assertThat(refusal.rule()).isEqualTo("target");
                    assertThat(refusal).hasMessageContaining("[resolution]");
                });
        assertThat(scene.ada().get(id).version()).isEqualTo(1);
    }

    @Test
    void aMergedOneDoesNotCountAndGoesOnWhenItIsTakenOut() {
        SlaScene scene = scene(ReopenRule.RESUME_EXCLUDING_RESOLVED);
        TicketId id = scene.log();
        TicketId other = scene.log();
        scene.at("03-02 10:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 11:00").ada().merge(id, other);
        assertThat(scene.resolution(id).status()).isEqualTo(ClockStatus.CANCELLED);
        scene.at("03-02 15:00");
        scene.ada().unmerge(id);
        assertThat(scene.resolution(id).pausedFor()).as("back on hold").contains("CALLER");
        scene.at("03-02 16:00").ada().resume(id);
        SlaClock clock = scene.resolution(id);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(clock.explain().notCounted())
                .containsEntry(new Explanation.Cause(Stretch.Reason.PAUSED, "CALLER"), Duration.ofHours(2))
                .containsEntry(new Explanation.Cause(Stretch.Reason.PAUSED, "MERGED"), Duration.ofHours(4));
        assertDue(clock, "03-03 15:00");
        assertThat(scene.history(id))
                .extracting(SlaClock::status)
                .containsExactly(ClockStatus.CANCELLED, ClockStatus.RUNNING);
    }

    @Test
    void whatWasReachedBeforeItWasMergedIsNoticedAfterItWasTakenOut() {
        SlaScene scene = scene(ReopenRule.RESUME_EXCLUDING_RESOLVED);
        TicketId id = scene.log();
        TicketId other = scene.log();
        scene.at("03-02 14:00").ada().merge(id, other); // the half was over at 13:00, and nobody has swept
        scene.ada().unmerge(id);
        scene.sweep();
        assertThat(scene.notices).extracting(SlaNotice::kind).containsOnly(SlaNotice.Kind.REACHED);
        assertThat(scene.notices)
                .extracting(SlaNotice::ticket)
                .contains(scene.ada().get(id).ref());
    }
}
