package org.itsm4j.calendars;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.sla.Holiday;

/**
 * Public holidays of a country or a part of it, for {@link org.itsm4j.sla.WorkCalendar.Builder#holidays}. The data is that of the
 * Jollyday library in the version on the class path; check it against your own before you rely on it. Bank holidays are
 * included, observances on which people work are not. Immutable and thread-safe.
 */
public final class PublicHolidays {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final int LONGEST_NAME = 200;

    private final HolidayManager manager;
    private final List<String> parts;
    private final Locale language;

    private PublicHolidays(HolidayManager manager, List<String> parts, Locale language) {
        this.manager = manager;
        this.parts = parts;
        this.language = language;
    }

    /**
     * @param country code of the country, ISO 3166-1, such as {@code ES}, in any case; or a code that Jollyday adds, such as
     *     {@code NYSE}
     * @param parts codes of a part of it, from the greater to the smaller, such as {@code md}, in any case; its holidays are added
     *     to those of the whole country
     * @return its holidays, with English names
     * @throws ConfigurationException if the country or the part is not known; the message lists those that are
     */
    public static PublicHolidays of(String country, String... parts) {
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(parts, "parts");
        String code = known("country", country, HolidayManager.getSupportedCalendarCodes());
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(code));
        CalendarHierarchy place = manager.getCalendarHierarchy();
        List<String> path = new ArrayList<>();
        for (String part : parts) {
            Map<String, CalendarHierarchy> children = place.getChildren();
            String child = known("part of " + code, Objects.requireNonNull(part, "parts"), children.keySet());
            path.add(child);
            place = Objects.requireNonNull(children.get(child), child);
        }
        return new PublicHolidays(manager, List.copyOf(path), Locale.ENGLISH);
    }

    private static String known(String what, String code, Iterable<String> all) {
        TreeSet<String> codes = new TreeSet<>();
        all.forEach(codes::add);
        return codes.stream()
                .filter(each -> each.equalsIgnoreCase(code))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "There are no public holidays of this " + what + Given.got(code) + "; known: " + codes));
    }

    /**
     * @param locale the language of the names; English where there is none in that language
     * @return the same holidays, with these names
     */
    public PublicHolidays in(Locale locale) {
        return new PublicHolidays(manager, parts, Objects.requireNonNull(locale, "locale"));
    }

    /**
     * @param fromYear first year; from 1900
     * @param toYear last year, included; to 2200
     * @return the holidays of these years by date; of two on one date the one whose name comes first
     * @throws IllegalArgumentException if a year is out of range, or the last is before the first
     */
    public List<Holiday> between(int fromYear, int toYear) {
        if (fromYear < FIRST_YEAR || toYear > LAST_YEAR || toYear < fromYear) {
            throw new IllegalArgumentException("fromYear, toYear: " + FIRST_YEAR + " to " + LAST_YEAR
                    + " in this order, got " + fromYear + " and " + toYear);
        }
        Map<LocalDate, Holiday> byDate = new TreeMap<>();
        // The year before: a holiday of December may be kept in January.
        IntStream.rangeClosed(fromYear - 1, toYear + 1)
                .mapToObj(Year::of)
                .flatMap(year -> manager.getHolidays(year, parts.toArray(new String[0])).stream())
                .filter(each -> each.getType() != HolidayType.OBSERVANCE)
                .filter(each ->
                        each.getDate().getYear() >= fromYear && each.getDate().getYear() <= toYear)
                .map(each -> new Holiday(each.getDate(), name(each)))
                .forEach(each -> byDate.merge(
                        each.date(), each, (one, two) -> one.name().compareTo(two.name()) <= 0 ? one : two));
        return List.copyOf(byDate.values());
    }

    private String name(de.focus_shift.jollyday.core.Holiday holiday) {
        String name = Optional.of(holiday.getDescription(language))
                .map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(text -> !text.isEmpty())
                .orElse("Public holiday");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
