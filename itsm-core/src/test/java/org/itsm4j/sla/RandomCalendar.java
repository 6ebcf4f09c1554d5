package org.itsm4j.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.sla.SecondBySecond.CombinedDefinition;
import org.itsm4j.sla.SecondBySecond.Definition;
import org.itsm4j.sla.SecondBySecond.LeafDefinition;
import org.itsm4j.sla.SecondBySecond.Segment;

/**
 * A calendar made by chance, as data for the second-by-second walk and as the calendar under test, near some instant.
 *
 * @param definition the data
 * @param calendar the calendar; empty if it was refused because it is never open
 */
record RandomCalendar(Definition definition, Optional<WorkCalendar> calendar) {
    static final List<String> ZONES = List.of(
            "Europe/Madrid",
            "Europe/London",
            "Europe/Dublin",
            "America/New_York",
            "America/Los_Angeles",
            "America/St_Johns",
            "America/Sao_Paulo",
            "America/Havana",
            "America/Asuncion",
            "America/Santiago",
            "America/Caracas",
            "America/Scoresbysund",
            "Atlantic/Azores",
            "Africa/Casablanca",
            "Africa/Cairo",
            "Africa/Monrovia",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Asia/Beirut",
            "Asia/Amman",
            "Asia/Gaza",
            "Asia/Tehran",
            "Asia/Pyongyang",
            "Asia/Tokyo",
            "Australia/Lord_Howe",
            "Australia/Eucla",
            "Antarctica/Troll",
            "Pacific/Apia",
            "Pacific/Kwajalein",
            "Pacific/Chatham",
            "Pacific/Kiritimati",
            "UTC",
            "+05:17:23");

    private static final int DAY = 86_400;

    /** A moment at which something happens to the clocks of some zone, or any other; and that zone. */
    record Scene(ZoneId zone, long second) {}

    static Scene scene(Random random) {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Instant any = LocalDate.of(1965 + random.nextInt(75), 1, 1)
                .plusDays(random.nextInt(366))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusSeconds(random.nextInt(DAY));
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition next = rules.nextTransition(any);
        if (zone.getId().equals("Pacific/Apia") && random.nextBoolean()) {
            next = rules.nextTransition(Instant.parse("2011-12-01T00:00:00Z"));
        } else if (zone.getId().equals("Pacific/Kwajalein") && random.nextBoolean()) {
            next = rules.nextTransition(Instant.parse("1993-01-01T00:00:00Z"));
        }
        return new Scene(zone, next != null && random.nextInt(4) > 0 ? next.toEpochSecond() : any.getEpochSecond());
    }

    static RandomCalendar near(Scene scene, Random random) {
        return any(scene, random, random.nextInt(4) == 0 ? 2 : 0);
    }

    private static RandomCalendar any(Scene scene, Random random, int depth) {
        if (depth == 0 || depth == 1 && random.nextInt(3) > 0) {
            return leaf(scene, random);
        }
        boolean union = random.nextBoolean();
        List<RandomCalendar> members = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            ZoneId zone = random.nextBoolean() ? scene.zone() : ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            RandomCalendar member;
            do {
                member = any(new Scene(zone, scene.second()), random, depth - 1);
            } while (member.calendar().isEmpty());
            members.add(member);
        }
        Definition definition = new CombinedDefinition(
                union, members.stream().map(RandomCalendar::definition).toList());
        WorkCalendar[] calendars =
                members.stream().map(member -> member.calendar().orElseThrow()).toArray(WorkCalendar[]::new);
        try {
            return new RandomCalendar(
                    definition,
                    Optional.of(
                            union
                                    ? WorkCalendar.union("any", 1, calendars)
                                    : WorkCalendar.intersection("all", 1, calendars)));
        } catch (ConfigurationException e) {
            return new RandomCalendar(definition, Optional.empty());
        }
    }

    private static RandomCalendar leaf(Scene scene, Random random) {
        LocalDate middle =
                Instant.ofEpochSecond(scene.second()).atZone(scene.zone()).toLocalDate();
        Map<DayOfWeek, List<Segment>> weekly = new EnumMap<>(DayOfWeek.class);
        List<String> groups = new ArrayList<>();
        boolean datedOnly = random.nextInt(20) == 0;
        for (int i = datedOnly ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            int first = random.nextInt(7);
            int count = 1 + random.nextInt(7);
            List<Segment> segments = segments(random);
            for (int day = 0; day < count; day++) {
                weekly.computeIfAbsent(DayOfWeek.of((first + day) % 7 + 1), any -> new ArrayList<>())
                        .addAll(segments);
            }
            groups.add(name(first) + (count == 1 ? "" : "-" + name((first + count - 1) % 7)) + " " + text(segments));
        }
        Set<LocalDate> holidays = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            holidays.add(middle.plusDays(random.nextInt(17) - 8));
        }
        Map<LocalDate, List<Segment>> dated = new TreeMap<>();
        for (int i = datedOnly ? 3 : random.nextInt(3); i > 0; i--) {
            dated.put(middle.plusDays(random.nextInt(17) - 8), segments(random));
        }
        boolean byShift = random.nextInt(3) == 0;
        WorkCalendar.Builder builder = WorkCalendar.named("leaf")
                .zone(scene.zone())
                .holidaysBy(byShift ? HolidayCut.SHIFT_START : HolidayCut.LOCAL_DATE);
        if (!datedOnly) {
            builder.hours(String.join(";", groups));
        }
        holidays.forEach(date -> builder.holiday(date, "holiday " + date));
        dated.forEach((date, segments) -> builder.open(date, text(segments)));
        Definition definition = new LeafDefinition(scene.zone(), weekly, holidays, dated, byShift);
        try {
            return new RandomCalendar(definition, Optional.of(builder.build()));
        } catch (ConfigurationException e) {
            // Dated hours on a date that the zone leapt over.
            return new RandomCalendar(definition, Optional.empty());
        }
    }

    private static List<Segment> segments(Random random) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int step = random.nextInt(8) == 0 ? 1 : 900;
            int from = random.nextInt(DAY / step) * step;
            int to = random.nextInt(6) == 0 ? DAY : random.nextInt(DAY / step) * step;
            if (random.nextInt(12) == 0) {
                from = 0;
                to = DAY;
            }
            if (from != to) {
                segments.add(new Segment(from, to > from ? to : to + DAY));
            }
        }
        return segments.isEmpty() ? List.of(new Segment(9 * 3_600, 17 * 3_600)) : segments;
    }

    private static String text(List<Segment> segments) {
        return String.join(
                ",",
                segments.stream()
                        .map(each -> clock(each.from()) + "-" + clock(each.to() > DAY ? each.to() - DAY : each.to()))
                        .toList());
    }

    private static String clock(int second) {
        return String.format("%02d:%02d:%02d", second / 3_600, second / 60 % 60, second % 60);
    }

    private static String name(int day) {
        return List.of("Mon", "tue", "WED", "Thu", "Fri", "Sat", "Sun").get(day);
    }
}
