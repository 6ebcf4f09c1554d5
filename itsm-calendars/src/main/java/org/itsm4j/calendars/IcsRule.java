package org.itsm4j.calendars;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.fortuna.ical4j.model.Recur;

/**
 * A rule of recurrence. What it may cost is known before it is expanded: nothing more often than once a day, no rule of more
 * than 500 characters, and so many rounds in all.
 */
final class IcsRule {
    private static final int LONGEST = 500;
    private static final Map<String, Integer> DAYS = Map.of("DAILY", 1, "WEEKLY", 7, "MONTHLY", 28, "YEARLY", 365);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private final IcsEvent event;
    private final Map<String, String> parts = new TreeMap<>();
    private final int days;

    IcsRule(IcsEvent event, String text) {
        this.event = event;
        if (text.length() > LONGEST) {
            throw refused("at most " + LONGEST + " characters");
        }
        for (String part : text.toUpperCase(Locale.ROOT).split(";")) {
            String[] pair = part.split("=", -1);
            if (pair.length != 2 || parts.put(pair[0].strip(), pair[1].strip()) != null) {
                throw refused("a rule such as FREQ=YEARLY;COUNT=5");
            }
        }
        Integer frequency = DAYS.get(parts.getOrDefault("FREQ", ""));
        if (frequency == null
                || parts.keySet().stream().anyMatch(List.of("BYHOUR", "BYMINUTE", "BYSECOND")::contains)) {
            throw refused("FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY, without BYHOUR, BYMINUTE, BYSECOND");
        }
        if (!parts.getOrDefault("INTERVAL", "1").matches("[1-9]\\d{0,3}")) {
            throw refused("INTERVAL is 1 to 9999");
        }
        if (!parts.getOrDefault("COUNT", "1").matches("[1-9]\\d{0,4}")) {
            throw refused("COUNT is 1 to 99999");
        }
        days = frequency * Integer.parseInt(parts.getOrDefault("INTERVAL", "1"));
    }

    private RuntimeException refused(String rule) {
        return IcsError.of(event.path("RRULE"), rule);
    }

    /** @return how many rounds it takes to get so far */
    long rounds(LocalDate to) {
        return Math.max(0, to.toEpochDay() - event.startDate().toEpochDay()) / days + 1;
    }

    /** @return the dates of an event of whole days that lie between the two, both included */
    List<LocalDate> dates(LocalDate from, LocalDate to) {
        String until = parts.get("UNTIL");
        if (until != null) {
            parts.put("UNTIL", DateTimeFormatter.BASIC_ISO_DATE.format(event.date("RRULE", until)));
        }
        return expanded(event.startDate(), from, to.plusDays(1));
    }

    /** @return the local starts of an event with times that lie between the two */
    List<LocalDateTime> times(ZoneId zone, LocalDateTime from, LocalDateTime to) {
        String until = parts.get("UNTIL");
        if (until != null && until.endsWith("Z")) {
            LocalDateTime local = event.time("RRULE", until)
                    .atZone(ZoneOffset.UTC)
                    .withZoneSameInstant(zone)
                    .toLocalDateTime();
            parts.put("UNTIL", LOCAL.format(local));
        } else if (until != null && until.indexOf('T') < 0) {
            parts.put("UNTIL", LOCAL.format(event.date("RRULE", until).atTime(23, 59, 59)));
        }
        return expanded(event.startTime(), from, to);
    }

    private <T extends Temporal> List<T> expanded(T seed, T from, T to) {
        List<String> text = new ArrayList<>();
        // The frequency comes first: some parts are read by what it is.
        text.add("FREQ=" + parts.get("FREQ"));
        parts.forEach((name, value) -> {
            if (!name.equals("FREQ")) {
                text.add(name + "=" + value);
            }
        });
        try {
            return new Recur<T>(String.join(";", text)).getDates(seed, from, to);
        } catch (RuntimeException e) {
            throw refused("a rule of RFC 5545");
        }
    }
}
