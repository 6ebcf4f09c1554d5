package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.milestones;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;
import static org.itsm4j.sla.SlaScene.status;

import java.time.Duration;
import org.itsm4j.incident.Resolution;
import org.itsm4j.sla.SlaClock.MilestoneStatus;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** Elapsed, due, met, breached: rules S3 to S5, at their edges. */
class MetOrBreachedTest {
    private final SlaScene scene =
            SlaScene.with(office("standard", SlaTarget.resolution().within(Duration.ofHours(8)))
                    .pauseOn(HoldReason.CALLER));

    @Test
    void isMetAtTheDueInstantItself() {
        TicketId id = scene.log();
        assertDue(scene.resolution(id), "03-02 17:00");
        SlaClock stopped = stoppedAt(id, "03-02 17:00");
        assertThat(stopped.met()).isTrue();
        assertThat(stopped.breached()).isFalse();
        assertThat(stopped.breachedAt()).isEmpty();
        assertThat(stopped.remaining()).contains(Duration.ZERO);
    }

    @Test
    void isBreachedAMicrosecondLater() {
        SlaClock stopped = stoppedAt(scene.log(), "03-02 17:00:00.000001");
        assertThat(stopped.met()).isFalse();
        assertThat(stopped.breached()).isTrue();
        assertThat(stopped.breachedAt()).contains(moment("03-02 17:00"));
    }

    /** The due instant is exact, its threshold is in whole seconds: a stop between them is a breach, and has reached 100 %. */
    @Test
    void whatIsBreachedWithinTheSecondHasReachedItsDueInstant() {
        SlaScene strict =
                SlaScene.with(office("standard", SlaTarget.resolution().within(Duration.ofHours(4))));
        strict.at("03-02 09:00:00.000001");
        TicketId late = strict.log();
        TicketId early = strict.log();
        strict.at("03-02 13:00:00").ada().resolve(early, Resolution.fixed("in time"));
        strict.at("03-02 13:00:00.000002").ada().resolve(late, Resolution.fixed("too late"));
        assertThat(strict.resolution(early).met()).isTrue();
        assertThat(strict.resolution(late).breachedAt()).contains(moment("03-02 13:00:00.000001"));
        strict.at("03-02 13:00:00.9").sweep();
        assertThat(status(strict.resolution(late), "100%")).isEqualTo(MilestoneStatus.OPEN);
        strict.at("03-02 13:00:01");
        assertThat(strict.sweep()).isEqualTo(1);
        SlaClock swept = strict.resolution(late);
        assertThat(status(swept, "100%")).isEqualTo(MilestoneStatus.REACHED);
        assertThat(milestones(swept)).containsEntry("100%", moment("03-02 13:00:01"));
        assertThat(swept.explain().counted())
                .isEqualTo(swept.elapsed())
                .isEqualTo(Duration.ofHours(4).plusNanos(1_000));
        assertThat(status(strict.resolution(early), "100%")).isEqualTo(MilestoneStatus.OPEN);
    }

    @Test
    void isBreachedByAStopAfterHoursThoughNoMoreHasCounted() {
        SlaClock stopped = stoppedAt(scene.log(), "03-02 18:00");
        assertThat(stopped.elapsed()).isEqualTo(Duration.ofHours(8));
        assertThat(stopped.breachedAt()).contains(moment("03-02 17:00"));
    }

    @Test
    void isNotBreachedWhileItRunsAtTheDueInstantAndIsJustAfterIt() {
        TicketId id = scene.log();
        scene.at("03-02 17:00");
        assertThat(scene.resolution(id).breached()).isFalse();
        scene.at("03-02 17:00:00.000001");
        assertThat(scene.resolution(id).breached()).isTrue();
        assertThat(scene.resolution(id).breachedAt()).contains(moment("03-02 17:00"));
    }

    @Test
    void remainsBelowZeroOnceItIsUsedUp() {
        TicketId id = scene.log();
        scene.at("03-03 11:30");
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofMinutes(630));
        assertThat(scene.resolution(id).remaining()).contains(Duration.ofMinutes(-150));
    }

    @Test
    void countsFromTheNextOpeningAndIsDueAtTheEndOfADayNotAtTheNextOpening() {
        scene.at("03-01 12:00"); // a Sunday
        TicketId id = scene.log();
        assertThat(scene.resolution(id).start()).isEqualTo(moment("03-01 12:00"));
        assertDue(scene.resolution(id), "03-02 17:00");
        scene.at("03-02 09:00");
        assertThat(scene.resolution(id).elapsed()).isZero();
    }

    @Test
    void anEmptyPromiseIsDueAtTheStart() {
        SlaScene strict =
                SlaScene.with(office("standard", SlaTarget.resolution().within(Duration.ZERO)));
        TicketId id = strict.log();
        assertDue(strict.resolution(id), "03-02 09:00");
        assertThat(strict.resolution(id).breached()).isFalse();
        strict.ada().resolve(id, Resolution.fixed("at once"));
        assertThat(strict.resolution(id).met()).isTrue();
        TicketId late = strict.log();
        strict.at("03-02 09:00:00.000001");
        assertThat(strict.resolution(late).breachedAt()).contains(moment("03-02 09:00"));
    }

    private SlaClock stoppedAt(TicketId id, String moment) {
        scene.at(moment);
        scene.ada().resolve(id, Resolution.fixed("done"));
        SlaClock clock = scene.resolution(id);
        assertThat(clock.status()).isEqualTo(ClockStatus.STOPPED);
        assertThat(clock.stoppedAt()).contains(moment(moment));
        return clock;
    }
}
