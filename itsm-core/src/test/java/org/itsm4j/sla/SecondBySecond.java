package org.itsm4j.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
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
    record Segment(int from, int to) {
        boolean has(int second) {
            return from <= second && second < to;
        }
    }

    /** Is it working time? Asked with seconds that only go up. */
    interface Walker {
        boolean working(long epochSecond);

        /** @return dates whose working day the second belongs to */
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
                @Override
                public boolean working(long epochSecond) {
                    clock.at(epochSecond);
                    boolean result = !union;
                    for (Walker each : walkers) {
                        result = union ? result | each.working(epochSecond) : result & each.working(epochSecond);
                    }
                    return result;
                }

                @Override
                public List<LocalDate> days() {
                    return List.of(clock.date);
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
        private List<Segment> today = List.of();
        private List<Segment> tails = List.of();
        private List<Segment> datedTails = List.of();

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
            return has(today, clock.second) || has(tails, clock.second + DAY) || has(datedTails, clock.second + DAY);
        }

        private void read() {
            LocalDate date = clock.date;
            LocalDate eve = date.minusDays(1);
            today = leaf.shifts(date);
            datedTails = List.of();
            if (leaf.byShift()) {
                tails = leaf.shifts(eve);
            } else if (leaf.dated().containsKey(date) || leaf.holidays().contains(date)) {
                tails = List.of();
            } else {
                tails = leaf.usual(eve);
                datedTails = leaf.dated().getOrDefault(eve, List.of());
            }
        }

        private static boolean has(List<Segment> segments, int second) {
            for (int i = 0; i < segments.size(); i++) {
                if (segments.get(i).has(second)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public List<LocalDate> days() {
            if (!leaf.byShift()) {
                return List.of(clock.date);
            }
            LocalDate eve = clock.date.minusDays(1);
            boolean tail = has(tails, clock.second + DAY);
            boolean own = has(today, clock.second);
            return tail && own ? List.of(eve, clock.date) : List.of(tail ? eve : clock.date);
        }
    }

    private final long start;
    private final long end;
    /** Whether each second from the start was working, before pauses. */
    private final boolean[] working;

    private final boolean[] paused;
    private final TreeMap<LocalDate, Long> lastOfDay = new TreeMap<>();
    private LocalDate firstDay = LocalDate.MAX;

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
            working[i] = walker.working(start + i);
            if (working[i]) {
                mark(walker, start + i);
            }
        }
    }

    private void mark(Walker walker, long second) {
        List<LocalDate> days = walker.days();
        if (firstDay.equals(LocalDate.MAX)) {
            firstDay = days.get(0);
        }
        for (LocalDate day : days) {
            lastOfDay.put(day, second + 1);
        }
    }

    long elapsed(long to) {
        long sum = 0;
        for (int i = 0; i < to - start; i++) {
            if (working[i] && !paused[i]) {
                sum++;
            }
        }
        return sum;
    }

    /** @return the first second at which so many have counted; -1 if that is not in the walk */
    long due(long target) {
        long sum = 0;
        for (int i = 0; i <= working.length; i++) {
            if (sum == target) {
                return start + i;
            }
            if (i < working.length && working[i] && !paused[i]) {
                sum++;
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
