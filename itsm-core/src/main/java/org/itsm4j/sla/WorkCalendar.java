package org.itsm4j.sla;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.jspecify.annotations.Nullable;

/**
 * Says which instants are working time, how much of it lies between two instants, and when a given amount has passed. An
 * instant is working time if the local time in the calendar's zone is inside the hours of its local date; so a day on which
 * clocks change is as long as it is. Results do not depend on the zone of the machine, are exact to the microsecond (what is
 * finer is cut off), and take about the same time for an hour as for years.
 *
 * <p>A calendar is an immutable, thread-safe version: what was reckoned by one is not changed by a later version. Two are equal
 * if they are defined in the same way. All instants are in the years 1900 to 2200; methods throw
 * {@link IllegalArgumentException}, naming the parameter, for others, and {@link NullPointerException} for null.
 */
public final class WorkCalendar {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final int MOST_MEMBERS = 20;
    private static final int MOST_DATES = 5_000;
    private static final Duration DEFAULT_HORIZON = Duration.ofDays(5 * 365);
    private static final int MOST_DAYS = 10_000;

    private final String name;
    private final int version;
    private final Combination combination;
    private final @Nullable Leaf leaf;
    private final List<WorkCalendar> members;
    private final Duration horizon;
    private final ZonePeriods periods;
    private final Timeline timeline;

    private WorkCalendar(String name, int version, Leaf leaf, Duration horizon) {
        this.name = name;
        this.version = version;
        this.combination = Combination.LEAF;
        this.leaf = leaf;
        this.members = List.of();
        this.horizon = horizon;
        this.periods = ZonePeriods.of(leaf.zone());
        this.timeline = requireWorking(name, leaf.timeline(periods));
    }

    private WorkCalendar(String name, int version, Combination combination, List<WorkCalendar> members) {
        this.name = requireName(name);
        this.version = requireVersion(name, version);
        this.combination = combination;
        this.leaf = null;
        this.members = members;
        if (members.size() < 2 || members.size() > MOST_MEMBERS) {
            throw new ConfigurationException(
                    "Calendar " + name + " combines 2 to " + MOST_MEMBERS + " calendars, got " + members.size());
        }
        this.horizon = members.stream()
                .map(WorkCalendar::horizon)
                .max(Comparator.naturalOrder())
                .orElse(DEFAULT_HORIZON);
        this.periods = members.get(0).periods;
        this.timeline = requireWorking(
                name,
                Timeline.combining(
                        members.stream().map(WorkCalendar::timeline).toList(),
                        combination == Combination.UNION ? Spans::or : Spans::and));
    }

    private static Timeline requireWorking(String name, Timeline timeline) {
        if (timeline.total() == 0) {
            throw new ConfigurationException("Calendar " + name
                    + " has no working time; it needs hours that are open at some time of the years 1900 to 2200");
        }
        return timeline;
    }

    private static String requireName(String name) {
        if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new ConfigurationException(
                    "The name of a calendar is 1 to 100 of A-Z, a-z, 0-9, _, . and -" + Given.got(name));
        }
        return name;
    }

    private static int requireVersion(String name, int version) {
        if (version < 1) {
            throw new ConfigurationException("Calendar " + name + " needs a version from 1, got " + version);
        }
        return version;
    }

    /**
     * @param name 1 to 100 of A-Z, a-z, 0-9, _, . and -
     * @return a builder for a calendar with hours of its own
     * @throws ConfigurationException if the name has other characters
     */
    public static Builder named(String name) {
        return new Builder(requireName(name));
    }

    /**
     * @param name as of {@link #named(String)}
     * @return a calendar that is always open, in UTC; version 1
     * @throws ConfigurationException if the name has other characters
     */
    public static WorkCalendar always(String name) {
        return named(name).zone("UTC").hours("Mon-Sun 00:00-24:00").build();
    }

    /**
     * @param name as of {@link #named(String)}
     * @param version from 1
     * @param members 2 to 20 calendars, which may be combinations, each in its own zone
     * @return a calendar that is open when any of them is, with the longest of their horizons; follow the sun
     * @throws ConfigurationException if name, version or number of members is out of range
     */
    public static WorkCalendar union(String name, int version, WorkCalendar... members) {
        return combined(name, version, Combination.UNION, members);
    }

    /**
     * @param name as of {@link #named(String)}
     * @param version from 1
     * @param members 2 to 20 calendars, which may be combinations, each in its own zone
     * @return a calendar that is open when all of them are, with the longest of their horizons
     * @throws ConfigurationException if name, version or number of members is out of range, or they are never open together
     */
    public static WorkCalendar intersection(String name, int version, WorkCalendar... members) {
        return combined(name, version, Combination.INTERSECTION, members);
    }

    private static WorkCalendar combined(String name, int version, Combination kind, WorkCalendar... members) {
        Objects.requireNonNull(members, "members");
        for (WorkCalendar member : members) {
            Objects.requireNonNull(member, "members");
        }
        return new WorkCalendar(name, version, kind, List.of(members));
    }

    /** @return the name */
    public String name() {
        return name;
    }

    /** @return the version, from 1 */
    public int version() {
        return version;
    }

    /** @return the zone of its clocks; that of the first member for a combination */
    public ZoneId zone() {
        return leaf == null ? members.get(0).zone() : leaf.zone();
    }

    /**
     * @return the hours of the week as text, in the one form that {@link Builder#hours(String)} would read as the same hours; empty
     *     if there are only dated hours, and for a combination
     */
    public String hours() {
        return definition().map(each -> each.weekly().toString()).orElse("");
    }

    /** @return its holidays, by date; none for a combination */
    public List<Holiday> holidays() {
        return definition().map(each -> List.copyOf(each.holidays().values())).orElse(List.of());
    }

    /** @return hours that replace those of the week, by date, as {@link Builder#open} reads them; none for a combination */
    public Map<LocalDate, String> datedHours() {
        Map<LocalDate, String> hours = new TreeMap<>();
        definition().ifPresent(each -> each.dated().forEach((date, shifts) -> hours.put(date, shifts.toString())));
        return Collections.unmodifiableMap(hours);
    }

    /** @return what holidays take away where hours run over midnight; that of the first member for a combination */
    public HolidayCut holidayCut() {
        return leaf == null ? members.get(0).holidayCut() : leaf.cut();
    }

    /** @return how far ahead of a start it looks */
    public Duration horizon() {
        return horizon;
    }

    /** @return the calendars that it combines, as given; none for one with hours of its own */
    public List<WorkCalendar> members() {
        return members;
    }

    /** @return how it is made */
    public Combination combination() {
        return combination;
    }

    Optional<Leaf> definition() {
        return Optional.ofNullable(leaf);
    }

    List<WorkCalendar> leaves() {
        return leaf != null
                ? List.of(this)
                : members.stream().flatMap(member -> member.leaves().stream()).toList();
    }

    Timeline timeline() {
        return timeline;
    }

    ZonePeriods periods() {
        return periods;
    }

    /**
     * @param from from when, inclusive
     * @param to to when, exclusive
     * @return the working time between them; zero if {@code to} is not after {@code from}
     */
    public Duration elapsed(Instant from, Instant to) {
        return elapsed(from, to, List.of());
    }

    /**
     * @param from from when, inclusive
     * @param to to when, exclusive
     * @param pauses what does not count; in any order, they may overlap
     * @return the working time between them outside the pauses; zero if {@code to} is not after {@code from}
     */
    public Duration elapsed(Instant from, Instant to, Collection<Pause> pauses) {
        long start = Moments.micros(from, "from");
        long end = Moments.micros(to, "to");
        return Moments.duration(PauseLine.of(pauses).elapsed(timeline, start, end));
    }

    /**
     * @param start from when
     * @param target how much working time; zero or more
     * @param pauses what does not count; in any order, they may overlap
     * @return the first instant at which that much working time has passed outside the pauses: the end of a working day, not
     *     the beginning of the next, if it is used up just then; the start if the target is zero
     * @throws UnreachableTargetException if that is more than the horizon after the start
     * @throws IllegalArgumentException if the target is negative
     */
    public Instant due(Instant start, Duration target, Collection<Pause> pauses) {
        long from = Moments.micros(start, "start");
        long due = reached(from, target, pauses);
        if (due == Moments.NEVER) {
            throw new UnreachableTargetException(name, start, target.toString(), horizon);
        }
        return Moments.instant(due);
    }

    /**
     * As {@link #due}, however far away: a ticket that waits for years is due all the same.
     *
     * @param start from when
     * @param target how much working time; zero or more
     * @param pauses what does not count; in any order, they may overlap
     * @return the first instant at which that much working time has passed outside the pauses; empty if that is never, or
     *     after the year 2200
     * @throws IllegalArgumentException if the target is negative
     */
    public Optional<Instant> reach(Instant start, Duration target, Collection<Pause> pauses) {
        return optional(
                PauseLine.of(pauses).due(timeline, Moments.micros(start, "start"), Moments.micros(target, "target")));
    }

    private long reached(long start, Duration target, Collection<Pause> pauses) {
        long due = PauseLine.of(pauses).due(timeline, start, Moments.micros(target, "target"));
        return due <= limit(start) ? due : Moments.NEVER;
    }

    private long limit(long start) {
        return start + Moments.micros(horizon, "horizon");
    }

    private static Optional<Instant> optional(long micros) {
        return micros == Moments.NEVER ? Optional.empty() : Optional.of(Moments.instant(micros));
    }

    /**
     * @param instant an instant
     * @return whether it is working time
     */
    public boolean isWorking(Instant instant) {
        return timeline.isOpen(Moments.micros(instant, "instant"));
    }

    /**
     * @param instant an instant
     * @return the first working instant at or after it; empty if that is more than the horizon later
     */
    public Optional<Instant> next(Instant instant) {
        long start = Moments.micros(instant, "instant");
        long opening = timeline.opening(start);
        return optional(opening <= limit(start) ? opening : Moments.NEVER);
    }

    /**
     * When the n-th working day is over. The first is the day that has the first working instant at or after the start, so a
     * start after hours begins with the next working day. A day is a local date with working time, in {@link #zone()}: a night is
     * part of two of them. With {@link HolidayCut#SHIFT_START} it is all shifts that start on a date, and ends with their tails
     * on the next morning; shifts of a date that are over before those of the date before do not count. Combinations
     * count local dates.
     *
     * @param start from when
     * @param n how many working days; 1 to 10,000
     * @return the end of the last working stretch of that day
     * @throws UnreachableTargetException if that is more than the horizon after the start
     * @throws IllegalArgumentException if {@code n} is out of range
     */
    public Instant endOfWorkingDay(Instant start, int n) {
        if (n < 1 || n > MOST_DAYS) {
            throw new IllegalArgumentException("n: 1 to " + MOST_DAYS + ", got " + n);
        }
        long from = Moments.micros(start, "start");
        long end = new WorkingDays(this).end(from, n, limit(from));
        if (end == Moments.NEVER) {
            throw new UnreachableTargetException(name, start, "working day " + n, horizon);
        }
        return Moments.instant(end);
    }

    /**
     * Refuses a target that is too large, when it is set up and not when it is missed. It is tried from the beginning of each
     * year from 2000 to 2100 and from all days of that time at which the hours change (holidays, dated hours, clocks); from the
     * first working instant if there are only dated hours.
     *
     * @param target how much working time; zero or more
     * @throws UnreachableTargetException if there is a start from which it takes longer than the horizon
     * @throws IllegalArgumentException if the target is negative
     */
    public void requireReachable(Duration target) {
        long needed = Moments.micros(target, "target");
        if (!timeline.isEndless()) {
            requireReachable(target, timeline.opening(Moments.INDEX_START), needed);
            return;
        }
        for (int year = 2000; year <= 2100; year++) {
            requireReachable(target, LocalDate.ofYearDay(year, 1).toEpochDay() * Moments.DAY, needed);
        }
        long first = LocalDate.ofYearDay(2000, 1).toEpochDay() * Moments.DAY;
        long last = LocalDate.ofYearDay(2101, 1).toEpochDay() * Moments.DAY;
        for (long start : timeline.starts()) {
            if (start >= first && start < last) {
                requireReachable(target, start, needed);
            }
        }
    }

    private void requireReachable(Duration target, long start, long needed) {
        if (needed > 0 && timeline.reaching(timeline.upTo(start) + needed) > limit(start)) {
            throw new UnreachableTargetException(name, Moments.instant(start), target.toString(), horizon);
        }
    }

    /**
     * Tells how the working time between two instants comes about. Its stretches have no gaps, and those that counted make up
     * {@link #elapsed(Instant, Instant, Collection)}. Working time under a pause bears the reason of the pause; where several
     * overlap, of the one that began first. What is closed by a holiday bears its name: the whole local date, or by
     * {@link HolidayCut#SHIFT_START} the times at which the shifts would have been.
     *
     * @param from from when, inclusive
     * @param to to when, exclusive
     * @param pauses what does not count; in any order, they may overlap
     * @return the explanation; without stretches if {@code to} is not after {@code from}
     */
    public Explanation explain(Instant from, Instant to, Collection<Pause> pauses) {
        Objects.requireNonNull(pauses, "pauses");
        long start = Moments.micros(from, "from");
        long end = Moments.micros(to, "to");
        return new Explanation(Duration.ZERO, new Explainer(this, start, end).stretches(pauses));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkCalendar calendar
                && name.equals(calendar.name)
                && version == calendar.version
                && combination == calendar.combination
                && Objects.equals(leaf, calendar.leaf)
                && members.equals(calendar.members)
                && horizon.equals(calendar.horizon);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, version, combination, leaf, members, horizon);
    }

    /** @return name and version */
    @Override
    public String toString() {
        return "WorkCalendar[" + name + " v" + version + "]";
    }

    /** Collects the definition of a calendar. Version 1, a horizon of 5 years, holidays by local date unless told. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private int version = 1;
        private @Nullable ZoneId zone;
        private WeeklyHours weekly = WeeklyHours.NONE;
        private final NavigableMap<LocalDate, Holiday> holidays = new TreeMap<>();
        private final NavigableMap<LocalDate, Shifts> dated = new TreeMap<>();
        private HolidayCut cut = HolidayCut.LOCAL_DATE;
        private Duration horizon = DEFAULT_HORIZON;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * @param number from 1; a changed calendar takes a higher one
         * @return this builder
         * @throws ConfigurationException if it is below 1
         */
        public Builder version(int number) {
            version = requireVersion(name, number);
            return this;
        }

        /**
         * @param id the zone of the calendar's clocks, such as {@code Europe/Madrid}; required
         * @return this builder
         * @throws ConfigurationException if there is no such zone
         */
        public Builder zone(String id) {
            try {
                return zone(ZoneId.of(Objects.requireNonNull(id, "id")));
            } catch (DateTimeException e) {
                throw new ConfigurationException(
                        "Calendar " + name + " needs a zone that Java knows, such as Europe/Madrid" + Given.got(id));
            }
        }

        /**
         * @param where the zone of the calendar's clocks; required
         * @return this builder
         */
        public Builder zone(ZoneId where) {
            zone = Objects.requireNonNull(where, "where");
            return this;
        }

        /**
         * Sets the hours of the week, as text: groups of days apart by semicolons, in each the days, a space, and from-to times apart
         * by commas. {@code Mon-Fri 09:00-13:00,14:00-18:00;Sat 22:00-06:00}. Days are Mon, Tue, Wed, Thu, Fri, Sat and Sun, in
         * any case; ranges may go over the weekend ({@code Fri-Mon}); several are joined by plus signs ({@code Mon+Wed+Fri};
         * commas are read, too). Times are HH:mm or HH:mm:ss up to 24:00; an end that is not after its beginning is on the next day.
         * Several groups for a day add up, and what overlaps counts once.
         *
         * @param text the hours, up to 1,000 characters, also as {@link WorkCalendar#hours()} would write them
         * @return this builder
         * @throws ConfigurationException if it cannot be read; the message says what is wrong
         */
        public Builder hours(String text) {
            weekly = WeeklyHours.parse(Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * @param date a local date that is closed
         * @param holidayName what people call it; 1 to 200 characters
         * @return this builder
         * @throws ConfigurationException if the name or the date is out of range, or there are more than 5,000 dates
         */
        public Builder holiday(LocalDate date, String holidayName) {
            Objects.requireNonNull(date, "date");
            return add(new Holiday(date, Objects.requireNonNull(holidayName, "holidayName")));
        }

        /**
         * @param more dates that are closed; of two holidays on one date the first gives the name
         * @return this builder
         * @throws ConfigurationException if there are more than 5,000 dates
         */
        public Builder holidays(Iterable<Holiday> more) {
            Objects.requireNonNull(more, "more").forEach(this::add);
            return this;
        }

        private Builder add(Holiday holiday) {
            holidays.putIfAbsent(Objects.requireNonNull(holiday, "more").date(), holiday);
            return requireRoom();
        }

        private Builder requireRoom() {
            if (holidays.size() + dated.size() > MOST_DATES) {
                throw new ConfigurationException(
                        "Calendar " + name + " has at most " + MOST_DATES + " holidays and dated hours together");
            }
            return this;
        }

        /**
         * @param how what a holiday takes away where hours run over midnight; also dated hours
         * @return this builder
         */
        public Builder holidaysBy(HolidayCut how) {
            cut = Objects.requireNonNull(how, "how");
            return this;
        }

        /**
         * Opens a date at other hours than its weekday, or one that is a holiday: dated hours win over it. By
         * {@link HolidayCut#LOCAL_DATE} they are all that is open on that date, and hours over midnight run on into the next date
         * unless that one is a holiday or has dated hours; by {@link HolidayCut#SHIFT_START} they are the shifts that start on it.
         *
         * @param date the local date
         * @param times from-to times as in {@link #hours(String)}, such as {@code 10:00-14:00}
         * @return this builder
         * @throws ConfigurationException if the times cannot be read, the date is out of range or has hours already, or there are
         *     more than 5,000 dates
         */
        public Builder open(LocalDate date, String times) {
            Objects.requireNonNull(times, "times");
            Moments.requireDate("A date with hours", Objects.requireNonNull(date, "date"));
            if (times.length() > WeeklyHours.LONGEST) {
                throw new ConfigurationException("The hours of " + date + " are up to " + WeeklyHours.LONGEST
                        + " characters, got " + times.length());
            }
            if (dated.putIfAbsent(date, Shifts.parse(times)) != null) {
                throw new ConfigurationException("Calendar " + name + " has hours for " + date
                        + " already; several times of one date go into one text, apart by commas");
            }
            return requireRoom();
        }

        /**
         * @param howFar how far ahead of a start to look; a second to 20 years (7,300 days), by default 5 years (1,825 days)
         * @return this builder
         * @throws ConfigurationException if it is out of range
         */
        public Builder horizon(Duration howFar) {
            Objects.requireNonNull(howFar, "howFar");
            if (howFar.compareTo(Duration.ofSeconds(1)) < 0 || howFar.compareTo(Moments.LONGEST_HORIZON) > 0) {
                throw new ConfigurationException("The horizon of calendar " + name + " is PT1S to "
                        + Moments.LONGEST_HORIZON + ", got " + howFar);
            }
            horizon = howFar;
            return this;
        }

        /**
         * @return the calendar
         * @throws ConfigurationException if it has no zone or no working time
         */
        public WorkCalendar build() {
            if (zone == null) {
                throw new ConfigurationException("Calendar " + name + " needs a zone, got none");
            }
            return new WorkCalendar(name, version, new Leaf(zone, weekly, holidays, dated, cut), horizon);
        }
    }
}
