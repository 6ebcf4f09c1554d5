package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.internal.Findings;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** The verdicts of the check agree with those of somebody who tries every ticket there may be. */
class PolicyCheckPropertyTest {
    private static final WorkCalendar ALWAYS = WorkCalendar.always("always");
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> SERVICES = List.of("a", "b");
    private static final List<String> CATEGORIES = List.of("x", "x/y", "z", "x/y/w");
    private static final List<String> CUSTOMERS = List.of("k");
    /** One that some policies name, and one for all that none names. */
    private static final List<TicketKind> KINDS = List.of(TicketKind.INCIDENT, TicketKind.PROBLEM);

    private static final List<SlaAttributes> TICKETS = tickets();

    static SlaAttributes ticket(String service, Priority priority, String category, String customer) {
        return ticket(TicketKind.INCIDENT, service, priority, category, customer);
    }

    private static SlaAttributes ticket(
            TicketKind kind, String service, Priority priority, String category, String customer) {
        return new SlaAttributes(
                kind,
                Optional.of(service).filter(it -> !it.isEmpty()),
                Optional.of(priority),
                Optional.of(category).filter(it -> !it.isEmpty()).map(Category::of),
                Optional.of(customer).filter(it -> !it.isEmpty()));
    }

    private static List<SlaAttributes> tickets() {
        List<SlaAttributes> tickets = new ArrayList<>();
        for (String service : List.of("", "a", "b", "other")) {
            for (Priority priority : Priority.values()) {
                for (String category : List.of("", "x", "x/y", "x/y/w", "x/v", "xx", "z")) {
                    for (String customer : List.of("", "k")) {
                        for (TicketKind kind : KINDS) {
                            tickets.add(ticket(kind, service, priority, category, customer));
                        }
                    }
                }
            }
        }
        return tickets;
    }

    @Test
    void overlapsAndGapsAgree() {
        long seed = Long.getLong("itsm4j.sla.seed", 20_260_302L);
        int sets = Integer.getInteger("itsm4j.sla.checked", 2_000);
        int overlapping = 0;
        int gaping = 0;
        int fine = 0;
        for (int i = 0; i < sets; i++) {
            List<SlaPolicy> policies = policies(new Random(seed + i));
            String message = "";
            try {
                SlaPolicies.Builder set = SlaPolicies.version(1).calendar(ALWAYS);
                policies.forEach(set::policy);
                set.build();
            } catch (ConfigurationException e) {
                message = e.getMessage();
            }
            boolean overlap = overlap(policies);
            boolean gap = gap(policies);
            assertThat(message.contains("are for the same tickets"))
                    .as("overlap, itsm4j.sla.seed=%d: %s", seed + i, message)
                    .isEqualTo(overlap);
            assertThat(message.contains("have no "))
                    .as("gap, itsm4j.sla.seed=%d: %s", seed + i, message)
                    .isEqualTo(gap);
            assertThat(message.isEmpty()).as(message).isEqualTo(!overlap && !gap);
            overlapping += overlap ? 1 : 0;
            gaping += gap ? 1 : 0;
            fine += message.isEmpty() ? 1 : 0;
        }
        // Chance must not have left the interesting part out.
        assertThat(List.of(overlapping, gaping, fine)).allMatch(count -> count > sets / 20);
    }

    private static List<SlaPolicy> policies(Random random) {
        List<SlaPolicy> policies = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            boolean exempt = random.nextInt(5) == 0;
            SlaPolicy policy = exempt ? SlaPolicy.exempt("p" + i) : SlaPolicy.named("p" + i);
            policy = policy.calendar("always").order(random.nextInt(6));
            if (random.nextInt(5) == 0) {
                policy = policy.withGroup("g" + random.nextInt(2));
            }
            policy = random.nextInt(3) == 0 ? policy.service(SERVICES.get(random.nextInt(2))) : policy;
            policy = random.nextInt(6) == 0 ? policy.service(SERVICES.get(random.nextInt(2))) : policy;
            policy = random.nextInt(3) == 0 ? policy.category(CATEGORIES.get(random.nextInt(4))) : policy;
            policy = random.nextInt(6) == 0 ? policy.category(CATEGORIES.get(random.nextInt(4))) : policy;
            policy = random.nextInt(4) == 0 ? policy.customer(CUSTOMERS.get(0)) : policy;
            policy = random.nextInt(4) == 0 ? policy.priority(Priority.values()[random.nextInt(5)]) : policy;
            policy = random.nextInt(8) == 0 ? policy.kind(TicketKind.INCIDENT) : policy;
            if (!exempt) {
                boolean both = random.nextInt(3) == 0;
                policy = both || random.nextBoolean() ? policy.target(target(SlaTarget.response(), random)) : policy;
                policy = both || policy.targets().isEmpty()
                        ? policy.target(target(SlaTarget.resolution(), random))
                        : policy;
            }
            policies.add(policy);
        }
        if (random.nextInt(3) > 0) {
            policies.add(
                    random.nextBoolean()
                            ? SlaPolicy.exempt("rest").order(9)
                            : SlaPolicy.named("rest")
                                    .order(9)
                                    .calendar("always")
                                    .target(SlaTarget.response().within(Duration.ofHours(1)))
                                    .target(SlaTarget.resolution().within(Duration.ofHours(1))));
        }
        return policies;
    }

    private static SlaTarget target(SlaTarget plain, Random random) {
        SlaTarget target = plain;
        if (random.nextInt(8) == 0) {
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                target = target.within(Priority.values()[random.nextInt(5)], Duration.ofHours(2));
            }
            return target;
        }
        return target.within(Duration.ofHours(4));
    }

    /** @return for each policy which of all tickets it is for */
    private static List<BitSet> tried(List<SlaPolicy> policies) {
        List<BitSet> tried = new ArrayList<>();
        for (SlaPolicy policy : policies) {
            BitSet tickets = new BitSet();
            for (int i = 0; i < TICKETS.size(); i++) {
                tickets.set(i, policy.isFor(TICKETS.get(i)));
            }
            tried.add(tickets);
        }
        return tried;
    }

    private static boolean overlap(List<SlaPolicy> policies) {
        List<BitSet> tried = tried(policies);
        for (int i = 0; i < policies.size(); i++) {
            for (int j = 0; j < i; j++) {
                SlaPolicy one = policies.get(i);
                SlaPolicy other = policies.get(j);
                if (one.agreement() == other.agreement()
                        && one.owner().equals(other.owner())
                        && one.order() == other.order()
                        && (one.isExempt() != other.isExempt()
                                || one.targets().stream()
                                        .anyMatch(
                                                it -> other.target(it.metric()).isPresent()))
                        && tried.get(i).intersects(tried.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean gap(List<SlaPolicy> policies) {
        List<SlaPolicy> ordered = policies.stream()
                .filter(it -> it.agreement() == Agreement.SLA)
                .sorted((one, other) -> Integer.compare(one.order(), other.order()))
                .toList();
        List<BitSet> tried = tried(ordered);
        return KINDS.stream()
                .anyMatch(kind -> gap(kind, ordered, tried, "response") || gap(kind, ordered, tried, "resolution"));
    }

    private static boolean gap(TicketKind kind, List<SlaPolicy> ordered, List<BitSet> tried, String metric) {
        boolean some = false;
        boolean none = false;
        for (int i = 0; i < TICKETS.size(); i++) {
            if (TICKETS.get(i).kind() == kind) {
                SlaPolicy first = null;
                for (int each = 0; each < ordered.size() && first == null; each++) {
                    SlaPolicy policy = ordered.get(each);
                    if (tried.get(each).get(i)
                            && (policy.isExempt() || policy.target(metric).isPresent())) {
                        first = policy;
                    }
                }
                Priority priority = TICKETS.get(i).priority().orElseThrow();
                boolean promised = first != null
                        && !first.isExempt()
                        && first.target(metric)
                                .orElseThrow()
                                .promiseFor(priority)
                                .isPresent();
                some |= promised;
                none |= !promised && (first == null || !first.isExempt());
            }
        }
        return some && none;
    }

    @Test
    void whatEndsTooLateIsFoundFromEveryHalfHour() {
        List<WorkCalendar> calendars = List.of(
                ALWAYS,
                calendar("office", "Europe/Madrid", "Mon-Fri 09:00-17:00"),
                calendar("york", "America/New_York", "Mon-Fri 09:00-13:00,14:00-18:00"),
                calendar("night", "Asia/Kolkata", "Mon-Sat 22:00-06:00"));
        Random random = new Random(Long.getLong("itsm4j.sla.seed", 20_260_302L));
        Set<String> verdicts = new LinkedHashSet<>();
        for (int i = 0; i < 24; i++) {
            SupportCheck.Leg whole = leg(calendars, random, 12);
            List<SupportCheck.Leg> legs = random.nextBoolean()
                    ? List.of(leg(calendars, random, 6))
                    : List.of(leg(calendars, random, 3), leg(calendars, random, 3));
            boolean late = false;
            for (int half = 0; half < 365 * 48 && !late; half++) {
                Instant start = NEW_YEAR.plusSeconds(1_800L * half + 1);
                Instant end = start;
                for (SupportCheck.Leg leg : legs) {
                    end = due(leg, end);
                }
                late = end.isAfter(due(whole, start));
            }
            Optional<String> verdict =
                    new ChainCheck(new Findings("These service levels are refused")).tooLong(whole, legs);
            if (late) {
                assertThat(verdict).as("%s %s", whole, legs).isPresent();
            }
            verdicts.add(late + " " + verdict.isPresent());
        }
        assertThat(verdicts).contains("true true", "false false");
    }

    private static WorkCalendar calendar(String name, String zone, String hours) {
        return WorkCalendar.named(name).zone(zone).hours(hours).build();
    }

    private static SupportCheck.Leg leg(List<WorkCalendar> calendars, Random random, int most) {
        Promise promise = random.nextInt(3) == 0
                ? Promise.endOfWorkingDay(1 + random.nextInt(1 + most / 4))
                : Promise.within(Duration.ofHours(1 + random.nextInt(most * 3)));
        return new SupportCheck.Leg(SlaPolicy.named("any"), calendars.get(random.nextInt(calendars.size())), promise);
    }

    private static Instant due(SupportCheck.Leg leg, Instant start) {
        return leg.promise() instanceof Promise.Within within
                ? leg.calendar().due(start, within.working(), List.of())
                : leg.calendar().endOfWorkingDay(start, ((Promise.WorkingDays) leg.promise()).days());
    }
}
