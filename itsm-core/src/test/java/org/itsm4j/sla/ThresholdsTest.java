package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.itsm4j.sla.SlaScene.milestones;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;
import static org.itsm4j.sla.SlaScene.status;

import java.time.Duration;
import java.util.List;
import org.itsm4j.incident.Resolution;
import org.itsm4j.sla.SlaClock.MilestoneStatus;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** Points on the way: rule S15. */
class ThresholdsTest {
    private static final Escalation LEAD = new Escalation.Notify("lead");

    private static SlaScene scene(SlaTarget target) {
        return SlaScene.with(office("standard", target).pauseOn(HoldReason.CALLER));
    }

    @Test
    void liesAtAShareOfTheTargetOrSoLongBeforeOrAfterIt() {
        SlaScene scene = scene(SlaTarget.resolution()
                .within(Duration.ofHours(8))
                .threshold(Threshold.at(50))
                .threshold(Threshold.at(75))
                .threshold(Threshold.at(90))
                .threshold(Threshold.before(Duration.ofMinutes(30)))
                .threshold(Threshold.before(Duration.ofHours(10)))
                .threshold(Threshold.after(Duration.ofHours(2)))
                .threshold(Threshold.at(150)));
        scene.at("03-02 15:00");
        assertThat(milestones(scene.resolution(scene.log())))
                .containsEntry("50%", moment("03-03 11:00"))
                .containsEntry("75%", moment("03-03 13:00"))
                .containsEntry("90%", moment("03-03 14:12"))
                .containsEntry("100%", moment("03-03 15:00"))
                .containsEntry("due-PT30M", moment("03-03 14:30"))
                .containsEntry("due-PT10H", moment("03-02 15:00"))
                .containsEntry("due+PT2H", moment("03-03 17:00"))
                .containsEntry("150%", moment("03-04 11:00"));
    }

    @Test
    void isRoundedUpToTheWholeSecondAndTheDueInstantIsExact() {
        SlaScene scene = scene(
                SlaTarget.resolution().within(Duration.ofHours(1)).threshold(new Threshold("33.3333%", List.of())));
        scene.at("03-02 10:00:00.000001");
        TicketId id = scene.log();
        assertThat(milestones(scene.resolution(id)))
                .containsEntry("33.3333%", moment("03-02 10:20:00"))
                .containsEntry("100%", moment("03-02 11:00:01"));
        assertThat(scene.resolution(id).due()).contains(moment("03-02 11:00:00.000001"));
        scene.at("03-02 11:00:00.000002");
        scene.sweep();
        assertThat(status(scene.resolution(id), "100%")).isEqualTo(MilestoneStatus.OPEN);
        assertThat(scene.resolution(id).breached()).isTrue();
        scene.at("03-02 11:00:01");
        scene.sweep();
        assertThat(status(scene.resolution(id), "100%")).isEqualTo(MilestoneStatus.REACHED);
    }

    @Test
    void whatIsPastAtARetroactiveStartIsSkippedAndToldInOneNotice() {
        SlaScene scene = scene(SlaTarget.resolution()
                .within(Duration.ofHours(4))
                .since(Since.OCCURRED)
                .threshold(Threshold.at(25, LEAD))
                .threshold(Threshold.at(50, LEAD, new Escalation.Notify("boss")))
                .threshold(Threshold.at(75, LEAD)));
        scene.at("03-02 11:30");
        TicketId id = scene.log(report -> report.occurredAt(moment("03-02 09:00")));
        assertThat(scene.notices)
                .extracting(SlaNotice::whom, SlaNotice::thresholds, SlaNotice::kind, SlaNotice::reachedAt)
                .containsExactlyInAnyOrder(
                        tuple("lead", List.of("25%", "50%"), SlaNotice.Kind.SKIPPED, moment("03-02 11:00")),
                        tuple("boss", List.of("25%", "50%"), SlaNotice.Kind.SKIPPED, moment("03-02 11:00")));
        assertThat(status(scene.resolution(id), "50%")).isEqualTo(MilestoneStatus.SKIPPED);
        assertThat(scene.sweep()).isZero();
        scene.at("03-02 12:00").sweep();
        assertThat(scene.notices).hasSize(3);
        assertThat(scene.notices.get(2).thresholds()).containsExactly("75%");
        assertThat(scene.notices.get(2).kind()).isEqualTo(SlaNotice.Kind.REACHED);
    }

    @Test
    void whatIsPastUnderAShorterTargetIsSkippedButNotWhatWasReachedUnderTheOldOne() {
        SlaScene scene = scene(SlaTarget.resolution()
                .within(Priority.P1, Duration.ofHours(4))
                .within(Duration.ofHours(8))
                .threshold(Threshold.at(25, LEAD))
                .threshold(Threshold.at(50, LEAD))
                .threshold(Threshold.at(75, LEAD)));
        TicketId id = scene.log();
        scene.at("03-02 12:30"); // 25 % of 8 hours was reached at 11:00, and nobody has swept
        scene.prioritise(id, Priority.P1);
        assertThat(scene.notices)
                .extracting(SlaNotice::kind, SlaNotice::thresholds)
                .containsExactly(
                        tuple(SlaNotice.Kind.REACHED, List.of("25%")),
                        tuple(SlaNotice.Kind.SKIPPED, List.of("50%", "75%")));
        assertThat(status(scene.resolution(id), "25%")).isEqualTo(MilestoneStatus.REACHED);
        scene.sweep();
        assertThat(scene.notices).hasSize(2);
    }

    @Test
    void isReachedOncePerCycleWhateverTheTargetIsThen() {
        SlaScene scene = scene(SlaTarget.resolution()
                .within(Priority.P1, Duration.ofHours(4))
                .within(Duration.ofHours(8))
                .threshold(Threshold.at(50, LEAD)));
        TicketId id = scene.log();
        scene.prioritise(id, Priority.P1);
        scene.at("03-02 11:00").sweep();
        scene.prioritise(id, Priority.P3);
        scene.at("03-02 14:00").sweep();
        assertThat(scene.notices).hasSize(1);
    }

    @Test
    void nothingIsReachedAfterItStopped() {
        SlaScene scene =
                scene(SlaTarget.resolution().within(Duration.ofHours(4)).threshold(Threshold.at(50, LEAD)));
        TicketId early = scene.log();
        scene.at("03-02 10:59").ada().resolve(early, Resolution.fixed("x"));
        TicketId late = scene.log();
        scene.at("03-02 12:59").ada().resolve(late, Resolution.fixed("x")); // half of it at the same moment
        scene.at("03-03 12:00").sweep();
        assertThat(scene.notices)
                .extracting(SlaNotice::ticket)
                .containsExactly(scene.ada().get(late).ref());
    }

    @Test
    void anAgreedInstantIsAPointItself() {
        SlaScene scene = scene(SlaTarget.resolution()
                .within(Duration.ofHours(4))
                .threshold(Threshold.before(Duration.ofHours(1), LEAD))
                .threshold(Threshold.after(Duration.ofHours(1), LEAD)));
        TicketId id = scene.log();
        scene.ada().agreeTarget(id, "resolution", moment("03-07 20:00"), "on Saturday"); // after hours
        assertThat(milestones(scene.resolution(id)))
                .containsEntry("due-PT1H", moment("03-06 16:00"))
                .containsEntry("100%", moment("03-07 20:00"))
                .containsEntry("due+PT1H", moment("03-09 10:00"));
        scene.at("03-07 19:00").sweep();
        assertThat(status(scene.resolution(id), "100%")).isEqualTo(MilestoneStatus.OPEN);
        scene.at("03-07 20:00").sweep();
        assertThat(status(scene.resolution(id), "100%")).isEqualTo(MilestoneStatus.REACHED);
        assertThat(scene.resolution(id).breached()).isFalse();
    }
}
