package org.itsm4j.change.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.itsm4j.error.Violation;

/**
 * A recurrence rule, read and checked; the one place that knows the library. The library works with local times only. UNTIL
 * is an instant and so is kept apart.
 */
final class RecurrenceText {
    private static final int LONGEST = 500;
    private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
    private static final Set<String> WITHIN_A_DAY = Set.of("BYHOUR", "BYMINUTE", "BYSECOND");
    private static final Set<String> PARTS = Set.of(
            "FREQ",
            "INTERVAL",
            "COUNT",
            "UNTIL",
            "WKST",
            "BYDAY",
            "BYMONTHDAY",
            "BYYEARDAY",
            "BYWEEKNO",
            "BYMONTH",
            "BYSETPOS");
    private static final Pattern INTERVAL = Pattern.compile("[1-9]\\d{0,2}");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Optional<Instant> until;
    private final String rest;
    private final boolean filters;

    private RecurrenceText(Optional<Instant> until, String rest, boolean filters) {
        this.until = until;
        this.rest = rest;
        this.filters = filters;
    }

    /** @return the rule; empty, and violations, if it is refused */
    static Optional<RecurrenceText> read(String text, List<Violation> violations) {
        if (text.length() > LONGEST) {
            violations.add(violation("at most " + LONGEST + " characters, got " + text.length()));
            return Optional.empty();
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.toUpperCase(Locale.ROOT).split(";", -1)) {
            String[] pair = part.split("=", -1);
            if (pair.length != 2 || parts.put(pair[0], pair[1]) != null) {
                violations.add(violation("parts such as FREQ=WEEKLY;BYDAY=SA, each once"));
                return Optional.empty();
            }
        }
        List<Violation> found = refused(parts);
        Optional<Instant> until = until(parts, found);
        violations.addAll(found);
        if (!found.isEmpty()) {
            return Optional.empty();
        }
        parts.remove("UNTIL");
        List<String> rest = new ArrayList<>(List.of("FREQ=" + parts.remove("FREQ")));
        parts.forEach((name, value) -> rest.add(name + "=" + value));
        boolean weekly = rest.get(0).equals("FREQ=WEEKLY");
        // every week has its days, so that BYDAY leaves none out
        boolean filters =
                parts.keySet().stream().anyMatch(name -> name.startsWith("BY") && !(weekly && name.equals("BYDAY")));
        RecurrenceText made = new RecurrenceText(until, String.join(";", rest), filters);
        try {
            made.rule();
            return Optional.of(made);
        } catch (InvalidRecurrenceRuleException e) {
            violations.add(violation("a recurrence rule of RFC 5545"));
            return Optional.empty();
        }
    }

    private static Violation violation(String message) {
        return new Violation("rule", message);
    }

    private static List<Violation> refused(Map<String, String> parts) {
        List<Violation> found = new ArrayList<>();
        if (!FREQUENCIES.contains(parts.getOrDefault("FREQ", ""))
                || parts.keySet().stream().anyMatch(WITHIN_A_DAY::contains)) {
            found.add(violation(
                    "FREQ is DAILY, WEEKLY, MONTHLY or YEARLY, without BYHOUR, BYMINUTE, BYSECOND: at most one"
                            + " a day, at the time of its start"));
        } else if (!PARTS.containsAll(parts.keySet())) {
            found.add(violation(
                    "only the parts FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY, BYMONTHDAY, BYYEARDAY, BYWEEKNO,"
                            + " BYMONTH, BYSETPOS"));
        }
        if (!INTERVAL.matcher(parts.getOrDefault("INTERVAL", "1")).matches()) {
            found.add(violation("INTERVAL is 1 to 999"));
        }
        if (!COUNT.matcher(parts.getOrDefault("COUNT", "1")).matches()) {
            found.add(violation("COUNT is 1 to 9999"));
        }
        if (parts.containsKey("COUNT") && parts.containsKey("UNTIL")) {
            found.add(violation("COUNT or UNTIL, not both"));
        }
        return found;
    }

    private static Optional<Instant> until(Map<String, String> parts, List<Violation> found) {
        String given = parts.get("UNTIL");
        if (given == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UNTIL.parse(given, Instant::from));
        } catch (DateTimeException e) {
            found.add(violation("UNTIL is an instant in UTC such as 20261231T225959Z"));
            return Optional.empty();
        }
    }

    private RecurrenceRule rule() throws InvalidRecurrenceRuleException {
        return new RecurrenceRule(rest, RfcMode.RFC5545_STRICT);
    }

    /** The last instant at which one may begin. */
    Optional<Instant> until() {
        return until;
    }

    /** Whether it leaves out some of the days, weeks, months or years that it counts, so that it might never get anywhere. */
    boolean filters() {
        return filters;
    }

    /**
     * The local starts from one time to another, both inclusive, in their order. UNTIL is not looked at.
     *
     * @throws IllegalStateException if the library gives up, as it does on rules that have no instance for too long
     */
    List<LocalDateTime> starts(LocalDateTime first, LocalDateTime from, LocalDateTime to) {
        List<LocalDateTime> starts = new ArrayList<>();
        if (to.isBefore(first)) {
            return starts;
        }
        try {
            RecurrenceRuleIterator all = rule().iterator(of(first));
            if (from.isAfter(first)) {
                all.fastForward(of(from));
            }
            while (all.hasNext()) {
                LocalDateTime start = of(all.nextDateTime());
                if (start.isAfter(to)) {
                    break;
                }
                starts.add(start);
            }
            return starts;
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            throw new IllegalStateException("The recurrence rule " + rest + " cannot be expanded", e);
        }
    }

    private static DateTime of(LocalDateTime local) {
        return new DateTime(
                local.getYear(),
                local.getMonthValue() - 1,
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute(),
                local.getSecond());
    }

    private static LocalDateTime of(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }
}
