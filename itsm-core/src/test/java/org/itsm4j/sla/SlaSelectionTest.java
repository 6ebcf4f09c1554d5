package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

class SlaSelectionTest {
    private static final SlaTarget RESOLUTION =
            SlaTarget.resolution().within(Priority.P1, Duration.ofHours(4)).within(Duration.ofHours(24));
    private static final SlaTarget RESPONSE = SlaTarget.response().within(Duration.ofHours(1));

    private static SlaPolicy policy(String name) {
        return SlaPolicy.named(name).calendar("always");
    }

    private static SlaPolicies set(SlaPolicy... policies) {
        SlaPolicies.Builder set = SlaPolicies.version(1).calendar(WorkCalendar.always("always"));
        for (SlaPolicy each : policies) {
            set.policy(each);
        }
        return set.build();
    }

    private static SlaAttributes ticket(String service, Priority priority) {
        return new SlaAttributes(
                TicketKind.INCIDENT, Optional.of(service), Optional.of(priority), Optional.empty(), Optional.empty());
    }

    private static final SlaAttributes BARE = new SlaAttributes(
            TicketKind.INCIDENT, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void theFirstInOrderThatHasTheTargetCounts() {
        SlaPolicies set = set(
                policy("rest").order(9).target(RESOLUTION).target(RESPONSE),
                policy("webshop").service("webshop").target(RESOLUTION));
        Map<String, Selection> chosen = set.select(ticket("webshop", Priority.P1));
        assertThat(chosen.get("resolution").policy().name()).isEqualTo("webshop");
        assertThat(chosen.get("resolution").promise()).isEqualTo(Promise.within(Duration.ofHours(4)));
        assertThat(chosen.get("response").policy().name()).isEqualTo("rest");
        assertThat(set.select(ticket("till", Priority.P2))
                        .get("resolution")
                        .policy()
                        .name())
                .isEqualTo("rest");
    }

    @Test
    void whatIsExemptEndsTheSearch() {
        SlaPolicies set = set(
                policy("gold").customer("gold").order(-1).target(RESPONSE),
                SlaPolicy.exempt("test-service").service("test"),
                policy("rest").order(9).target(RESOLUTION).target(RESPONSE));
        assertThat(set.select(ticket("test", Priority.P1))).isEmpty();
        SlaAttributes gold = new SlaAttributes(
                TicketKind.INCIDENT,
                Optional.of("test"),
                Optional.of(Priority.P1),
                Optional.empty(),
                Optional.of("gold"));
        assertThat(set.select(gold)).containsOnlyKeys("response");
    }

    @Test
    void eachGroupAndSupplierHasSlotsOfItsOwn() {
        SlaPolicies set = set(
                policy("rest").target(RESOLUTION),
                policy("net").withGroup("net").target(RESOLUTION),
                policy("net-vip")
                        .withGroup("net")
                        .order(-1)
                        .priority(Priority.P1)
                        .target(RESOLUTION),
                SlaPolicy.exempt("no-db").withGroup("db").service("x"),
                policy("db").withGroup("db").order(1).target(RESOLUTION),
                policy("acme").withSupplier("acme").target(RESOLUTION));
        assertThat(set.select(ticket("x", Priority.P1)))
                .containsOnlyKeys("resolution", "ola/net/resolution", "contract/acme/resolution")
                .extractingByKey("ola/net/resolution")
                .satisfies(it -> assertThat(it.policy().name()).isEqualTo("net-vip"));
        assertThat(set.select(ticket("y", Priority.P1))).containsKey("ola/db/resolution");
    }

    @Test
    void aConditionHoldsForNoTicketThatLacksTheValue() {
        SlaPolicies set = set(
                policy("vpn").category("network/vpn").order(-1).target(RESPONSE),
                policy("rest").priority(Priority.P1).target(RESPONSE),
                policy("other").order(5).target(RESPONSE));
        assertThat(set.select(BARE).get("response").policy().name()).isEqualTo("other");
        for (String path : new String[] {"network/vpn", "network/vpn/client"}) {
            assertThat(set.select(categorised(path)).get("response").policy().name())
                    .isEqualTo("vpn");
        }
        for (String path : new String[] {"network", "network/vpnx", "vpn"}) {
            assertThat(set.select(categorised(path)).get("response").policy().name())
                    .isEqualTo("other");
        }
    }

    private static SlaAttributes categorised(String path) {
        return new SlaAttributes(
                TicketKind.INCIDENT,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Category.of(path)),
                Optional.empty());
    }

    @Test
    void withoutAPriorityWhatIsPromisedForAllOthersCounts() {
        assertThat(set(policy("a").target(RESOLUTION))
                        .select(BARE)
                        .get("resolution")
                        .promise())
                .isEqualTo(Promise.within(Duration.ofHours(24)));
        SlaTarget each = SlaTarget.resolution();
        for (Priority priority : Priority.values()) {
            each = each.within(priority, Duration.ofHours(1));
        }
        assertThat(set(policy("a").target(each)).select(BARE)).isEmpty();
        assertThatThrownBy(() -> set().select(null)).hasMessage("ticket");
    }

    @Test
    void knowsWhatItsPoliciesLookAt() {
        SlaPolicies set = set(
                policy("a").customer("c").pauseOn(HoldReason.CALLER).target(RESOLUTION.resetBy(SlaEvent.ASSIGNED)),
                SlaPolicy.exempt("rest").order(1),
                policy("acme").withSupplier("acme").target(RESPONSE.cancelledBy(SlaEvent.action("sitrep"))));
        assertThat(set.usesCustomers()).isTrue();
        assertThat(set.pausing()).containsExactlyInAnyOrder("CALLER", "VENDOR");
        assertThat(set.events())
                .containsExactlyInAnyOrder(
                        SlaEvent.CREATED,
                        SlaEvent.RESOLVED,
                        SlaEvent.RESPONDED,
                        SlaEvent.ASSIGNED,
                        SlaEvent.action("sitrep"));
        assertThat(set().usesCustomers()).isFalse();
    }
}
