package org.itsm4j.sla;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.internal.Findings;
import org.itsm4j.sla.SupportCheck.Leg;

/**
 * Whether promises one after the other end later than one promise. Where all count by the same calendar they are added up;
 * otherwise they are tried from every start in 2026 at which the answer may change, or from
 * many of them if there are too many. What has no instant in common (a share of
 * availability with a time, an instant that was agreed on with a time) is not compared. Serves one check.
 */
final class ChainCheck {
    private static final long SECOND = Moments.SECOND;
    private static final long FIRST = micros(LocalDate.of(2026, 1, 1));
    private static final long LAST = micros(LocalDate.of(2027, 1, 1));
    /** What is due in January may have been started months before, and the other way round. */
    private static final long EARLY = micros(LocalDate.of(2025, 11, 1));

    private static final long LATE = micros(LocalDate.of(2027, 3, 1));
    private static final int MOST_STARTS = 20_000;

    private final Findings findings;
    private final Map<String, Optional<String>> known = new HashMap<>();
    private final Map<String, List<Long>> edges = new HashMap<>();

    ChainCheck(Findings findings) {
        this.findings = findings;
    }

    private static long micros(LocalDate date) {
        return date.toEpochDay() * Moments.DAY;
    }

    /** @return why the legs take longer than the whole; empty if they do not */
    Optional<String> tooLong(Leg whole, List<Leg> legs) {
        String key = Stream.concat(Stream.of(whole), legs.stream())
                .map(leg -> leg.calendar().name() + " " + leg.promise().text())
                .collect(Collectors.joining(","));
        Optional<String> result = known.get(key);
        if (result == null) {
            result = compare(whole, legs);
            known.put(key, result);
        }
        return result;
    }

    private Optional<String> compare(Leg whole, List<Leg> legs) {
        if (whole.promise() instanceof Promise.Availability promised) {
            return less(promised.percent(), legs);
        }
        if (whole.promise() instanceof Promise.At promised) {
            return later(promised.instant(), legs);
        }
        List<Leg> timed = legs.stream().filter(ChainCheck::isTimed).toList();
        boolean same = timed.stream()
                .allMatch(leg -> leg.calendar().name().equals(whole.calendar().name())
                        && leg.promise().getClass().equals(whole.promise().getClass()));
        return same ? longer(whole.promise(), timed) : firstLate(whole, timed);
    }

    private static boolean isTimed(Leg leg) {
        return leg.promise() instanceof Promise.Within || leg.promise() instanceof Promise.WorkingDays;
    }

    private static Optional<String> less(BigDecimal percent, List<Leg> legs) {
        return legs.stream()
                .filter(leg -> leg.promise() instanceof Promise.Availability it
                        && it.percent().compareTo(percent) < 0)
                .map(leg -> leg.promise().text() + " is less than " + new Promise.Availability(percent).text())
                .findFirst();
    }

    private static Optional<String> later(Instant instant, List<Leg> legs) {
        return legs.stream()
                .filter(leg ->
                        leg.promise() instanceof Promise.At it && it.instant().isAfter(instant))
                .map(leg -> leg.promise().text() + " is later than " + instant)
                .findFirst();
    }

    private static Optional<String> longer(Promise promised, List<Leg> legs) {
        Duration sum = legs.stream().map(leg -> amount(leg.promise())).reduce(Duration.ZERO, Duration::plus);
        String all = promised instanceof Promise.Within ? sum.toString() : sum.toDays() + " working days";
        return sum.compareTo(amount(promised)) > 0
                ? Optional.of(all + " is more than " + promised.text())
                : Optional.empty();
    }

    private static Duration amount(Promise promise) {
        return promise instanceof Promise.Within within
                ? within.working()
                : Duration.ofDays(((Promise.WorkingDays) promise).days());
    }

    private Optional<String> firstLate(Leg whole, List<Leg> legs) {
        for (long start : starts(whole, legs)) {
            findings.work(20L * (legs.size() + 1));
            long due = due(whole, start);
            long at = start;
            for (Leg leg : legs) {
                at = at == Moments.NEVER ? at : due(leg, at);
            }
            if (due != Moments.NEVER && at > due) {
                return Optional.of("what starts at " + Moments.instant(start) + " is due at " + Moments.instant(due)
                        + ", and " + (at == Moments.NEVER ? "they never end" : "they end at " + Moments.instant(at)));
            }
        }
        return Optional.empty();
    }

    private static long due(Leg leg, long start) {
        try {
            Instant from = Moments.instant(start);
            Instant due = leg.promise() instanceof Promise.Within within
                    ? leg.calendar().due(from, within.working(), List.of())
                    : leg.calendar().endOfWorkingDay(from, ((Promise.WorkingDays) leg.promise()).days());
            return Moments.micros(due, "due");
        } catch (UnreachableTargetException | IllegalArgumentException e) {
            return Moments.NEVER;
        }
    }

    /** @return the starts at which something opens, closes or is used up just then; those a second later; and some between */
    private List<Long> starts(Leg whole, List<Leg> legs) {
        TreeSet<Long> points = new TreeSet<>(back(whole, new TreeSet<>()));
        TreeSet<Long> chained = new TreeSet<>();
        for (int i = legs.size() - 1; i >= 0; i--) {
            chained = back(legs.get(i), chained);
        }
        points.addAll(chained);
        points.add(FIRST);
        List<Long> starts = new ArrayList<>();
        for (long point : points.subSet(FIRST, LAST)) {
            Long next = points.higher(point);
            starts.add(point);
            starts.add(point + SECOND);
            if (next != null && next < LAST && next - point > 2 * SECOND) {
                starts.add((point + (next - point) / 2) / SECOND * SECOND);
            }
        }
        // Working days are counted one by one.
        long days = Stream.concat(Stream.of(whole), legs.stream())
                .filter(leg -> leg.promise() instanceof Promise.WorkingDays)
                .mapToLong(leg -> amount(leg.promise()).toDays())
                .sum();
        int step = (int) (starts.size() * (1 + days / 20) / MOST_STARTS) + 1;
        List<Long> few = new ArrayList<>();
        for (int i = 0; i < starts.size(); i += step) {
            few.add(starts.get(i));
        }
        return few;
    }

    /** @return the edges of the leg, and the starts from which it ends at one of the points or edges */
    private TreeSet<Long> back(Leg leg, TreeSet<Long> points) {
        TreeSet<Long> starts = new TreeSet<>(edges(leg));
        if (leg.promise() instanceof Promise.Within within) {
            Timeline timeline = leg.calendar().timeline();
            TreeSet<Long> ends = new TreeSet<>(points);
            ends.addAll(edges(leg));
            for (long end : ends) {
                long used = timeline.upTo(end) - Moments.micros(within.working(), "working");
                if (used > 0) {
                    long start = timeline.reaching(used);
                    starts.add(start);
                    starts.add(timeline.opening(start));
                }
            }
            starts.remove(Moments.NEVER);
        }
        return starts;
    }

    private List<Long> edges(Leg leg) {
        boolean days = leg.promise() instanceof Promise.WorkingDays;
        return edges.computeIfAbsent(leg.calendar().name() + " " + days, any -> {
            List<Long> found = new ArrayList<>();
            Timeline timeline = leg.calendar().timeline();
            for (long at = timeline.opening(EARLY); at < LATE; at = timeline.opening(at)) {
                found.add(at);
                at = timeline.closing(at);
                if (at < LATE) {
                    found.add(at);
                }
            }
            if (days) {
                for (LocalDate date = LocalDate.of(2026, 1, 1); date.getYear() == 2026; date = date.plusDays(1)) {
                    found.add(date.atStartOfDay(leg.calendar().zone()).toEpochSecond() * SECOND);
                }
            }
            return found;
        });
    }
}
