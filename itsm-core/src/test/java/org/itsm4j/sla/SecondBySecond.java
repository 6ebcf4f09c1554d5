package org.itsm4j.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The definition of working time, asked second by second with java.time alone: what the calendars must agree with. */
final class SecondBySecond {
    private static final int DAY = 86_400;

    /**
     * Second of the day it begins on, and that of its end, which may be on the next day.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Segment(int from, int to) {}

    /** Is it working time? Asked with seconds that only go up. */
    interface Walker {
        boolean working(long epochSecond);

        /** @return dates whose working day the second belongs to; the same list as long as they are the same */
        List<LocalDate> days();
    }

    /** A definition that can be walked. */
    interface Definition {
        Walker walker();

        ZoneId zone();
    }

    record LeafDefinition(
            ZoneId zone,
            Map<DayOfWeek, List<Segment>> weekly,
            Set<LocalDate> holidays,
            Map<LocalDate, List<Segment>> dated,
            boolean byShift)
            implements Definition {
        @Override
        public Walker walker() {
            return new LeafWalker(this);
        }

        private List<Segment> shifts(LocalDate date) {
            return dated.containsKey(date)
                    ? dated.get(date)
                    : holidays.contains(date) ? List.of() : weekly.getOrDefault(date.getDayOfWeek(), List.of());
        }

        private List<Segment> usual(LocalDate date) {
            return weekly.getOrDefault(date.getDayOfWeek(), List.of());
        }
    }

    record CombinedDefinition(boolean union, List<Definition> members) implements Definition {
        @Override
        public Walker walker() {
            List<Walker> walkers = members.stream().map(Definition::walker).toList();
            Clock clock = new Clock(zone().getRules());
            return new Walker() {
                private List<LocalDate> days = List.of();

                @Override
                public boolean working(long epochSecond) {
                    clock.at(epochSecond);
                    if (clock.newDate) {
                        days = List.of(clock.date);
                    }
                    boolean result = !union;
                    for (Walker each : walkers) {
                        result = union ? result | each.working(epochSecond) : result & each.working(epochSecond);
                    }
                    return result;
                }

                @Override
                public List<LocalDate> days() {
                    return days;
                }
            };
        }

        @Override
        public ZoneId zone() {
            return members.get(0).zone();
        }
    }

    /** Local date and second of the day. */
    private static final class Clock {
        private final ZoneRules rules;
        private long offsetUntil = Long.MIN_VALUE;
        private int offset;
        private long dayNumber = Long.MIN_VALUE;
        private LocalDate date = LocalDate.EPOCH;
        private int second;
        private boolean newDate;

        Clock(ZoneRules rules) {
            this.rules = rules;
        }

        void at(long epochSecond) {
            if (epochSecond >= offsetUntil) {
                Instant instant = Instant.ofEpochSecond(epochSecond);
                offset = rules.getOffset(instant).getTotalSeconds();
                ZoneOffsetTransition next = rules.nextTransition(instant);
                offsetUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond();
            }
            long local = epochSecond + offset;
            long day = Math.floorDiv(local, DAY);
            newDate = day != dayNumber;
            if (newDate) {
                dayNumber = day;
                date = LocalDate.ofEpochDay(day);
            }
            second = (int) (local - day * DAY);
        }
    }

    private static final class LeafWalker implements Walker {
        private final LeafDefinition leaf;
        private final Clock clock;
        /** Whether each second of the date is open, and whether it is by a shift of the date before or of its own. */
        private final boolean[] open = new boolean[DAY];

        private final boolean[] tail = new boolean[DAY];
        private final boolean[] head = new boolean[DAY];
        private List<LocalDate> own = List.of();
        private List<LocalDate> fromTheEve = List.of();
        private List<LocalDate> both = List.of();

        LeafWalker(LeafDefinition leaf) {
            this.leaf = leaf;
            this.clock = new Clock(leaf.zone().getRules());
        }

        @Override
        public boolean working(long epochSecond) {
            clock.at(epochSecond);
            if (clock.newDate) {
                read();
            }
            return open[clock.second];
        }

        private void read() {
            LocalDate date = clock.date;
            LocalDate eve = date.minusDays(1);
            own = List.of(date);
            fromTheEve = List.of(eve);
            both = List.of(eve, date);
            List<Segment> tails = new ArrayList<>();
            if (leaf.byShift()) {
                tails.addAll(leaf.shifts(eve));
            } else if (!leaf.dated().containsKey(date) && !leaf.holidays().contains(date)) {
                tails.addAll(leaf.usual(eve));
                tails.addAll(leaf.dated().getOrDefault(eve, List.of()));
            }
            fill(head, leaf.shifts(date), 0);
            fill(tail, tails, DAY);
            for (int second = 0; second < DAY; second++) {
                open[second] = head[second] || tail[second];
            }
        }

        private static void fill(boolean[] seconds, List<Segment> segments, int from) {
            Arrays.fill(seconds, false);
            for (Segment each : segments) {
                for (int at = Math.max(each.from(), from); at < Math.min(each.to(), from + DAY); at++) {
                    seconds[at - from] = true;
                }
            }
        }

        @Override
        public List<LocalDate> days() {
            if (!leaf.byShift()) {
                return own;
            }
            return !tail[clock.second] ? own : head[clock.second] ? both : fromTheEve;
        }
    }

    private final long start;
    private final long end;
    /** Whether each second from the start was working, before pauses. */
    private final boolean[] working;

    private final boolean[] paused;
    /** How many seconds counted before each. */
    private final int[] sums;

    private final TreeMap<LocalDate, Long> lastOfDay = new TreeMap<>();
    private LocalDate firstDay = LocalDate.MAX;
    private List<LocalDate> days = List.of();
    private long lastSecond;

    /**
     * @param definition what is open when
     * @param start epoch second
     * @param end epoch second
     * @param pauses from, to, in epoch seconds
     */
    SecondBySecond(Definition definition, long start, long end, List<long[]> pauses) {
        this.start = start;
        this.end = end;
        this.working = new boolean[(int) (end - start)];
        this.paused = new boolean[working.length];
        for (long[] pause : pauses) {
            for (long at = Math.max(start, pause[0]); at < Math.min(end, pause[1]); at++) {
                paused[(int) (at - start)] = true;
            }
        }
        Walker walker = definition.walker();
        for (int i = 0; i < working.length; i++) {
            boolean works = walker.working(start + i);
            working[i] = works;
            if (works) {
                if (walker.days() != days) {
                    putDown();
                    days = walker.days();
                }
                lastSecond = start + i;
            }
        }
        putDown();
        sums = new int[working.length + 1];
        for (int i = 0; i < working.length; i++) {
            sums[i + 1] = sums[i] + (working[i] && !paused[i] ? 1 : 0);
        }
    }

    private void putDown() {
        for (LocalDate day : days) {
            if (firstDay.equals(LocalDate.MAX)) {
                firstDay = day;
            }
            lastOfDay.put(day, lastSecond + 1);
        }
    }

    long elapsed(long to) {
        return sums[(int) (to - start)];
    }

    /** @return the first second at which so many have counted; -1 if that is not in the walk */
    long due(long target) {
        for (int i = 0; i <= working.length; i++) {
            if (sums[i] == target) {
                return start + i;
            }
        }
        return -1;
    }

    boolean working(long second) {
        return working[(int) (second - start)];
    }

    boolean paused(long second) {
        return paused[(int) (second - start)];
    }

    /** @return the first working second at or after; -1 if it is not in the walk */
    long next(long second) {
        for (long at = second; at < end; at++) {
            if (working(at)) {
                return at;
            }
        }
        return -1;
    }

    /** @return the end of the n-th working day from the start; -1 if the walk may not have seen all of it */
    long endOfDay(int n) {
        long last = -1;
        int left = n;
        for (Map.Entry<LocalDate, Long> day : lastOfDay.tailMap(firstDay).entrySet()) {
            if (day.getValue() > last) {
                last = day.getValue();
                left--;
            }
            if (left == 0) {
                return last < end - 3 * DAY ? last : -1;
            }
        }
        return -1;
    }
}
