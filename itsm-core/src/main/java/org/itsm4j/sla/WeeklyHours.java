package org.itsm4j.sla;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/**
 * The hours of a week, read from and written as text such as {@code Mon-Fri 09:00-13:00,14:00-18:00;Sat 22:00-06:00}.
 *
 * @param days the shifts of Monday to Sunday
 */
record WeeklyHours(List<Shifts> days) {
    static final WeeklyHours NONE = new WeeklyHours(Collections.nCopies(7, Shifts.NONE));

    static final int LONGEST = 1_000;
    /** Days run to the first digit, so that they may be listed with a comma, too. */
    private static final Pattern GROUP = Pattern.compile("([^\\d]+?)\\s+(\\d.*)");

    static WeeklyHours parse(String text) {
        requireShort(text.length());
        List<Shifts> days = new ArrayList<>(NONE.days);
        for (String group : text.split(";", -1)) {
            Matcher matcher = GROUP.matcher(group.strip());
            if (!matcher.matches()) {
                throw new ConfigurationException(
                        "Hours are days and times, groups apart by semicolons, such as Mon-Fri 09:00-17:00;Sat 10:00-14:00"
                                + Given.got(group.strip()));
            }
            Shifts shifts = Shifts.parse(matcher.group(2));
            for (int day : days(matcher.group(1))) {
                days.set(day, days.get(day).and(shifts));
            }
        }
        WeeklyHours hours = new WeeklyHours(List.copyOf(days));
        requireShort(hours.toString().length());
        return hours;
    }

    private static void requireShort(int length) {
        if (length > LONGEST) {
            throw new ConfigurationException(
                    "Hours are up to " + LONGEST + " characters, as given and as written out, got " + length);
        }
    }

    private static List<Integer> days(String text) {
        List<Integer> days = new ArrayList<>();
        for (String each : text.split("[+,]", -1)) {
            String[] ends = each.split("-", -1);
            if (ends.length > 2) {
                throw new ConfigurationException("Days are Mon, Mon-Fri or Mon+Wed" + Given.got(text));
            }
            int last = day(ends[ends.length - 1]);
            int day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = (day + 1) % 7;
                days.add(day);
            }
        }
        return days;
    }

    private static int day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name(day.ordinal()).equalsIgnoreCase(text.strip())) {
                return day.ordinal();
            }
        }
        throw new ConfigurationException("Days are Mon, Tue, Wed, Thu, Fri, Sat and Sun" + Given.got(text.strip()));
    }

    private static String name(int day) {
        String name = DayOfWeek.of(day + 1).name();
        return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT);
    }

    Shifts on(DayOfWeek day) {
        return days.get(day.ordinal());
    }

    boolean isEmpty() {
        return days.stream().allMatch(Shifts::isEmpty);
    }

    /** @return text that reads as the same hours; days with the same hours together */
    @Override
    public String toString() {
        StringJoiner groups = new StringJoiner(";");
        for (int day = 0; day < 7; day++) {
            Shifts shifts = days.get(day);
            if (!shifts.isEmpty() && days.indexOf(shifts) == day) {
                groups.add(daysOf(shifts) + " " + shifts);
            }
        }
        return groups.toString();
    }

    private String daysOf(Shifts shifts) {
        StringJoiner list = new StringJoiner("+");
        for (int day = 0; day < 7; day++) {
            if (days.get(day).equals(shifts)) {
                int first = day;
                while (day < 6 && days.get(day + 1).equals(shifts)) {
                    day++;
                }
                list.add(first == day ? name(day) : name(first) + "-" + name(day));
            }
        }
        return list.toString();
    }
}
