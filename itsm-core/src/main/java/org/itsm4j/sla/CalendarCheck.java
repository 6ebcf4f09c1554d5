package org.itsm4j.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.internal.Findings;

/** Whether the calendars of a set belong together, and reach what is promised by them. Serves one check. */
final class CalendarCheck {
    /** How deep combinations may be nested. */
    static final int DEEPEST = 20;
    /** Of how many calendars with hours of their own a combination may be made in the end, each counted as often as it is in it. */
    private static final int MOST_LEAVES = 100;

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2200, 12, 31);

    private final Map<String, WorkCalendar> calendars;
    private final Map<WorkCalendar, Integer> leaves = new IdentityHashMap<>();
    /** By calendar and kind of promise: what was tried, and what came of it; what is less than what is reached is reached, too. */
    private final Map<String, TreeMap<Duration, Optional<String>>> tried = new HashMap<>();

    CalendarCheck(Map<String, WorkCalendar> calendars) {
        this.calendars = calendars;
    }

    /** @return the sum, if it is not too much */
    static int requireFew(String name, IntStream leaves) {
        long sum = leaves.asLongStream().sum();
        if (sum > MOST_LEAVES) {
            throw new ConfigurationException("Calendar " + name + " is made of more than " + MOST_LEAVES
                    + " calendars in the end; allowed: fewer combinations of combinations");
        }
        return (int) sum;
    }

    void check(Findings findings) {
        calendars.values().forEach(calendar -> {
            try {
                leaves(calendar, 0);
            } catch (ConfigurationException e) {
                findings.add(e.getMessage());
                return;
            }
            calendar.members().forEach(member -> {
                WorkCalendar known = calendars.get(member.name());
                if (known == null || known != member && !known.equals(member)) {
                    findings.add("The calendar " + calendar.name() + " combines " + member.name() + ", which is "
                            + (known == null ? "not in the set" : "another one in the set")
                            + "; allowed: add that very calendar to the set");
                }
            });
        });
    }

    private int leaves(WorkCalendar calendar, int depth) {
        if (depth > DEEPEST) {
            throw new ConfigurationException("Calendar " + calendar.name()
                    + " is needed too deep; allowed: combinations of combinations up to " + DEEPEST);
        }
        Integer known = leaves.get(calendar);
        if (known != null) {
            return known;
        }
        int count = calendar.members().isEmpty()
                ? 1
                : requireFew(
                        calendar.name(), calendar.members().stream().mapToInt(member -> leaves(member, depth + 1)));
        leaves.put(calendar, count);
        return count;
    }

    /** @return why the calendar does not reach it; empty if it does */
    Optional<String> unreachable(WorkCalendar calendar, Promise promise) {
        if (promise instanceof Promise.Within within) {
            return tried(
                    calendar.name() + " within", within.working(), () -> calendar.requireReachable(within.working()));
        } else if (promise instanceof Promise.WorkingDays days) {
            return tried(
                    calendar.name() + " days", Duration.ofDays(days.days()), () -> requireDays(calendar, days.days()));
        } else if (promise instanceof Promise.At at && !isSane(at.instant())) {
            return Optional.of(at.instant() + " is out of the years " + FIRST.getYear() + " to " + LAST.getYear());
        }
        return Optional.empty();
    }

    private static boolean isSane(Instant instant) {
        return !instant.isBefore(FIRST.atStartOfDay(ZoneOffset.UTC).toInstant())
                && instant.isBefore(LAST.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private Optional<String> tried(String key, Duration amount, Runnable check) {
        TreeMap<Duration, Optional<String>> results = tried.computeIfAbsent(key, any -> new TreeMap<>());
        Map.Entry<Duration, Optional<String>> more = results.ceilingEntry(amount);
        Map.Entry<Duration, Optional<String>> less = results.floorEntry(amount);
        if (more != null && more.getValue().isEmpty()) {
            return Optional.empty();
        }
        if (less != null && less.getValue().isPresent()) {
            return less.getValue();
        }
        Optional<String> result = Optional.empty();
        try {
            check.run();
        } catch (UnreachableTargetException e) {
            result = Optional.of(e.getMessage());
        }
        results.put(amount, result);
        return result;
    }

    private static void requireDays(WorkCalendar calendar, int days) {
        if (!calendar.timeline().isEndless()) {
            calendar.endOfWorkingDay(Moments.instant(calendar.timeline().opening(Moments.INDEX_START)), days);
            return;
        }
        for (int year = 2000; year <= 2100; year += 10) {
            calendar.endOfWorkingDay(
                    LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant(), days);
        }
    }
}
