package org.itsm4j.sla;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;

/** Sets of policies made by chance. */
final class RandomPolicies {
    private static final List<String> TEXTS = List.of(
            "webshop",
            "till",
            "a \"quoted\" name",
            "back\\slash",
            "\u00e9\u4e2d\ud83d\ude00",
            "line\nfeed\ttab",
            "\u202ertl",
            "x/y");
    private static final List<String> METRICS = List.of("response", "resolution", "fulfilment", "first-reply");

    private final Random random;

    RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    private boolean maybe() {
        return random.nextInt(3) == 0;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <E extends Enum<E>> E one(Class<E> type) {
        return one(List.of(type.getEnumConstants()));
    }

    /** A set with everything in it that there may be, and that is not refused. */
    SlaPolicies whole() {
        SlaPolicies.Builder set = SlaPolicies.version(1 + random.nextInt(1_000_000));
        List<String> calendars = new ArrayList<>();
        for (WorkCalendar calendar : calendars()) {
            set.calendar(calendar);
            calendars.add(calendar.name());
        }
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            SlaPolicy policy = SlaPolicy.named("policy-" + i).calendar(one(calendars));
            policy = described(policy.order(i - 4));
            if (maybe()) {
                policy = policy.withGroup(one(TEXTS));
            } else if (maybe()) {
                policy = policy.withSupplier(one(TEXTS));
            }
            if (policy.agreement() != Agreement.SLA && maybe()) {
                policy = policy.supports("rest", 1 + random.nextInt(100));
            }
            for (String metric : METRICS) {
                if (maybe() || metric.equals("response")) {
                    policy = policy.target(target(metric));
                }
            }
            set.policy(policy);
        }
        set.policy(SlaPolicy.exempt("nothing").order(1_000));
        // What the rest is promised takes longer than 100 stages could.
        return set.policy(SlaPolicy.named("rest")
                        .order(2_000)
                        .kind(TicketKind.INCIDENT)
                        .calendar(one(calendars))
                        .target(SlaTarget.custom("never", SlaEvent.CREATED, SlaEvent.RESOLVED)
                                .within(Duration.ofHours(300))))
                .build();
    }

    private List<WorkCalendar> calendars() {
        WorkCalendar.Builder office = WorkCalendar.named("office")
                .version(1 + random.nextInt(3))
                .zone(one(RandomCalendar.ZONES))
                .hours(one(List.of("Mon-Fri 09:00-17:00", "Sat-Tue 22:00-06:00; Wed 09:00-12:00,13:00-17:30:15")));
        for (int i = random.nextInt(4); i > 0; i--) {
            LocalDate date = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700));
            office.holiday(date, one(TEXTS).replaceAll("\\p{Cntrl}", "."));
            if (maybe() && i == 1) {
                office.open(date, "10:00-14:00");
            }
        }
        if (maybe()) {
            office.holidaysBy(HolidayCut.SHIFT_START);
        }
        if (maybe()) {
            office.horizon(Duration.ofDays(4_000).plusSeconds(random.nextInt(100)));
        }
        WorkCalendar first = office.build();
        WorkCalendar always = WorkCalendar.always("always");
        List<WorkCalendar> calendars = new ArrayList<>(List.of(first, always));
        if (maybe()) {
            WorkCalendar both = WorkCalendar.union("both", 2, first, always);
            // Combinations may come before their members.
            calendars.add(0, WorkCalendar.intersection("within", 1, both, first));
            calendars.add(random.nextInt(3), both);
        }
        return calendars;
    }

    private SlaPolicy described(SlaPolicy plain) {
        SlaPolicy policy = plain;
        for (int i = random.nextInt(3); i > 0; i--) {
            policy = policy.service(one(TEXTS));
        }
        policy = maybe() ? policy.kind(TicketKind.INCIDENT) : policy;
        policy = maybe() ? policy.priority(one(Priority.class)).priority(one(Priority.class)) : policy;
        policy = maybe() ? policy.category(one(TEXTS)) : policy;
        policy = maybe() ? policy.customer(one(TEXTS)).customer(one(TEXTS)) : policy;
        policy = maybe() ? policy.pauseIn("ON_HOLD").pauseIn("VENDOR") : policy;
        policy = maybe() ? policy.pauseIn("VENDOR") : policy;
        policy = maybe() ? policy.onReopen(one(ReopenRule.class)) : policy;
        policy = maybe() ? policy.onTargetChange(one(TargetChange.class)) : policy;
        return maybe() ? policy.onCalendarChange(one(CalendarChange.class)) : policy;
    }

    private SlaTarget target(String metric) {
        SlaTarget target = maybe() || metric.equals("first-reply")
                ? SlaTarget.custom(metric, SlaEvent.FIRST_PUBLIC_REPLY_NEEDED, SlaEvent.action("sitrep"))
                : metric.equals("response")
                        ? SlaTarget.response()
                        : metric.equals("resolution") ? SlaTarget.resolution() : SlaTarget.fulfilment();
        target = target.promise(promise());
        target = maybe() ? target.promise(one(Priority.class), promise()) : target;
        target = maybe() ? target.since(one(Since.class)) : target;
        target = maybe() ? target.cancelledBy(SlaEvent.RESOLVED).cancelledBy(SlaEvent.ASSIGNED) : target;
        target = maybe() ? target.resetBy(SlaEvent.action("reassign")) : target;
        target = maybe() ? target.threshold(Threshold.at(1 + random.nextInt(1_000), escalations())) : target;
        target = maybe() ? target.threshold(Threshold.before(Duration.ofSeconds(random.nextInt(9_999)))) : target;
        target = maybe() ? target.threshold(new Threshold("33.3333%", List.of(escalations()))) : target;
        return maybe() ? target.threshold(Threshold.after(Duration.ofMinutes(5), escalations())) : target;
    }

    private Promise promise() {
        return switch (random.nextInt(4)) {
            case 0 -> Promise.endOfWorkingDay(1 + random.nextInt(5));
            case 1 ->
                Promise.at(Instant.ofEpochSecond(1_800_000_000L + random.nextInt(9_999_999), random.nextInt(1_000)));
            case 2 -> new Promise.Availability(BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4));
            default -> Promise.within(Duration.ofMinutes(random.nextInt(10_000)));
        };
    }

    private Escalation[] escalations() {
        List<Escalation> all = List.of(
                new Escalation.Notify("lead"),
                new Escalation.Reassign(Assignment.to("second level")),
                new Escalation.Reassign(Assignment.to("net", "ana")),
                new Escalation.RaisePriority(one(Priority.class)),
                new Escalation.AddWatcher("mia"),
                new Escalation.RunStep("page"),
                new Escalation.Functional(Assignment.to("experts")),
                new Escalation.Hierarchical("\u00e9va"));
        return random.ints(random.nextInt(4), 0, all.size()).mapToObj(all::get).toArray(Escalation[]::new);
    }
}
