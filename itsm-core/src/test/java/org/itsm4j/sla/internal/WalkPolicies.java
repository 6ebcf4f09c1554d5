package org.itsm4j.sla.internal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.itsm4j.sla.CalendarChange;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.ReopenRule;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.TargetChange;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;

/** What is promised on a walk, twice: as policies for the library, and as a table of its own for the oracle. */
final class WalkPolicies {
    static final String RESPONSE = "response";
    static final String RESOLUTION = "resolution";
    static final String GROUP = "ola/payments/resolution";
    static final String SUPPLIER = "contract/makers/resolution";
    static final List<String> SLOTS = List.of(RESPONSE, RESOLUTION, GROUP, SUPPLIER);
    static final List<String> SERVICES = List.of("webshop", "toys", "books", "intranet");
    static final int VERSIONS = 3;

    /** Minute 0 of all walks; the clocks of Madrid change ten days later. */
    static final Instant ZERO = Instant.parse("2026-03-19T00:00:00Z");
    /** So many minutes are known of each calendar. */
    static final int MINUTES = 120 * 24 * 60;

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final LocalDate HOLIDAY = LocalDate.of(2026, 3, 25);
    private static final WorkCalendar OFFICE = WorkCalendar.named("office")
            .zone(MADRID)
            .hours("Mon-Fri 09:00-17:00")
            .build();
    private static final WorkCalendar LONG_OFFICE = WorkCalendar.named("office")
            .version(2)
            .zone(MADRID)
            .hours("Mon-Fri 07:30-18:45")
            .holiday(HOLIDAY, "Fiesta")
            .build();
    private static final WorkCalendar ALWAYS = WorkCalendar.named("always")
            .zone(MADRID)
            .hours("Mon-Sun 00:00-24:00")
            .build();
    private static final Map<Rules, Map<Integer, SlaPolicies>> BUILT = new ConcurrentHashMap<>();

    /** The calendars, as sets of minutes: the oracle's only knowledge of them. */
    enum Hours {
        OFFICE,
        LONG_OFFICE,
        ALWAYS;

        private final boolean[] working = new boolean[MINUTES];

        Hours() {
            for (int hour = 0; hour < MINUTES / 60; hour++) { // no clock is changed within an hour
                ZonedDateTime local = ZERO.plusSeconds(3_600L * hour).atZone(ZoneId.of("Europe/Madrid"));
                boolean weekday = local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
                boolean holiday = local.toLocalDate().equals(LocalDate.of(2026, 3, 25));
                for (int minute = 0; minute < 60; minute++) {
                    int time = local.getHour() * 60 + minute;
                    working[60 * hour + minute] = switch (name()) {
                        case "OFFICE" -> weekday && time >= 540 && time < 1_020;
                        case "LONG_OFFICE" -> weekday && !holiday && time >= 450 && time < 1_125;
                        default -> true;
                    };
                }
            }
        }

        boolean isWorking(int minute) {
            return working[minute];
        }
    }

    /** How all policies of a walk deal with changes. */
    record Rules(TargetChange target, CalendarChange calendar, ReopenRule reopen) {}

    /** What is promised in a slot. */
    record Promised(String policy, Hours hours, long minutes) {}

    private WalkPolicies() {}

    static SlaPolicies of(int version, Rules rules) {
        return BUILT.computeIfAbsent(rules, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(version, any -> build(version, rules));
    }

    private static SlaPolicies build(int version, Rules rules) {
        return SlaPolicies.version(version)
                .calendar(hours("office", version) == Hours.OFFICE ? OFFICE : LONG_OFFICE)
                .calendar(ALWAYS)
                .policy(named("shop", "always", version, rules, RESPONSE, RESOLUTION)
                        .service("webshop")
                        .order(1)
                        .pauseOn(HoldReason.CALLER))
                .policy(SlaPolicy.exempt("none").service(exempt(version)).order(2))
                .policy(named("standard", "office", version, rules, RESPONSE, RESOLUTION)
                        .order(3)
                        .pauseOn(HoldReason.CALLER))
                .policy(named("inside", "office", version, rules, RESOLUTION)
                        .withGroup("payments")
                        .pauseOn(HoldReason.CALLER)
                        .pauseOn(HoldReason.VENDOR))
                .policy(named("makers", "always", version, rules, RESOLUTION).withSupplier("makers"))
                .build();
    }

    private static SlaPolicy named(String name, String calendar, int version, Rules rules, String... metrics) {
        SlaPolicy policy = SlaPolicy.named(name)
                .calendar(calendar)
                .onTargetChange(rules.target())
                .onCalendarChange(rules.calendar())
                .onReopen(rules.reopen());
        for (String metric : metrics) {
            SlaTarget target = metric.equals(RESPONSE) ? SlaTarget.response() : SlaTarget.resolution();
            policy = policy.target(target.within(Priority.P1, minutes(name, metric, true, version))
                    .within(minutes(name, metric, false, version))
                    .threshold(Threshold.at(50, new Escalation.Notify("lead")))
                    .threshold(Threshold.after(Duration.ofHours(1), new Escalation.Notify("boss"))));
        }
        return policy;
    }

    private static Duration minutes(String policy, String metric, boolean high, int version) {
        return Duration.ofMinutes(amount(policy, metric, high, version));
    }

    private static long amount(String policy, String metric, boolean high, int version) {
        long base = switch (policy) {
            case "shop" -> metric.equals(RESPONSE) ? 30 : 240;
            case "standard" -> metric.equals(RESPONSE) ? 60 : 300;
            case "inside" -> 180;
            default -> 360;
        };
        return (high ? base : base * 7 / 2) + (version - 1) * 37L;
    }

    private static Hours hours(String calendar, int version) {
        if (calendar.equals("always")) {
            return Hours.ALWAYS;
        }
        return version == 2 ? Hours.LONG_OFFICE : Hours.OFFICE;
    }

    private static String exempt(int version) {
        return version == 2 ? "books" : "toys";
    }

    /** What counts for a ticket in a slot. */
    static Optional<Promised> promised(int version, String slot, Optional<String> service, Priority priority) {
        boolean high = priority == Priority.P1;
        if (slot.equals(GROUP)) {
            return Optional.of(
                    new Promised("inside", hours("office", version), amount("inside", RESOLUTION, high, version)));
        }
        if (slot.equals(SUPPLIER)) {
            return Optional.of(new Promised("makers", Hours.ALWAYS, amount("makers", RESOLUTION, high, version)));
        }
        if (service.equals(Optional.of("webshop"))) {
            return Optional.of(new Promised("shop", Hours.ALWAYS, amount("shop", slot, high, version)));
        }
        if (service.equals(Optional.of(exempt(version)))) {
            return Optional.empty();
        }
        return Optional.of(new Promised("standard", hours("office", version), amount("standard", slot, high, version)));
    }
}
