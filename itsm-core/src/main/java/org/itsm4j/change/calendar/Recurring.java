package org.itsm4j.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A timing that recurs by a rule of RFC 5545, such as Saturdays from 22:00 for eight hours. Immutable, thread-safe. Equal if
 * defined in the same way.
 *
 * <p>What it may cost is known when it is defined. FREQ is DAILY, WEEKLY, MONTHLY or YEARLY, without BYHOUR, BYMINUTE and
 * BYSECOND, so it begins at most once a day; INTERVAL is up to 999, COUNT up to 9,999. A rule without an end goes on until the end
 * of 2198. UNTIL is an instant in UTC.
 *
 * <p>The start, and each recurrence, is a local time; the length is {@link Builder#lastingDays days} that follow the local
 * clock, and then {@link Builder#lasting hours and minutes} of physical time. So eight hours over the night on which clocks
 * go forward end an hour later by the clock, and a day that begins at midnight ends at midnight.
 */
public final class Recurring implements Timing {
    private static final LocalDateTime FIRST = LocalDate.of(1900, 1, 2).atStartOfDay();
    private static final LocalDateTime LAST = LocalDate.of(2198, 12, 30).atStartOfDay();
    private static final int MOST_EXCEPTIONS = 1_000;

    private final String rule;
    private final LocalDateTime start;
    private final ZoneId zone;
    private final int days;
    private final Duration time;
    private final NavigableSet<LocalDateTime> except;
    private final RecurrenceText text;

    private Recurring(Builder builder, RecurrenceText text, ZoneId zone) {
        rule = builder.rule;
        start = builder.start;
        this.zone = zone;
        days = builder.days;
        time = builder.time;
        except = Collections.unmodifiableNavigableSet(new TreeSet<>(builder.except));
        this.text = text;
    }

    /** @return the rule, as it was given */
    public String rule() {
        return rule;
    }

    /** @return when the first one begins, in the zone */
    public LocalDateTime start() {
        return start;
    }

    /** @return the zone */
    public ZoneId zone() {
        return zone;
    }

    /** @return for how many days of the local clock each one lasts, before {@link #time()} is added */
    public int days() {
        return days;
    }

    /** @return for how long each one lasts beyond its days, in physical time */
    public Duration time() {
        return time;
    }

    /** @return the local starts that are left out, in their order */
    public NavigableSet<LocalDateTime> except() {
        return except;
    }

    @Override
    public List<Slot> occurrences(Slot range) {
        Objects.requireNonNull(range, "range");
        // a local time is at most 18 hours from UTC, and a day at most a day longer than a day
        LocalDateTime from = local(range.from()).minusDays(days + 3L).minus(time);
        return slots(from, local(range.to()).plusDays(2)).stream()
                .filter(range::overlaps)
                .sorted((one, other) -> one.from().compareTo(other.from()))
                .toList();
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private List<Slot> slots(LocalDateTime from, LocalDateTime to) {
        return text.starts(start, from.withNano(0), to.isBefore(LAST) ? to : LAST).stream()
                .filter(each -> !except.contains(each))
                .filter(this::isInTime)
                .flatMap(each -> slot(each).stream())
                .toList();
    }

    private boolean isInTime(LocalDateTime each) {
        return text.until()
                .filter(until -> LocalTimes.instant(each, zone).isAfter(until))
                .isEmpty();
    }

    /** Empty if it is a day that the zone has skipped, as Samoa has. */
    private Optional<Slot> slot(LocalDateTime each) {
        Instant end = LocalTimes.instant(each.plusDays(days), zone).plus(time);
        Instant from = LocalTimes.instant(each, zone);
        // 366 days of the local clock may be an hour more
        Instant longest = from.plus(Slot.LONGEST);
        return end.isAfter(from) ? Optional.of(new Slot(from, end.isAfter(longest) ? longest : end)) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recurring each
                && rule.equals(each.rule)
                && start.equals(each.start)
                && zone.equals(each.zone)
                && days == each.days
                && time.equals(each.time)
                && except.equals(each.except);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, start, zone, days, time, except);
    }

    @Override
    public String toString() {
        return rule + " from " + start + " " + zone + " for " + days + " days and " + time;
    }

    /** Collects how something recurs. It lasts for nothing unless told, which is refused. Not thread-safe. */
    public static final class Builder {
        private final String rule;
        private final LocalDateTime start;
        private final String zone;
        private int days;
        private Duration time = Duration.ZERO;
        private final NavigableSet<LocalDateTime> except = new TreeSet<>();

        Builder(String rule, LocalDateTime start, String zone) {
            this.rule = Objects.requireNonNull(rule, "rule");
            this.start = Objects.requireNonNull(start, "start");
            this.zone = Objects.requireNonNull(zone, "zone");
        }

        /**
         * @param length for how long each one lasts, in physical time, beyond its days; zero to 366 days
         * @return this builder
         */
        public Builder lasting(Duration length) {
            time = Objects.requireNonNull(length, "length");
            return this;
        }

        /**
         * @param count for how many days of the local clock each one lasts; 0 to 366
         * @return this builder
         */
        public Builder lastingDays(int count) {
            days = count;
            return this;
        }

        /**
         * @param local the local start of one that is left out (EXDATE); up to 1,000 of them
         * @return this builder
         */
        public Builder except(LocalDateTime local) {
            except.add(Objects.requireNonNull(local, "local"));
            return this;
        }

        /**
         * @return the timing
         * @throws InvalidInputException with all that is wrong: a rule that is none or recurs too often, an unknown zone, a
         *     start that the rule does not have as an instance, a length of nothing or of more than 366 days, an exception that
         *     leaves nothing out, or nothing ever
         */
        public Recurring build() {
            return made(true);
        }

        /** One that was built before. */
        Recurring known() {
            return made(false);
        }

        private Recurring made(boolean tried) {
            List<Violation> violations = new ArrayList<>();
            Optional<RecurrenceText> text = RecurrenceText.read(rule, violations);
            ZoneId known = LocalTimes.zone(zone, violations);
            boolean ranged = isInRange(violations);
            checkLength(violations);
            if (except.size() > MOST_EXCEPTIONS) {
                violations.add(new Violation("except", "at most " + MOST_EXCEPTIONS + ", got " + except.size()));
            }
            Recurring made = text.map(read -> new Recurring(this, read, known)).orElse(null);
            if (tried && made != null && ranged && except.size() <= MOST_EXCEPTIONS) {
                made.checkInstances(violations);
            }
            return required(made, violations);
        }

        private static Recurring required(@Nullable Recurring made, List<Violation> violations) {
            if (made == null || !violations.isEmpty()) {
                throw new InvalidInputException("Recurring", violations);
            }
            return made;
        }

        private boolean isInRange(List<Violation> violations) {
            boolean ranged = !start.isBefore(FIRST) && start.isBefore(LAST) && start.getNano() == 0;
            if (!ranged) {
                violations.add(new Violation(
                        "start", "whole seconds, from " + FIRST + " and before " + LAST + Given.got(start)));
            }
            return ranged;
        }

        private void checkLength(List<Violation> violations) {
            long longest = Slot.LONGEST.toDays();
            if (days < 0
                    || time.isNegative()
                    || days == 0 && time.isZero()
                    || days > longest
                    || time.plusDays(days).compareTo(Slot.LONGEST) > 0) {
                violations.add(new Violation(
                        "length",
                        "more than zero, at most " + longest + " days in all, got " + days + " days and " + time));
            }
        }
    }

    private NavigableSet<LocalDateTime> instances(LocalDateTime to) {
        return new TreeSet<>(text.starts(start, start, to));
    }

    private NavigableSet<LocalDateTime> inTime(NavigableSet<LocalDateTime> instances) {
        instances.removeIf(each -> !isInTime(each));
        return instances;
    }

    private void checkInstances(List<Violation> violations) {
        try {
            // those that filter are tried to the end: what the library would give up on is known now, and not in some
            // year
            NavigableSet<LocalDateTime> instances = instances(
                    text.filters() ? LAST : except.isEmpty() || except.last().isBefore(start) ? start : except.last());
            if (instances.isEmpty() || !instances.first().equals(start)) {
                violations.add(new Violation("start", "an instance of the rule" + Given.got(start)));
                return;
            }
            inTime(instances);
            except.stream()
                    .filter(each -> !instances.contains(each))
                    .map(each -> new Violation("except", "the start of an instance" + Given.got(each)))
                    .forEach(violations::add);
            if (except.containsAll(instances) && except.containsAll(inTime(instances(LAST)))) {
                violations.add(new Violation("rule", "some instance that is not left out, got none ever"));
            }
        } catch (IllegalStateException e) {
            violations.add(new Violation(
                    "rule", "instances until the end of 2198, or an end, got a rule that has none for too long"));
        }
    }
}
