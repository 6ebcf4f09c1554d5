package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is refused when policies are defined, and in which words. */
class PolicyCheckTest {
    private static final WorkCalendar ALWAYS = WorkCalendar.always("always");
    private static final WorkCalendar OFFICE = WorkCalendar.named("office")
            .zone("Europe/Madrid")
            .hours("Mon-Fri 09:00-17:00")
            .build();
    private static final SlaTarget RESOLUTION = SlaTarget.resolution().within(Duration.ofHours(8));

    private static SlaPolicy policy(String name) {
        return SlaPolicy.named(name).calendar("office");
    }

    private static SlaPolicies set(SlaPolicy... policies) {
        SlaPolicies.Builder set = SlaPolicies.version(1).calendar(ALWAYS).calendar(OFFICE);
        for (SlaPolicy each : policies) {
            set.policy(each);
        }
        return set.build();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(SlaPolicy... policies) {
        return assertThatThrownBy(() -> set(policies)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void listsAllThatIsWrong() {
        refused(
                        SlaPolicy.named("a").order(1),
                        SlaPolicy.named("b").order(2).calendar("night").target(SlaTarget.resolution()),
                        SlaPolicy.exempt("c").order(3).target(RESOLUTION))
                .hasMessage("""
                        These service levels are refused; findings: 5
                        1. The policy a has no target; allowed: at least one, or SlaPolicy.exempt
                        2. The policy a has no calendar; allowed: [always, office]
                        3. The policy b counts by the calendar night, which is not in the set; allowed: [always, office]
                        4. The target resolution of policy b promises nothing; allowed: a promise for a priority, or for all \
                        others
                        5. The policy c is exempt and has targets; allowed: one of both""");
        assertThat(set().policies()).isEmpty();
        assertThat(set(SlaPolicy.exempt("all")).policies()).hasSize(1);
        refused(SlaPolicy.exempt("all").calendar("night"))
                .hasMessageContaining("calendar night, which is not in the set");
    }

    @Test
    void whatNoCalendarReaches() {
        refused(policy("a").target(SlaTarget.resolution().within(Duration.ofDays(3_000))))
                .hasMessageContaining(
                        "1. The target resolution of policy a cannot be met: Calendar office does not reach PT72000H");
        WorkCalendar mondays = WorkCalendar.named("mondays")
                .zone("UTC")
                .hours("Mon 09:00-10:00")
                .build();
        SlaPolicies.Builder days = SlaPolicies.version(1)
                .calendar(mondays)
                .policy(SlaPolicy.named("a")
                        .calendar("mondays")
                        .target(SlaTarget.resolution().promise(Promise.endOfWorkingDay(262))));
        assertThatThrownBy(days::build).hasMessageContaining("does not reach working day 262");
        refused(policy("a").target(SlaTarget.resolution().promise(Promise.at(Instant.parse("2300-01-01T00:00:00Z")))))
                .hasMessageContaining("2300-01-01T00:00:00Z is out of the years 1900 to 2200");
        WorkCalendar once = WorkCalendar.named("once")
                .zone("UTC")
                .open(LocalDate.of(2026, 5, 1), "09:00-12:00")
                .build();
        SlaPolicies.Builder dated = SlaPolicies.version(1)
                .calendar(once)
                .policy(SlaPolicy.named("a")
                        .calendar("once")
                        .target(SlaTarget.response().promise(Promise.endOfWorkingDay(1)))
                        .target(SlaTarget.resolution().promise(Promise.endOfWorkingDay(2))));
        assertThatThrownBy(dated::build)
                .hasMessageContaining("findings: 1")
                .hasMessageContaining("target resolution of policy a cannot be met");
    }

    @Test
    void calendarsOfWhatIsNotInTheSet() {
        WorkCalendar other = WorkCalendar.named("office")
                .zone("UTC")
                .hours("Mon 09:00-17:00")
                .build();
        SlaPolicies.Builder set =
                SlaPolicies.version(1).calendar(OFFICE).calendar(WorkCalendar.union("both", 1, other, ALWAYS));
        assertThatThrownBy(set::build)
                .hasMessageContaining(
                        "The calendar both combines office, which is another one in the set; allowed: add that")
                .hasMessageContaining("The calendar both combines always, which is not in the set");
        SlaPolicies.Builder copies = SlaPolicies.version(1)
                .calendar(WorkCalendar.always("always"))
                .calendar(OFFICE)
                .calendar(WorkCalendar.union("both", 1, OFFICE, ALWAYS));
        assertThat(copies.build().calendars()).hasSize(3);
    }

    @Test
    void policiesOfTheSameOrderForTheSameTickets() {
        SlaPolicy one = policy("one")
                .kind(TicketKind.INCIDENT)
                .service("webshop")
                .category("network")
                .target(RESOLUTION);
        SlaPolicy other = policy("other")
                .priority(Priority.P2)
                .category("network/vpn")
                .customer("acme")
                .target(RESOLUTION);
        SlaPolicy rest = SlaPolicy.exempt("rest").order(9);
        refused(one, other, rest)
                .hasMessageContaining("findings: 1")
                .hasMessageContaining(
                        "The policies one and other have the order 0 and are for the same tickets, both with a"
                                + " target resolution: kind INCIDENT, service webshop, priority P2, category network/vpn, customer acme;"
                                + " allowed: give one a lower order");
        assertThat(set(one, other.order(1), rest).policies()).hasSize(3);
        assertThat(set(one, other.service("till"), rest).policies()).hasSize(3);
        assertThat(set(one, policy("net").category("networks").target(RESOLUTION), rest)
                        .policies())
                .hasSize(3);
        assertThat(set(one, policy("quick").target(SlaTarget.response().within(Duration.ofHours(1))), rest)
                        .policies())
                .hasSize(3);
        assertThat(set(one, policy("net").withGroup("net").target(RESOLUTION), rest)
                        .policies())
                .hasSize(3);
    }

    @Test
    void exemptOnesStandInTheWayToo() {
        refused(policy("all").target(RESOLUTION), SlaPolicy.exempt("test").service("test"))
                .hasMessageContaining(
                        "The policies all and test have the order 0 and are for the same tickets, one of them"
                                + " exempt: kind INCIDENT, service test, priority P1, any category, any customer");
        assertThat(set(SlaPolicy.exempt("a"), SlaPolicy.exempt("b")).policies()).hasSize(2);
        assertThat(set(policy("all").target(RESOLUTION), SlaPolicy.exempt("net").withGroup("net"))
                        .policies())
                .hasSize(2);
    }

    @Test
    void gaps() {
        refused(policy("webshop").service("webshop").target(RESOLUTION))
                .hasMessageContaining(
                        "1. incidents of any other service have no resolution target, and other incidents have"
                                + " one; allowed: promise one, or add SlaPolicy.exempt");
        refused(
                        policy("webshop")
                                .service("webshop")
                                .priority(Priority.P1)
                                .priority(Priority.P2)
                                .target(RESOLUTION),
                        SlaPolicy.exempt("rest").order(1).service("x").customer("y"))
                .hasMessageContaining(
                        "incidents of service webshop with priority P3 or P4 or P5 have no resolution target, and");
        refused(policy("all").target(SlaTarget.resolution().within(Priority.P1, Duration.ofHours(1))))
                .hasMessageContaining(
                        "incidents with priority P2 or P3 or P4 or P5 have no resolution target, as the policy all"
                                + " counts for them and has none for that priority, and other incidents have one");
        refused(
                        policy("first")
                                .category("network")
                                .target(SlaTarget.resolution().within(Priority.P1, Duration.ofHours(1))),
                        policy("rest").order(1).target(RESOLUTION))
                .hasMessageContaining(
                        "incidents with priority P2 or P3 or P4 or P5 in category network have no resolution");
        refused(
                        policy("acme").customer("acme").target(RESOLUTION),
                        SlaPolicy.exempt("x").service("x").order(1))
                .hasMessageContaining("from any other customer have no resolution target");
    }

    @Test
    void noGapIfNothingIsPromisedOrAllIsOrIsExempt() {
        SlaTarget each = SlaTarget.resolution();
        for (Priority priority : Priority.values()) {
            each = each.within(priority, Duration.ofHours(1));
        }
        assertThat(set(policy("all").target(each)).policies()).hasSize(1);
        assertThat(set(
                                policy("webshop").service("webshop").target(RESOLUTION),
                                SlaPolicy.exempt("rest").order(1))
                        .policies())
                .hasSize(2);
        assertThat(set(policy("net").withGroup("net").service("x").target(RESOLUTION))
                        .policies())
                .hasSize(1);
    }

    @Test
    void supportsOfWhatCannotBeSupported() {
        SlaPolicy all = policy("all").target(RESOLUTION);
        SlaPolicy net = policy("net").withGroup("net").target(RESOLUTION);
        refused(all, net.supports("al", 1))
                .hasMessageContaining("The policy net supports al, which is not in the set; allowed: [all]");
        refused(all, net, policy("db").withGroup("db").target(RESOLUTION).supports("net", 1))
                .hasMessageContaining(
                        "The policy db supports net, which is OLA; allowed: a service level agreement with targets");
        refused(all.supports("all", 1))
                .hasMessageContaining(
                        "The policy all is a service level agreement and supports all; allowed: only withGroup");
        refused(all, SlaPolicy.exempt("none").order(-1).service("x"), net.supports("none", 1))
                .hasMessageContaining("The policy net supports none, which is exempt");
    }

    private static SlaTarget within(int hours) {
        return SlaTarget.resolution().within(Duration.ofHours(hours));
    }

    @Test
    void agreementsThatTakeTooLongTogether() {
        SlaPolicy all = policy("all").target(within(8).within(Priority.P1, Duration.ofHours(4)));
        SlaPolicy net = policy("net").withGroup("net").supports("all", 1);
        SlaPolicy db = policy("db").withGroup("db").supports("all", 2);
        refused(all, net.target(within(8)))
                .hasMessageContaining(
                        "1. net supports all and cannot meet its resolution for priority P1: PT8H is more than PT4H;"
                                + " allowed: promise less time there, or more here");
        assertThat(set(all, net.target(within(8).within(Priority.P1, Duration.ofHours(4))))
                        .policies())
                .hasSize(2);
        assertThat(set(all, net.priority(Priority.P3).target(within(8))).policies())
                .hasSize(2);
        refused(all, net.target(within(2)), db.target(within(3)))
                .hasMessageContaining(
                        "net, then db support all and cannot meet its resolution for priority P1: PT5H is more than");
        assertThat(set(all, net.target(within(2)), db.target(within(2))).policies())
                .hasSize(3);
        // One of the same stage stands in for the other: the worst counts, not the sum.
        SlaPolicy net2 = policy("net2").withGroup("net2").supports("all", 1).target(within(2));
        assertThat(set(all, net.target(within(2)), net2, db.target(within(2))).policies())
                .hasSize(4);
        refused(all, net.target(within(1)), net2, db.target(within(3)))
                .hasMessageContaining("net2, then db support all");
    }

    @Test
    void onlyWhatMayCountForOneTicketIsAddedUp() {
        SlaPolicy all = policy("all").target(within(4));
        SlaPolicy net = policy("net").withGroup("net").supports("all", 1).target(within(3));
        SlaPolicy db = policy("db").withGroup("db").supports("all", 2).target(within(3));
        assertThat(set(all, net.service("a"), db.service("b")).policies()).hasSize(3);
        refused(all, net.service("a"), db.service("b").service("a")).hasMessageContaining("net, then db support all");
        // An agreement that another of the same group comes before does not count.
        SlaPolicy quick =
                policy("quick").withGroup("net").order(-1).supports("all", 1).target(within(1));
        assertThat(set(all, quick, net, db).policies()).hasSize(4);
    }

    @Test
    void agreementsByOtherCalendars() {
        SlaPolicy all = SlaPolicy.named("all").calendar("always").target(within(24));
        refused(all, policy("net").withGroup("net").supports("all", 1).target(within(4)))
                .hasMessageContaining(
                        "net supports all and cannot meet its resolution for priority P1: what starts at 2026-01-02T")
                .hasMessageContaining("is due at 2026-01-03T")
                .hasMessageContaining("and they end at 2026-01-05T");
        assertThat(set(
                                policy("all").target(within(8)),
                                SlaPolicy.named("net")
                                        .calendar("always")
                                        .withGroup("net")
                                        .supports("all", 1)
                                        .target(within(8)))
                        .policies())
                .hasSize(2);
        refused(
                        policy("all").target(SlaTarget.resolution().promise(Promise.endOfWorkingDay(1))),
                        policy("net").withGroup("net").supports("all", 1).target(within(1)))
                .hasMessageContaining(
                        "what starts at 2026-01-01T15:00:01Z is due at 2026-01-01T16:00:00Z, and they end at"
                                + " 2026-01-02T08:00:01Z");
        assertThat(set(
                                policy("all").target(SlaTarget.resolution().promise(Promise.endOfWorkingDay(3))),
                                policy("net")
                                        .withGroup("net")
                                        .supports("all", 1)
                                        .target(SlaTarget.resolution().promise(Promise.endOfWorkingDay(1))),
                                policy("db").withGroup("db").supports("all", 2).target(within(8)))
                        .policies())
                .hasSize(3);
    }

    @Test
    void agreementsOnSharesAndInstants() {
        refused(
                        policy("all").target(SlaTarget.resolution().promise(Promise.availability("99.9"))),
                        policy("net")
                                .withGroup("net")
                                .supports("all", 1)
                                .target(SlaTarget.resolution().promise(Promise.availability("99.5"))))
                .hasMessageContaining("99.5 % is less than 99.9 %");
        Instant due = Instant.parse("2026-05-01T10:00:00Z");
        refused(
                        policy("all").target(SlaTarget.resolution().promise(Promise.at(due))),
                        policy("net")
                                .withGroup("net")
                                .supports("all", 1)
                                .target(SlaTarget.resolution().promise(Promise.at(due.plusSeconds(1)))))
                .hasMessageContaining("at 2026-05-01T10:00:01Z is later than 2026-05-01T10:00:00Z");
        assertThat(set(
                                policy("all").target(SlaTarget.resolution().promise(Promise.at(due))),
                                policy("net")
                                        .withGroup("net")
                                        .supports("all", 1)
                                        .target(within(1_000)))
                        .policies())
                .hasSize(2);
    }

    @Test
    void showsNamesOfTheHostOnlyIfTheyArePlain() {
        refused(
                        policy("a").service("<script>").target(RESOLUTION),
                        policy("b").service("<script>").target(RESOLUTION))
                .hasMessageContaining("service (a name of 8 characters)")
                .hasMessageNotContaining("<");
    }

    @Test
    void looksAtManyPoliciesQuickly() {
        build(200, 50);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> build(1_000, 300));
        long start = System.nanoTime();
        SlaPolicies set = build(200, 50);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("200 policies with 50 services: " + taken.toMillis() + " ms");
        assertThat(taken).isLessThan(Duration.ofSeconds(3));
        SlaAttributes ticket = PolicyCheckPropertyTest.ticket("s7", Priority.P3, "c1/x", "k1");
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long before = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(set.select(ticket).isEmpty()).isFalse();
            }
            least = Math.min(least, (System.nanoTime() - before) / 100);
        }
        System.out.println("selection of 200 policies: " + least + " ns");
        assertThat(least).isLessThan(200_000);
    }

    /** Services with agreements for two customers, their OLAs by another calendar, and something for the rest. */
    private static SlaPolicies build(int policies, int services) {
        SlaPolicies.Builder set = SlaPolicies.version(1).calendar(ALWAYS).calendar(OFFICE);
        for (int i = 0; i < policies - 1; i++) {
            int service = i % services;
            SlaPolicy each = policy("p" + i).order(i).service("s" + service);
            each = switch (i / services % 4) {
                case 0 -> each.customer("k" + i % 7).target(within(40 + i % 5));
                case 1 ->
                    each.category("c" + i % 3)
                            .target(within(40 + i % 7))
                            .target(SlaTarget.response().within(Duration.ofHours(1)));
                case 2 -> each.priority(Priority.P1).target(within(20 + i % 3));
                default ->
                    each.withGroup("g" + i % 9)
                            .calendar("always")
                            .supports("p" + (i - 2 * services), 1)
                            .target(within(5 + i % 2));
            };
            set.policy(each);
        }
        return set.policy(policy("rest")
                        .order(100_000)
                        .target(within(100))
                        .target(SlaTarget.response().within(Duration.ofHours(8))))
                .build();
    }

    @Test
    void endsWhenConditionsAreTooEntangled() {
        SlaPolicies.Builder set = SlaPolicies.version(1).calendar(ALWAYS);
        Random random = new Random(1);
        for (int i = 0; i < 250; i++) {
            SlaPolicy each =
                    SlaPolicy.named("p" + i).order(i).calendar("always").target(RESOLUTION);
            for (int name = 0; name < 60; name++) {
                each = each.service("s" + random.nextInt(300))
                        .customer("k" + random.nextInt(300))
                        .category("c" + random.nextInt(300));
            }
            set.policy(each);
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(set::build).hasMessageContaining("too entangled to be checked"));
    }

    private static SlaTarget giving(int percent, Escalation to) {
        return RESOLUTION.threshold(Threshold.at(percent, to));
    }

    private static SlaPolicy group(String group, SlaTarget target) {
        return policy(group + "-ola").withGroup(group).target(target);
    }

    private static Escalation to(String group) {
        return new Escalation.Reassign(Assignment.to(group));
    }

    @Test
    void groupsThatGiveTheSameTicketsBackAndForth() {
        refused(group("network", giving(50, to("desk"))), group("desk", giving(90, to("network"))))
                .hasMessageContaining("findings: 1")
                .hasMessageContaining(
                        "1. The clocks of groups give tickets back and forth: desk-ola at 90% gives to network,"
                                + " network-ola at 50% gives to desk, such as a ticket of kind INCIDENT, any service,"
                                + " priority P1, any category, any customer; allowed: let the last of them notify");
        refused(
                        group("a", giving(50, to("b"))),
                        group("b", giving(50, new Escalation.Functional(Assignment.to("c")))),
                        group("c", giving(50, to("a"))))
                .hasMessageContaining("a-ola at 50% gives to b, b-ola at 50% gives to c, c-ola at 50% gives to a");
    }

    @Test
    void groupsThatGiveTicketsOnAreNoRing() {
        set(group("network", giving(50, to("desk"))), group("desk", giving(90, new Escalation.Notify("network"))));
        set(group("a", giving(50, to("b"))), group("b", giving(50, to("c"))), group("c", RESOLUTION));
        set(group("a", giving(50, to("a"))));
        SlaTarget urgent = SlaTarget.resolution().within(Priority.P1, Duration.ofHours(1));
        SlaTarget others = SlaTarget.resolution().within(Priority.P2, Duration.ofHours(1));
        set(
                group("network", urgent.threshold(Threshold.at(50, to("desk")))),
                group("desk", others.threshold(Threshold.at(50, to("network")))),
                policy("exempt-network").withGroup("network").order(1).target(RESOLUTION),
                policy("exempt-desk").withGroup("desk").order(1).target(RESOLUTION));
        set(
                group("network", giving(50, to("desk"))).service("shop"),
                group("desk", giving(90, to("network"))).service("mail"));
        set(
                group("network", giving(50, to("desk"))),
                policy("first").withGroup("desk").order(-1).target(RESOLUTION),
                group("desk", giving(90, to("network"))));
    }
}
