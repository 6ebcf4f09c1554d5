package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;

import java.time.Duration;
import org.itsm4j.incident.Resolution;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** Another priority, service or calendar: rules S12 and S13. */
class TargetChangeTest {
    private static final Duration P1 = Duration.ofHours(4);
    private static final Duration OTHERS = Duration.ofHours(24);

    private static SlaScene scene(TargetChange rule) {
        return SlaScene.with(office(
                        "standard",
                        SlaTarget.resolution().within(Priority.P1, P1).within(OTHERS))
                .onTargetChange(rule)
                .pauseOn(HoldReason.CALLER));
    }

    private static SlaClock changed(TargetChange rule, Priority from, Priority to) {
        SlaScene scene = scene(rule);
        TicketId id = scene.log();
        scene.prioritise(id, from);
        scene.at("03-02 12:00");
        scene.prioritise(id, to);
        return scene.resolution(id);
    }

    @Test
    void aHigherPriorityShortensIt() {
        assertDue(changed(TargetChange.RETROACTIVE, Priority.P3, Priority.P1), "03-02 13:00");
        assertDue(changed(TargetChange.FRESH, Priority.P3, Priority.P1), "03-02 16:00");
        assertDue(changed(TargetChange.PROPORTIONAL, Priority.P3, Priority.P1), "03-02 15:30");
        assertDue(changed(TargetChange.KEEP, Priority.P3, Priority.P1), "03-04 17:00");
    }

    @Test
    void aLowerPriorityLengthensIt() {
        assertDue(changed(TargetChange.RETROACTIVE, Priority.P1, Priority.P3), "03-04 17:00");
        assertDue(changed(TargetChange.FRESH, Priority.P1, Priority.P3), "03-05 12:00");
        // 3 of 4 hours are 18 of 24, 6 are left
        assertDue(changed(TargetChange.PROPORTIONAL, Priority.P1, Priority.P3), "03-03 10:00");
        assertThat(changed(TargetChange.KEEP, Priority.P1, Priority.P3).promised())
                .as("kept from the first one")
                .contains(OTHERS);
    }

    @Test
    void saysOnTheTimelineWhatChangedAndKeepsTheSameCycle() {
        SlaScene scene = scene(TargetChange.RETROACTIVE);
        TicketId id = scene.log();
        scene.at("03-02 12:00");
        scene.prioritise(id, Priority.P1);
        assertThat(scene.said(id, "resolution").before()).isEqualTo("standard running, due " + moment("03-04 17:00"));
        assertThat(scene.said(id, "resolution").after()).isEqualTo("standard running, due " + moment("03-02 13:00"));
        assertThat(scene.resolution(id).cycle()).isEqualTo(1);
        assertThat(scene.resolution(id).asOf(moment("03-02 11:00")).due())
                .as("what was true then")
                .contains(moment("03-04 17:00"));
    }

    @Test
    void keepsPausesUnlessItStartsAfresh() {
        for (TargetChange rule : new TargetChange[] {TargetChange.RETROACTIVE, TargetChange.FRESH}) {
            SlaScene scene = scene(rule);
            TicketId id = scene.log();
            scene.at("03-02 10:00");
            scene.hold(id, HoldReason.CALLER);
            scene.at("03-02 12:00");
            scene.prioritise(id, Priority.P1); // while it waits
            assertThat(scene.resolution(id).due()).isEmpty();
            assertThat(scene.resolution(id).remaining())
                    .contains(rule == TargetChange.FRESH ? P1 : Duration.ofHours(3));
            scene.at("03-02 13:00").ada().resume(id);
            assertDue(scene.resolution(id), rule == TargetChange.FRESH ? "03-02 17:00" : "03-02 16:00");
        }
    }

    @Test
    void theShareOfAWaitingOneIsCarriedOver() {
        SlaScene scene = scene(TargetChange.PROPORTIONAL);
        TicketId id = scene.log();
        scene.at("03-02 12:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 14:00");
        scene.prioritise(id, Priority.P1); // 3 of 24 hours are half an hour of 4
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofMinutes(30));
        assertThat(scene.resolution(id).remaining()).contains(Duration.ofMinutes(210));
        assertThat(scene.resolution(id).due()).isEmpty();
        assertThat(scene.resolution(id).explain().counted()).isEqualTo(Duration.ofMinutes(30));
        scene.at("03-02 15:00").ada().resume(id);
        assertDue(scene.resolution(id), "03-03 10:30");
        scene.at("03-03 10:00");
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofMinutes(210));
        scene.prioritise(id, Priority.P3); // 3 h 30 of 4 are 21 of 24
        assertThat(scene.resolution(id).remaining()).contains(Duration.ofHours(3));
        assertDue(scene.resolution(id), "03-03 13:00");
    }

    @Test
    void whatWasBreachedUnderAShareStaysBreached() {
        SlaScene scene = scene(TargetChange.PROPORTIONAL);
        TicketId id = scene.log();
        scene.prioritise(id, Priority.P1);
        scene.at("03-02 16:00");
        scene.prioritise(id, Priority.P3);
        assertThat(scene.resolution(id).breachedAt()).contains(moment("03-02 13:00"));
    }

    @Test
    void aStoppedOneKeepsTheTargetAndThePriorityItHad() {
        SlaScene scene = SlaScene.with(office(
                "standard",
                SlaTarget.response().within(Priority.P1, Duration.ofMinutes(10)).within(Duration.ofHours(1)),
                SlaTarget.resolution().within(P1)));
        TicketId id = scene.log();
        scene.at("03-02 09:30").ada().start(id);
        scene.prioritise(id, Priority.P1);
        scene.ada().resolve(id, Resolution.fixed("x"));
        assertThat(scene.clock(id, "response").met()).isTrue();
        assertThat(scene.desk()
                        .serviceLevels()
                        .attainment(
                                org.itsm4j.ticket.TicketKind.INCIDENT, moment("03-01 00:00"), moment("04-01 00:00")))
                .extracting(Attainment::slot, row -> row.priority().orElseThrow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("resolution", Priority.P1),
                        org.assertj.core.groups.Tuple.tuple("response", Priority.P3));
    }

    private static SlaScene calendars(CalendarChange rule) {
        return SlaScene.with(
                SlaPolicy.named("shop")
                        .service("webshop")
                        .order(1)
                        .calendar("always")
                        .target(SlaTarget.resolution().within(Duration.ofHours(8))),
                office("standard", SlaTarget.resolution().within(Duration.ofHours(8)))
                        .order(2)
                        .onCalendarChange(rule));
    }

    @Test
    void anotherCalendarMeasuresFromThenOnOrAllOfIt() {
        SlaScene segmented = calendars(CalendarChange.SEGMENTED);
        assertDue(moved(segmented), "03-09 15:00");
        assertDue(moved(calendars(CalendarChange.NEW_CALENDAR_ALL)), "03-09 17:00");
    }

    private static SlaClock moved(SlaScene scene) {
        scene.at("03-07 10:00");
        TicketId id = scene.log(report -> report.service("webshop"));
        assertDue(scene.resolution(id), "03-07 18:00");
        scene.at("03-07 12:00");
        scene.serve(id, "intranet");
        scene.at("03-09 10:00");
        SlaClock clock = scene.resolution(id);
        assertThat(clock.explain().counted()).isEqualTo(clock.elapsed());
        assertThat(clock.policy().name()).isEqualTo("standard");
        return clock;
    }

    @Test
    void severalCalendarsAddUpAndCanBeUsedUpInAnyOfThem() {
        SlaScene scene = calendars(CalendarChange.SEGMENTED);
        scene.at("03-06 15:00"); // a Friday
        TicketId id = scene.log(report -> report.service("intranet"));
        scene.at("03-07 10:00"); // 2 hours by the office
        scene.serve(id, "webshop"); // and from here all count
        assertDue(scene.resolution(id), "03-07 16:00");
        scene.at("03-07 11:00");
        scene.serve(id, "intranet"); // 3 hours
        assertDue(scene.resolution(id), "03-09 14:00");
        scene.at("03-07 20:00");
        scene.serve(id, "webshop"); // still 3
        assertDue(scene.resolution(id), "03-08 01:00");
        scene.at("03-08 02:00");
        scene.serve(id, "intranet");
        assertThat(scene.resolution(id).breachedAt())
                .as("used up before the last change")
                .contains(moment("03-08 01:00"));
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofHours(9));
    }

    @Test
    void whatIsNoLongerPromisedIsCancelledAndComesBackWithWhatItHadCounted() {
        SlaScene scene = SlaScene.with(
                SlaPolicy.exempt("none").service("toys").order(1),
                office("standard", SlaTarget.resolution().within(Duration.ofHours(8)))
                        .order(2)
                        .pauseOn(HoldReason.CALLER));
        TicketId id = scene.log();
        scene.at("03-02 10:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 12:00").ada().resume(id);
        scene.at("03-02 13:00");
        scene.serve(id, "toys");
        assertThat(scene.resolution(id).status()).isEqualTo(ClockStatus.CANCELLED);
        scene.serve(id, "books"); // in the same moment
        assertDue(scene.resolution(id), "03-03 11:00");
        scene.at("03-02 14:00");
        scene.serve(id, "toys");
        scene.at("03-02 16:00");
        scene.serve(id, "books");
        assertThat(scene.resolution(id).elapsed())
                .as("as if it always had been promised, but for the wait")
                .isEqualTo(Duration.ofHours(5));
        assertThat(scene.resolution(id).cycle()).isEqualTo(3);
        assertDue(scene.resolution(id), "03-03 11:00");
        assertThat(scene.history(id))
                .extracting(SlaClock::status)
                .containsExactly(ClockStatus.CANCELLED, ClockStatus.CANCELLED, ClockStatus.RUNNING);
    }

    @Test
    void whatBecomesPromisedLaterCountsFromTheBeginningOrFromNow() {
        for (TargetChange rule : TargetChange.values()) {
            SlaScene scene = SlaScene.with(
                    SlaPolicy.exempt("none").service("toys").order(1),
                    office("standard", SlaTarget.resolution().within(Duration.ofHours(8)))
                            .order(2)
                            .onTargetChange(rule));
            TicketId id = scene.log(report -> report.service("toys"));
            assertThat(scene.find(id, "resolution")).isEmpty();
            scene.at("03-02 12:00");
            scene.serve(id, "books");
            boolean back = rule == TargetChange.RETROACTIVE || rule == TargetChange.PROPORTIONAL;
            assertDue(scene.resolution(id), back ? "03-02 17:00" : "03-03 12:00");
        }
    }
}
