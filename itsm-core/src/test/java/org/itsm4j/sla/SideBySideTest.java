package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;

import java.time.Duration;
import java.util.Map;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** Several agreements on one ticket, and for which tickets they are. */
class SideBySideTest {
    private static final String OLA = "ola/payments/resolution";
    private static final String CONTRACT = "contract/till-makers/resolution";

    private final SlaScene scene = SlaScene.with(
            office(
                    "customers",
                    SlaTarget.response().within(Duration.ofHours(1)),
                    SlaTarget.resolution().within(Duration.ofHours(16))),
            office("payments", SlaTarget.resolution().within(Duration.ofHours(4)))
                    .withGroup("payments"),
            office("network", SlaTarget.resolution().within(Duration.ofHours(6)))
                    .withGroup("network"),
            office("makers", SlaTarget.resolution().within(Duration.ofHours(3))).withSupplier("till-makers"));

    @Test
    void aGroupsClockRunsWhileItHasTheTicket() {
        TicketId id = scene.log();
        assertThat(scene.find(id, OLA)).isEmpty();
        scene.at("03-02 10:00").ada().assign(id, Assignment.to("payments"));
        assertDue(scene.clock(id, OLA), "03-02 14:00");
        scene.at("03-02 11:00").ada().reassign(id, Assignment.to("network"), "a cable");
        assertThat(scene.clock(id, OLA).pausedFor()).contains("ELSEWHERE");
        assertThat(scene.clock(id, OLA).due()).isEmpty();
        assertDue(scene.clock(id, "ola/network/resolution"), "03-02 17:00");
        scene.at("03-02 14:00").ada().reassign(id, Assignment.to("payments"), "no cable");
        assertDue(scene.clock(id, OLA), "03-02 17:00");
        assertThat(scene.clock(id, OLA).cycle()).isEqualTo(1);
        assertThat(scene.clock(id, "ola/network/resolution").elapsed()).isEqualTo(Duration.ofHours(3));
        scene.at("03-02 16:00").ada().resolve(id, Resolution.fixed("x"));
        assertThat(scene.clock(id, OLA).elapsed()).isEqualTo(Duration.ofHours(3));
        assertThat(scene.clock(id, OLA).met()).isTrue();
        assertThat(scene.clock(id, "ola/network/resolution").met()).isTrue();
        assertThat(scene.desk().serviceLevels().clocks(scene.ada().get(id).ref()))
                .extracting(SlaClock::slot)
                .containsExactly("ola/network/resolution", OLA, "resolution", "response");
    }

    @Test
    void aSuppliersClockRunsOnlyWhileTheTicketWaitsForThem() {
        TicketId id = scene.log();
        scene.ada().start(id);
        assertThat(scene.find(id, CONTRACT)).isEmpty();
        scene.at("03-02 10:00");
        scene.hold(id, HoldReason.CALLER);
        assertThat(scene.find(id, CONTRACT)).isEmpty();
        scene.ada().resume(id);
        scene.hold(id, HoldReason.VENDOR);
        assertDue(scene.clock(id, CONTRACT), "03-02 13:00");
        scene.at("03-02 12:00").ada().resume(id);
        assertThat(scene.clock(id, CONTRACT).pausedFor()).contains("ELSEWHERE");
        assertThat(scene.clock(id, CONTRACT).remaining()).contains(Duration.ofHours(1));
        scene.at("03-02 15:00");
        scene.hold(id, HoldReason.VENDOR);
        assertDue(scene.clock(id, CONTRACT), "03-02 16:00");
        scene.at("03-02 16:30").ada().resume(id);
        assertThat(scene.clock(id, CONTRACT).breachedAt()).contains(moment("03-02 16:00"));
        assertThat(scene.clock(id, CONTRACT).explain().notCounted())
                .containsEntry(new Explanation.Cause(Stretch.Reason.PAUSED, "ELSEWHERE"), Duration.ofHours(3));
    }

    @Test
    void aReopenedTicketGoesOnWithWhomItIs() {
        TicketId id = scene.log();
        scene.ada().assign(id, Assignment.to("payments"));
        scene.at("03-02 10:00").ada().reassign(id, Assignment.to("network"), "a cable");
        scene.at("03-02 11:00").ada().resolve(id, Resolution.fixed("x"));
        scene.at("03-02 12:00").ada().reopen(id, "still broken");
        assertThat(scene.clock(id, OLA).pausedFor()).contains("ELSEWHERE");
        assertThat(scene.clock(id, "ola/network/resolution").status()).isEqualTo(ClockStatus.RUNNING);
        assertThat(scene.clock(id, OLA).elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void forSomeTicketsNothingIsPromised() {
        SlaScene toys = SlaScene.with(
                SlaPolicy.exempt("none").service("toys").order(1),
                office("standard", SlaTarget.resolution().within(Duration.ofHours(8)))
                        .order(2));
        TicketId id = toys.log(report -> report.service("toys"));
        assertThat(toys.desk().serviceLevels().clocks(toys.ada().get(id).ref())).isEmpty();
        assertThat(toys.find(toys.log(), "resolution")).isPresent();
    }

    @Test
    void aCustomerHasPromisesOfTheirOwn() {
        SlaScene scene = SlaScene.with(
                builder -> builder.directory(SlaScene.customers(Map.of("mia", "acme"))),
                office("gold", SlaTarget.resolution().within(Duration.ofHours(2)))
                        .customer("acme")
                        .order(1),
                office("standard", SlaTarget.resolution().within(Duration.ofHours(8)))
                        .order(2));
        TicketId mias = scene.log();
        TicketId noahs = scene.log(report -> report.requester("noah"));
        assertThat(scene.resolution(mias).policy().name()).isEqualTo("gold");
        assertThat(scene.resolution(noahs).policy().name()).isEqualTo("standard");
        scene.at("03-02 10:00");
        scene.prioritise(mias, Priority.P1);
        scene.serve(noahs, "webshop");
        assertDue(scene.resolution(mias), "03-02 11:00");
        assertThat(scene.resolution(noahs).policy().name()).isEqualTo("standard");
    }

    @Test
    void aCategoryHasPromisesForAllBelowIt() {
        SlaScene scene = SlaScene.with(
                office("vpn", SlaTarget.resolution().within(Duration.ofHours(2)))
                        .category("network/vpn")
                        .order(1),
                office("standard", SlaTarget.resolution().within(Duration.ofHours(8)))
                        .order(2));
        assertDue(scene.resolution(scene.log(report -> report.category("network/vpn/token"))), "03-02 11:00");
        assertDue(scene.resolution(scene.log(report -> report.category("network"))), "03-02 17:00");
        TicketId id = scene.log(report -> report.category("network/vpnx"));
        assertDue(scene.resolution(id), "03-02 17:00");
        scene.ada().reclassify(id, Reclassification.change().category("network/vpn"));
        assertDue(scene.resolution(id), "03-02 11:00");
    }
}
