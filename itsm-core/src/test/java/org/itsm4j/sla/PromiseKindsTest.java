package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** Working days, agreed instants, availabilities: rule S17. */
class PromiseKindsTest {
    @Test
    void theEndOfAWorkingDayIsNotSoManyHours() {
        SlaScene scene = SlaScene.with(office("standard", SlaTarget.resolution().promise(Promise.endOfWorkingDay(2))));
        scene.at("03-05 16:59"); // a Thursday
        assertDue(scene.resolution(scene.log()), "03-06 17:00");
        scene.at("03-05 17:00"); // over: Friday is the first
        assertDue(scene.resolution(scene.log()), "03-09 17:00");
        scene.at("03-07 12:00");
        assertDue(scene.resolution(scene.log()), "03-10 17:00");
    }

    @Test
    void anInstantThatWasAgreedOnMovesForNothing() {
        SlaScene scene = SlaScene.with(office(
                        "standard",
                        SlaTarget.resolution()
                                .within(Priority.P1, Duration.ofHours(2))
                                .within(Duration.ofHours(8)))
                .pauseOn(HoldReason.CALLER));
        TicketId id = scene.log();
        scene.at("03-02 10:00");
        scene.hold(id, HoldReason.CALLER);
        assertThat(scene.resolution(id).due()).isEmpty();
        scene.as(Actor.manager("max"))
                .incidents()
                .agreeTarget(id, "resolution", moment("03-06 11:00"), "on the phone with mia");
        assertDue(scene.resolution(id), "03-06 11:00");
        assertThat(scene.resolution(id).status()).as("does not wait").isEqualTo(ClockStatus.RUNNING);
        assertThat(scene.last(id).text()).isEqualTo("on the phone with mia");
        scene.prioritise(id, Priority.P1);
        scene.at("03-03 12:00").ada().resume(id);
        scene.hold(id, HoldReason.CALLER);
        scene.serve(id, "webshop");
        assertDue(scene.resolution(id), "03-06 11:00");
        assertThat(scene.resolution(id).promised()).contains(Duration.ofHours(34));
        assertThat(scene.resolution(id).elapsed()).isEqualTo(Duration.ofHours(11));
        assertThat(scene.resolution(id).explain().counted()).isEqualTo(Duration.ofHours(11));
        scene.ada().resume(id);
        scene.at("03-06 11:00").ada().resolve(id, Resolution.fixed("x"));
        assertThat(scene.resolution(id).met()).isTrue();
        scene.at("03-09 12:00").ada().reopen(id, "still broken");
        assertThat(scene.resolution(id).breachedAt()).contains(moment("03-06 11:00"));
    }

    @Test
    void onlyAManagerAgreesAndOnlyOnWhatIsToCome() {
        SlaScene scene = SlaScene.with(office("standard", SlaTarget.resolution().within(Duration.ofHours(8))));
        TicketId id = scene.log();
        for (Actor actor : List.of(Actor.agent("raj").inGroup("payments"), Actor.dispatcher("ana"))) {
            assertThatThrownBy(
                            () -> scene.as(actor).incidents().agreeTarget(id, "resolution", moment("03-06 11:00"), "x"))
                    .isInstanceOf(AccessDeniedException.class);
        }
        for (Instant wrong : List.of(moment("03-02 09:00"), moment("03-01 09:00"), Instant.MAX)) {
            assertThatThrownBy(() -> scene.ada().agreeTarget(id, "resolution", wrong, "x"))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            refusal -> assertThat(refusal.violations().get(0).path())
                                    .isEqualTo("due"));
        }
        scene.ada().agreeTarget(id, "resolution", moment("03-02 09:00:00.000001"), "at once");
        assertDue(scene.resolution(id), "03-02 09:00:00.000001");
    }

    @Test
    void anInstantInAPolicyCanLieInThePast() {
        SlaScene scene =
                SlaScene.with(office("opening", SlaTarget.resolution().promise(Promise.at(moment("03-03 12:00")))));
        assertDue(scene.resolution(scene.log()), "03-03 12:00");
        scene.at("03-04 12:00");
        TicketId late = scene.log();
        assertDue(scene.resolution(late), "03-03 12:00");
        assertThat(scene.resolution(late).breached()).isTrue();
        assertThat(scene.resolution(late).elapsed()).isZero();
        assertThat(scene.sweep()).as("only the first").isEqualTo(1);
    }

    private final SlaScene shop = SlaScene.with(
            SlaPolicy.named("up")
                    .service("webshop")
                    .calendar("office")
                    .pauseOn(HoldReason.CALLER)
                    .target(SlaTarget.custom("availability", SlaEvent.CREATED, SlaEvent.RESOLVED)
                            .promise(Promise.availability("90"))),
            SlaPolicy.exempt("others").order(1));

    private TicketId broken(String from, String to) {
        shop.at(from);
        TicketId id = shop.log(report -> report.service("webshop"));
        shop.at(to).ada().resolve(id, Resolution.fixed("x"));
        return id;
    }

    private Availability availability(String from, String to) {
        return shop.desk()
                .serviceLevels()
                .availability(TicketKind.INCIDENT, "webshop", "availability", moment(from), moment(to));
    }

    @Test
    void anAvailabilityHasNoDueInstant() {
        TicketId id = shop.log(report -> report.service("webshop"));
        shop.at("03-02 12:00");
        SlaClock clock = shop.clock(id, "availability");
        assertThat(clock.due()).isEmpty();
        assertThat(clock.promised()).isEmpty();
        assertThat(clock.remaining()).isEmpty();
        assertThat(clock.milestones()).isEmpty();
        assertThat(clock.breached()).isFalse();
        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(3));
        shop.at("04-02 12:00");
        assertThat(shop.sweep()).isZero();
    }

    @Test
    void countsEachMomentWithoutServiceOnce() {
        shop.at("03-02 10:00");
        TicketId outer = shop.log(report -> report.service("webshop"));
        broken("03-02 11:00", "03-02 12:00");
        TicketId overlapping = shop.log(report -> report.service("webshop"));
        shop.at("03-02 13:00").ada().resolve(outer, Resolution.fixed("x"));
        shop.at("03-02 14:00").ada().resolve(overlapping, Resolution.fixed("x"));
        broken("03-02 16:30", "03-02 18:00");
        shop.at("03-04 09:00");
        Availability measure = availability("03-02 00:00", "03-04 00:00");
        assertThat(measure.agreed()).isEqualTo(Duration.ofHours(16));
        assertThat(measure.down()).isEqualTo(Duration.ofMinutes(270));
        assertThat(measure.tickets()).isEqualTo(4);
        assertThat(measure.promised()).isEqualByComparingTo(new BigDecimal("90"));
        assertThat(measure.percent()).isEqualTo(100 - 100 * 4.5 / 16);
        assertThat(measure.met()).isFalse();
        assertThat(availability("03-02 12:30", "03-02 15:00").down()).isEqualTo(Duration.ofMinutes(90));
        assertThat(availability("03-03 00:00", "03-04 00:00").met()).isTrue();
    }

    @Test
    void doesNotCountWhatItsClocksDoNot() {
        TicketId id = broken("03-02 09:00", "03-02 10:00");
        shop.at("03-02 12:00").ada().reopen(id, "again");
        shop.at("03-02 13:00");
        shop.hold(id, HoldReason.CALLER);
        shop.at("03-02 15:00").ada().resume(id);
        shop.at("03-02 16:00").ada().resolve(id, Resolution.fixed("y"));
        TicketId cancelled = shop.log(report -> report.service("webshop"));
        shop.at("03-02 17:00").ada().cancel(cancelled, CancelReason.NOT_AN_INCIDENT);
        Availability measure = availability("03-02 00:00", "03-03 00:00");
        assertThat(measure.down()).isEqualTo(Duration.ofHours(3));
        assertThat(measure.down()).isEqualTo(shop.clock(id, "availability").elapsed());
    }

    @Test
    void looksNoFurtherThanNow() {
        shop.at("03-02 13:00");
        shop.log(report -> report.service("webshop"));
        shop.at("03-02 15:00");
        Availability measure = availability("03-02 00:00", "03-09 00:00");
        assertThat(measure.agreed()).isEqualTo(Duration.ofHours(6));
        assertThat(measure.down()).isEqualTo(Duration.ofHours(2));
        Availability future = availability("04-02 00:00", "04-09 00:00");
        assertThat(future.agreed()).isZero();
        assertThat(future.down()).isZero();
        assertThat(future.percent()).isEqualTo(100);
    }

    @Test
    void isMetByNotALittleLess() {
        broken("03-02 09:00", "03-02 09:48"); // 10 % of 8 hours
        shop.at("03-03 00:00");
        assertThat(availability("03-02 00:00", "03-03 00:00").met()).isTrue();
        broken("03-03 09:00", "03-03 09:48:00.000001");
        shop.at("03-04 00:00");
        assertThat(availability("03-03 00:00", "03-04 00:00").met()).isFalse();
    }

    @Test
    void refusesWhatPromisesNoAvailability() {
        ServiceLevels levels = shop.desk().serviceLevels();
        assertThatThrownBy(() -> levels.availability(
                        TicketKind.INCIDENT, "intranet", "availability", moment("03-02 00:00"), moment("03-03 00:00")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> levels.availability(
                        TicketKind.INCIDENT, "webshop", "resolution", moment("03-02 00:00"), moment("03-03 00:00")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> levels.availability(
                        TicketKind.INCIDENT, "webshop", "availability", moment("03-03 00:00"), moment("03-03 00:00")))
                .isInstanceOf(InvalidInputException.class);
    }
}
