package org.itsm4j.calendars;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ParserException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.sla.Holiday;

/**
 * The events of an iCalendar file (RFC 5545, {@code .ics}), as holidays and as dated hours of a
 * {@link org.itsm4j.sla.WorkCalendar}. Events of whole days are holidays, events with times are opening hours. Recurrences
 * are expanded ({@code RRULE}, {@code RDATE}, {@code EXDATE}, changed occurrences); cancelled events are left out. Zones are
 * those of Java, whatever the file says of their rules. Nothing is fetched from anywhere. Immutable and thread-safe.
 *
 * <p>Files come from strangers: they have at most 1 MB and 5,000 events, those at most 5,000 occurrences in what is asked
 * for, and no rule recurs more often than daily. Errors name the event by its place in the file, never what it says.
 */
public final class IcsCalendar {
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_OCCURRENCES = 5_000;
    /** Days, weeks, months or years that all rules together may go through: a second's work. */
    private static final long MOST_ROUNDS = 500_000;

    private static final int DEEPEST = 10;
    private static final int LONGEST_NAME = 200;

    private final List<IcsEvent> events;

    private IcsCalendar(List<IcsEvent> events) {
        this.events = events;
    }

    /**
     * @param stream the file, in UTF-8; it is read to its end and not closed
     * @return its events
     * @throws InvalidInputException if it is too large or no iCalendar file
     * @throws IOException if the stream cannot be read
     */
    public static IcsCalendar read(InputStream stream) throws IOException {
        byte[] bytes = Objects.requireNonNull(stream, "stream").readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw IcsError.of("size", "at most " + MOST_BYTES + " bytes");
        }
        // Long lines are folded: a line that begins with a space goes on with the one before it.
        String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\R[ \\t]", "");
        requireFlat(text);
        IcsReader reader = new IcsReader();
        try {
            new CalendarParserImpl().parse(new StringReader(text), reader);
        } catch (ParserException e) {
            if (e.getCause() instanceof InvalidInputException refusal) {
                throw refusal;
            }
            // Its message repeats the file.
            throw IcsError.of("contents", "iCalendar of RFC 5545, from BEGIN:VCALENDAR to END:VCALENDAR");
        }
        return new IcsCalendar(reader.events());
    }

    /** The parser calls itself for each component inside another. */
    private static void requireFlat(String text) {
        int depth = 0;
        for (String line : text.split("\\R")) {
            if (line.regionMatches(true, 0, "BEGIN:", 0, 6)) {
                depth++;
            } else if (line.regionMatches(true, 0, "END:", 0, 4)) {
                depth--;
            }
            if (depth > DEEPEST) {
                throw IcsError.of("components", "at most " + DEEPEST + " inside each other");
            }
        }
    }

    /**
     * @param from first date
     * @param to last date, included; up to 50 years later
     * @return the events of whole days, a holiday for each date that they cover, by date; of two on one date the one whose name
     *     comes first. Their names are the summaries, cut to 200 characters.
     * @throws InvalidInputException if an event cannot be read or there are too many
     * @throws IllegalArgumentException if the dates are not in order or too far apart
     */
    public List<Holiday> holidays(LocalDate from, LocalDate to) {
        requireOrder(from, to);
        Occurrences occurrences = new Occurrences(ZoneOffset.UTC);
        Map<LocalDate, Holiday> byDate = new TreeMap<>();
        for (IcsEvent event : events) {
            if (!event.isAllDay() || event.isCancelled()) {
                continue;
            }
            long days = event.days();
            LocalDate earliest = from.minusDays(
                    Math.min(days, from.toEpochDay() - event.startDate().toEpochDay() + 1));
            String name = name(event);
            for (LocalDateTime start : occurrences.of(event, earliest.isBefore(from) ? earliest : from, to)) {
                LocalDate first = start.toLocalDate();
                LocalDate end = first.plusDays(days);
                for (LocalDate date = first.isBefore(from) ? from : first;
                        date.isBefore(end) && !date.isAfter(to);
                        date = date.plusDays(1)) {
                    occurrences.count();
                    byDate.merge(
                            date,
                            new Holiday(date, name),
                            (one, two) -> one.name().compareTo(two.name()) <= 0 ? one : two);
                }
            }
        }
        return List.copyOf(byDate.values());
    }

    /**
     * Hours of the events with times. Hours over midnight are cut there, so that the next date has dated hours, too; where
     * clocks go back, what has no local time of its own is left out. Times without a zone are in the zone that is asked for.
     *
     * @param from first local date
     * @param to last local date, included; up to 50 years later
     * @param zone the zone of the calendar that is to be open
     * @return hours by date, each for {@link org.itsm4j.sla.WorkCalendar.Builder#open}
     * @throws InvalidInputException if an event cannot be read or there are too many
     * @throws IllegalArgumentException if the dates are not in order or too far apart
     */
    public Map<LocalDate, String> hours(LocalDate from, LocalDate to, ZoneId zone) {
        requireOrder(from, to);
        Objects.requireNonNull(zone, "zone");
        Occurrences occurrences = new Occurrences(zone);
        Map<LocalDate, TreeSet<String>> hours = new TreeMap<>();
        for (IcsEvent event : events) {
            if (event.isAllDay() || event.isCancelled()) {
                continue;
            }
            Duration length = event.length(zone);
            if (length.isNegative() || length.isZero()) {
                continue;
            }
            LocalDate earliest = from.minusDays(Math.min(length.toDays() + 2, 36_500));
            ZoneId own = event.zone(zone);
            for (LocalDateTime start : occurrences.of(event, earliest, to.plusDays(2))) {
                LocalDateTime end =
                        LocalDateTime.ofInstant(start.atZone(own).toInstant().plus(length), zone);
                LocalDateTime begin = LocalDateTime.ofInstant(start.atZone(own).toInstant(), zone);
                for (LocalDate date = begin.toLocalDate().isBefore(from) ? from : begin.toLocalDate();
                        !date.isAfter(to) && date.atStartOfDay().isBefore(end);
                        date = date.plusDays(1)) {
                    occurrences.count();
                    String first = date.equals(begin.toLocalDate())
                            ? begin.toLocalTime().toString()
                            : "00:00";
                    String last =
                            date.equals(end.toLocalDate()) ? end.toLocalTime().toString() : "24:00";
                    if (first.compareTo(last) < 0) {
                        hours.computeIfAbsent(date, any -> new TreeSet<>()).add(first + "-" + last);
                    }
                }
            }
        }
        Map<LocalDate, String> texts = new TreeMap<>();
        hours.forEach((date, all) -> texts.put(date, String.join(",", all)));
        return Collections.unmodifiableMap(texts);
    }

    private static void requireOrder(LocalDate from, LocalDate to) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (to.isBefore(from) || to.isAfter(from.plusYears(50)) || from.getYear() < 1900 || to.getYear() > 2200) {
            throw new IllegalArgumentException(
                    "from, to: in this order, up to 50 years apart, in the years 1900 to 2200, got " + from + " and "
                            + to);
        }
    }

    private static String name(IcsEvent event) {
        String name = event.text("SUMMARY")
                .replaceAll("\\\\[nN]", " ")
                .replaceAll("\\\\(.)", "$1")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return name.isEmpty() ? "Holiday" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** Expands recurrences within one allowance for a question. */
    private final class Occurrences {
        private final ZoneId reader;
        private final Map<String, Set<LocalDateTime>> changed = new HashMap<>();
        private long rounds;
        private int count;

        Occurrences(ZoneId reader) {
            this.reader = reader;
            for (IcsEvent event : events) {
                Set<LocalDateTime> one = event.listed("RECURRENCE-ID", reader);
                if (!one.isEmpty()) {
                    changed.computeIfAbsent(event.text("UID"), any -> new HashSet<>())
                            .addAll(one);
                }
            }
        }

        void count() {
            if (++count > MOST_OCCURRENCES) {
                throw IcsError.of(
                        "occurrences", "at most " + MOST_OCCURRENCES + " dates of events in what is asked for");
            }
        }

        Set<LocalDateTime> of(IcsEvent event, LocalDate from, LocalDate to) {
            boolean allDay = event.isAllDay();
            LocalDateTime start = allDay ? event.startDate().atStartOfDay() : event.startTime();
            Set<LocalDateTime> starts = new TreeSet<>(Set.of(start));
            starts.addAll(event.listed("RDATE", reader));
            if (!event.text("RRULE").isEmpty()) {
                IcsRule rule = new IcsRule(event, event.text("RRULE"));
                rounds += rule.rounds(to);
                if (rounds > MOST_ROUNDS) {
                    throw IcsError.of(event.path("RRULE"), "goes on for too long from its start");
                }
                if (allDay) {
                    rule.dates(from, to).forEach(date -> starts.add(date.atStartOfDay()));
                } else {
                    starts.addAll(rule.times(
                            event.zone(reader),
                            from.atStartOfDay(),
                            to.plusDays(1).atStartOfDay()));
                }
            }
            starts.removeAll(event.listed("EXDATE", reader));
            if (event.text("RECURRENCE-ID").isEmpty()) {
                starts.removeAll(changed.getOrDefault(event.text("UID"), Set.of()));
            }
            starts.removeIf(each ->
                    each.toLocalDate().isBefore(from) || each.toLocalDate().isAfter(to));
            return starts;
        }
    }
}
