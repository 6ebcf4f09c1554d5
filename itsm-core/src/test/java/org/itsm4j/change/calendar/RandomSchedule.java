package org.itsm4j.change.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A random calendar and 200 changes, all on a grid of a quarter of an hour, with what the calendar means said once more. */
final class RandomSchedule {
    static final Duration CELL = Duration.ofMinutes(15);
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
    private static final int CHANGES = 200;
    private static final int DAYS = 21;

    final Random random;
    /** A little before clocks change in one of the zones, or not. */
    final Instant start;

    final Instant end;
    final List<PlannedChange> changes = new ArrayList<>();
    final List<Rule> windows = new ArrayList<>();
    final List<Rule> freezes = new ArrayList<>();
    final List<ImpactAnalysis.Relative> graph = new ArrayList<>();
    final ChangeCalendar calendar;
    final CollisionRules rules;
    final Instant now;
    private final Map<Integer, String> starts = Map.of(
            0, "2026-03-20T00:00:00Z", 1, "2026-10-20T00:00:00Z", 2, "2026-02-25T00:00:00Z", 3, "2025-12-22T00:00:00Z");

    /** A window or a freeze as the calendar has it, and the slots it means. */
    record Rule(String name, Timing timing, List<Slot> slots, Coverage covers, Optional<Freeze> freeze) {}

    RandomSchedule(long seed) {
        random = new Random(seed);
        start = Instant.parse(starts.get(random.nextInt(starts.size())));
        end = start.plus(DAYS, ChronoUnit.DAYS);
        now = random.nextInt(3) == 0 ? cell(random.nextInt(500)) : start.minus(1, ChronoUnit.DAYS);
        for (int i = 0; i < random.nextInt(6); i++) {
            windows.add(rule("window " + i, false));
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            freezes.add(rule("freeze " + i, true));
        }
        for (int i = 0; i < random.nextInt(30); i++) {
            graph.add(new ImpactAnalysis.Relative(
                    item(), item(), Kinship.values()[random.nextInt(Kinship.values().length)]));
        }
        for (int i = 0; i < CHANGES; i++) {
            changes.add(change(i));
        }
        ChangeCalendar.Builder builder = ChangeCalendar.named("random");
        windows.forEach(each -> builder.window(new MaintenanceWindow(each.name(), each.timing(), each.covers())));
        freezes.forEach(each -> builder.freeze(each.freeze().orElseThrow()));
        calendar = builder.build();
        rules = rules();
    }

    private CollisionRules rules() {
        CollisionRules made = CollisionRules.standard();
        for (CollisionKind kind : CollisionKind.values()) {
            if (kind != CollisionKind.FREEZE && random.nextInt(4) == 0) {
                made = random.nextInt(4) == 0
                        ? made.without(kind)
                        : made.with(kind, Severity.values()[random.nextInt(2)]);
            }
        }
        return made;
    }

    CollisionCheck check() {
        return CollisionCheck.by(calendar)
                .rules(rules)
                .impact(items ->
                        graph.stream().filter(each -> items.contains(each.of())).toList());
    }

    Instant cell(int number) {
        return start.plus(CELL.multipliedBy(number));
    }

    private String item() {
        return "item " + random.nextInt(25);
    }

    private PlannedChange change(int number) {
        Slot slot = Slot.of(
                cell(random.nextInt(DAYS * 96)),
                CELL.multipliedBy(1 + random.nextInt(random.nextInt(4) == 0 ? 96 : 16)));
        PlannedChange change =
                PlannedChange.of(Changes.ticket(number), random.nextInt(4) == 0 ? "emergency" : "normal", slot);
        for (int i = random.nextInt(4); i > 0; i--) {
            change = change.touching(item());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            change = change.by("person " + random.nextInt(20));
        }
        return random.nextBoolean() ? change.forService("service " + random.nextInt(3)) : change;
    }

    private Coverage coverage() {
        Coverage covers = Coverage.all();
        for (int i = random.nextInt(3); i > 0; i--) {
            covers = random.nextInt(3) == 0
                    ? covers.andServices("service " + random.nextInt(3))
                    : covers.andConfigurationItems(item());
        }
        return covers;
    }

    private Rule rule(String name, boolean freeze) {
        String zone = ZONES.get(random.nextInt(ZONES.size()));
        List<Slot> slots = new ArrayList<>();
        Timing timing = random.nextInt(4) == 0 ? once(zone, slots) : recurring(zone, freeze, slots);
        Coverage covers = coverage();
        return new Rule(
                name, timing, slots, covers, freeze ? Optional.of(freeze(name, timing, covers)) : Optional.empty());
    }

    private Freeze freeze(String name, Timing timing, Coverage covers) {
        Freeze freeze = (random.nextBoolean() ? Freeze.hard(name, timing) : Freeze.soft(name, timing)).covering(covers);
        freeze = random.nextInt(3) == 0 ? freeze.exempting("emergency") : freeze;
        return random.nextInt(4) == 0 ? freeze.onlyModels("normal") : freeze;
    }

    private Timing once(String zone, List<Slot> slots) {
        if (random.nextBoolean()) {
            Slot slot = Slot.of(cell(random.nextInt(DAYS * 96)), CELL.multipliedBy(1 + random.nextInt(300)));
            slots.add(slot);
            return Timing.once(slot.from(), slot.to());
        }
        LocalDateTime from =
                LocalDateTime.ofInstant(start, ZoneId.of("UTC")).plusMinutes(15L * random.nextInt(DAYS * 96));
        LocalDateTime to = from.plusHours(3L + random.nextInt(72));
        slots.add(new Slot(instant(from, zone), instant(to, zone)));
        return Timing.once(from, to, zone);
    }

    private Timing recurring(String zone, boolean rare, List<Slot> slots) {
        LocalDate first = LocalDate.ofInstant(start, ZoneId.of("UTC")).minusDays(40 + random.nextInt(400));
        LocalTime at = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
        int days = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
        Duration time = CELL.multipliedBy(days > 0 ? random.nextInt(8) : 1 + random.nextInt(rare ? 40 : 80));
        Predicate<LocalDate> matches;
        String rule;
        int interval = 1 + random.nextInt(3);
        switch (random.nextInt(rare ? 3 : 2)) {
            case 0 -> {
                Set<DayOfWeek> on = new TreeSet<>();
                on.add(first.getDayOfWeek());
                on.add(DayOfWeek.of(1 + random.nextInt(7)));
                LocalDate monday = first.with(DayOfWeek.MONDAY);
                matches = date -> on.contains(date.getDayOfWeek())
                        && ChronoUnit.WEEKS.between(monday, date.with(DayOfWeek.MONDAY)) % interval == 0;
                rule = "FREQ=WEEKLY;INTERVAL=" + interval + ";BYDAY="
                        + String.join(
                                ",",
                                on.stream()
                                        .map(day -> day.name().substring(0, 2))
                                        .toList());
            }
            case 1 -> {
                LocalDate from = first;
                matches = date -> ChronoUnit.DAYS.between(from, date) % interval == 0;
                rule = "FREQ=DAILY;INTERVAL=" + interval;
            }
            default -> {
                first = first.withDayOfMonth(first.lengthOfMonth());
                matches = date -> date.getDayOfMonth() == date.lengthOfMonth();
                rule = "FREQ=MONTHLY;BYMONTHDAY=-1";
            }
        }
        LocalDate left = LocalDate.ofInstant(start, ZoneId.of("UTC")).plusDays(random.nextInt(DAYS));
        Recurring.Builder builder =
                Timing.every(rule, first.atTime(at), zone).lasting(time).lastingDays(days);
        boolean leaves = matches.test(left) && random.nextBoolean();
        if (leaves) {
            builder.except(left.atTime(at));
        }
        LocalDate last = LocalDate.ofInstant(end, ZoneId.of("UTC")).plusDays(40);
        for (LocalDate date = first; date.isBefore(last); date = date.plusDays(1)) {
            if (matches.test(date) && !(leaves && date.equals(left))) {
                Instant from = instant(date.atTime(at), zone);
                slots.add(new Slot(
                        from, instant(date.plusDays(days).atTime(at), zone).plus(time)));
            }
        }
        return builder.build();
    }

    /** By the letter of RFC 5545, 3.3.5. */
    private static Instant instant(LocalDateTime local, String zone) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        ZoneOffsetTransition transition = rules.getTransition(local);
        return local.toInstant(transition == null ? rules.getOffset(local) : transition.getOffsetBefore());
    }
}
