package org.itsm4j.calendars;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.fortuna.ical4j.model.TemporalAmountAdapter;
import org.jspecify.annotations.Nullable;

/** An event of a calendar file, as its properties; collected while it is read. Not thread-safe. */
final class IcsEvent {
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendLiteral('T')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .toFormatter(Locale.ROOT);

    /**
     * A property of an event.
     *
     * @param value as it is written in the file
     * @param zone its parameter TZID; empty for none
     */
    record Property(String value, String zone) {}

    /** Where it is in the file, from 1, for errors. */
    private final int number;

    private final Map<String, List<Property>> properties = new HashMap<>();

    IcsEvent(int number) {
        this.number = number;
    }

    void add(String name, Property property) {
        properties.computeIfAbsent(name, any -> new ArrayList<>()).add(property);
    }

    String path(String property) {
        return "event " + number + ", " + property;
    }

    private @Nullable Property first(String name) {
        List<Property> all = properties.get(name);
        return all == null ? null : all.get(0);
    }

    String text(String name) {
        Property property = first(name);
        return property == null ? "" : property.value();
    }

    private Property start() {
        Property start = first("DTSTART");
        if (start == null) {
            throw IcsError.of(path("DTSTART"), "is required");
        }
        return start;
    }

    boolean isAllDay() {
        return start().value().indexOf('T') < 0;
    }

    boolean isCancelled() {
        return text("STATUS").equalsIgnoreCase("CANCELLED");
    }

    LocalDate startDate() {
        return date("DTSTART", start().value());
    }

    LocalDateTime startTime() {
        return time("DTSTART", start().value());
    }

    /** @return the zone of its start; that of the reader if it says none */
    ZoneId zone(ZoneId reader) {
        return zone("DTSTART", start(), reader);
    }

    private ZoneId zone(String name, Property property, ZoneId reader) {
        if (property.value().endsWith("Z")) {
            return ZoneOffset.UTC;
        }
        return property.zone().isEmpty() ? reader : IcsZones.of(path(name), property.zone());
    }

    private Instant instant(String name, Property property, ZoneId reader) {
        return time(name, property.value()).atZone(zone(name, property, reader)).toInstant();
    }

    /** @return how many days an event of whole days lasts; at least one */
    long days() {
        Property end = first("DTEND");
        long days = end != null
                ? date("DTEND", end.value()).toEpochDay() - startDate().toEpochDay()
                : first("DURATION") == null ? 1 : duration().toDays();
        return Math.max(1, days);
    }

    /** @return how long an event with times lasts; zero if it says nothing */
    Duration length(ZoneId reader) {
        Property end = first("DTEND");
        if (end == null) {
            return first("DURATION") == null ? Duration.ZERO : duration();
        }
        return Duration.between(instant("DTSTART", start(), reader), instant("DTEND", end, reader));
    }

    private Duration duration() {
        try {
            TemporalAmount amount =
                    TemporalAmountAdapter.parse(text("DURATION")).getDuration();
            LocalDateTime from = LocalDate.EPOCH.atStartOfDay();
            return Duration.between(from, from.plus(amount));
        } catch (RuntimeException e) {
            throw IcsError.of(path("DURATION"), "a duration such as PT8H, in range");
        }
    }

    /** @return local starts that the list names, in the event's own zone; dates as their midnights */
    Set<LocalDateTime> listed(String name, ZoneId reader) {
        Set<LocalDateTime> times = new HashSet<>();
        for (Property property : properties.getOrDefault(name, List.of())) {
            for (String value : property.value().split(",", -1)) {
                times.add(local(name, new Property(value.strip(), property.zone()), reader));
            }
        }
        return times;
    }

    private LocalDateTime local(String name, Property property, ZoneId reader) {
        // RDATE may give periods; only their starts are read.
        int slash = property.value().indexOf('/');
        Property start = slash < 0 ? property : new Property(property.value().substring(0, slash), property.zone());
        if (start.value().indexOf('T') < 0) {
            return date(name, start.value()).atStartOfDay();
        }
        return isAllDay()
                ? time(name, start.value()).toLocalDate().atStartOfDay()
                : LocalDateTime.ofInstant(instant(name, start, reader), zone(reader));
    }

    LocalDate date(String name, String value) {
        try {
            return checked(name, LocalDate.parse(value.substring(0, Math.min(8, value.length())), DATE));
        } catch (DateTimeException e) {
            throw IcsError.of(path(name), "a date such as 20260501");
        }
    }

    LocalDateTime time(String name, String value) {
        String digits = value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
        try {
            LocalDateTime time = LocalDateTime.parse(digits, TIME);
            checked(name, time.toLocalDate());
            return time;
        } catch (DateTimeException e) {
            throw IcsError.of(path(name), "a time such as 20260501T090000");
        }
    }

    private LocalDate checked(String name, LocalDate date) {
        if (date.getYear() < 1900 || date.getYear() > 2200) {
            throw IcsError.of(path(name), "in the years 1900 to 2200");
        }
        return date;
    }
}
