package org.itsm4j.sla.internal;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.sla.CalendarChange;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.SlaClock.MilestoneStatus;
import org.itsm4j.sla.TargetChange;
import org.itsm4j.sla.internal.WalkPolicies.Hours;
import org.itsm4j.sla.internal.WalkPolicies.Promised;

/**
 * One cycle of a clock as the oracle sees it: a picture of minutes, each with the calendar in force and whether the clock ran.
 * Whatever is asked is counted minute by minute. Amounts and instants are microseconds from minute 0.
 */
final class ClockPicture {
    static final long MINUTE = 60_000_000;
    private static final int WIDTH = 50_000;
    private static final Map<String, Long> OFFSETS = Map.of("50%", 0L, "100%", 0L, "due+PT1H", 60 * MINUTE);

    final int cycle;
    int version;
    Promised promised;
    ClockStatus status = ClockStatus.RUNNING;
    Optional<String> waits = Optional.empty();
    /** The instant that was agreed on. */
    Optional<Long> agreed = Optional.empty();

    int attached;
    int start;
    int end;
    String why = "";
    final Set<String> reached = new TreeSet<>();
    final Set<String> skipped = new TreeSet<>();

    private Hours now;
    private final Hours[] hours;
    private final boolean[] ran;
    private int drawn;
    private int measuredFrom;
    private long carried;
    private Optional<Long> passed = Optional.empty();

    /** The minutes that count from {@link #measuredFrom} on, as far as they were looked at. */
    private int[] ticks = new int[1_024];

    private int known;
    private int lookedAt;

    ClockPicture(int cycle, int version, Promised promised, int attached, int start) {
        this.cycle = cycle;
        this.version = version;
        this.promised = promised;
        this.attached = attached;
        this.start = start;
        this.measuredFrom = start;
        this.now = promised.hours();
        this.hours = new Hours[WIDTH];
        this.ran = new boolean[WIDTH];
        this.drawn = start;
        draw(attached);
        look();
    }

    /** Another cycle that goes on with what this one has. */
    ClockPicture(ClockPicture last) {
        cycle = last.cycle + 1;
        version = last.version;
        promised = last.promised;
        agreed = last.agreed;
        attached = last.attached;
        start = last.start;
        reached.addAll(last.reached);
        skipped.addAll(last.skipped);
        now = last.now;
        hours = last.hours.clone();
        ran = last.ran.clone();
        drawn = last.drawn;
        measuredFrom = last.measuredFrom;
        carried = last.carried;
        passed = last.passed;
        look();
    }

    /** Something has changed: all is looked at again. */
    private void look() {
        known = 0;
        lookedAt = measuredFrom;
    }

    private boolean isStuck() {
        return lookedAt >= WalkPolicies.MINUTES
                || lookedAt >= drawn && status == ClockStatus.PAUSED && agreed.isEmpty();
    }

    private void lookAtOne() {
        if (counts(lookedAt)) {
            if (known == ticks.length) {
                ticks = Arrays.copyOf(ticks, 2 * known);
            }
            ticks[known++] = lookedAt;
        }
        lookedAt++;
    }

    boolean isOpen() {
        return status == ClockStatus.RUNNING || status == ClockStatus.PAUSED;
    }

    /** Time goes on as things are. */
    void draw(int minute) {
        if (status != ClockStatus.CANCELLED) {
            fill(minute, status == ClockStatus.RUNNING);
        }
    }

    /** Time has gone on, and counted or did not. */
    void fill(int minute, boolean counted) {
        for (; drawn < minute; drawn++) {
            hours[drawn] = now;
            ran[drawn] = counted;
        }
    }

    void waits(Optional<String> reason) {
        Optional<String> now = agreed.isPresent() ? Optional.empty() : reason;
        ClockStatus next = now.isPresent() ? ClockStatus.PAUSED : ClockStatus.RUNNING;
        if (next != status) {
            status = next;
            look();
        }
        waits = now;
    }

    void stop(int minute) {
        status = ClockStatus.STOPPED;
        waits = Optional.empty();
        end = minute;
        look();
    }

    void cancel(int minute, String reason) {
        status = ClockStatus.CANCELLED;
        waits = Optional.empty();
        end = minute;
        why = reason;
        look();
    }

    void reopen(boolean counting) {
        status = ClockStatus.RUNNING;
        for (int minute = end; counting && minute < drawn; minute++) {
            ran[minute] = true;
        }
        look();
    }

    void agree(int minute, long instant) {
        agreed = Optional.of(instant);
        measuredFrom = start;
        carried = 0;
        passed = Optional.empty();
        look();
        Set<String> ahead = ahead(minute);
        reached.removeAll(ahead);
        skipped.removeAll(ahead);
    }

    void retarget(int minute, int newVersion, Promised next, TargetChange rule, CalendarChange calendar) {
        Optional<Long> due = due();
        long used = elapsed(minute);
        long before = promised();
        version = newVersion;
        promised = next;
        if (rule == TargetChange.FRESH) {
            start = minute;
            measuredFrom = minute;
            carried = 0;
            passed = Optional.empty();
            now = next.hours();
            reached.clear();
            skipped.clear();
            look();
            return;
        }
        if (calendar == CalendarChange.NEW_CALENDAR_ALL) {
            for (int each = start; each < drawn; each++) {
                hours[each] = next.hours();
            }
        }
        now = next.hours();
        measuredFrom = start;
        carried = 0;
        passed = Optional.empty();
        look();
        if (rule == TargetChange.PROPORTIONAL) {
            measuredFrom = minute;
            look();
            passed = due.filter(at -> at <= minute * MINUTE);
            carried = passed.isPresent()
                    ? promised()
                    : BigInteger.valueOf(used)
                            .multiply(BigInteger.valueOf(promised()))
                            .divide(BigInteger.valueOf(before))
                            .longValueExact();
        }
        skipped.removeAll(ahead(minute));
    }

    /** The points that have not come by then; those of a clock that waits do not come. */
    private Set<String> ahead(int minute) {
        Set<String> ahead = new TreeSet<>(OFFSETS.keySet());
        milestones().forEach((label, at) -> {
            if (at <= minute * MINUTE) {
                ahead.remove(label);
            }
        });
        return ahead;
    }

    long promised() {
        if (agreed.isEmpty()) {
            return promised.minutes() * MINUTE;
        }
        return countedUntil((int) (agreed.get() / MINUTE));
    }

    private long countedUntil(int minute) {
        while (lookedAt < minute && !isStuck()) {
            lookAtOne();
        }
        int count = known;
        while (count > 0 && ticks[count - 1] >= minute) {
            count--;
        }
        return count * MINUTE;
    }

    private Hours hoursAt(int minute) {
        return minute < drawn ? hours[minute] : now;
    }

    private boolean counts(int minute) {
        boolean running = agreed.isPresent() || (minute < drawn ? ran[minute] : status != ClockStatus.PAUSED);
        boolean over = status == ClockStatus.STOPPED && minute >= end;
        return (running || over) && hoursAt(minute).isWorking(minute);
    }

    long elapsed(int minute) {
        int until = isOpen() ? minute : Math.min(minute, end);
        return carried + countedUntil(until);
    }

    Optional<Long> due() {
        if (agreed.isPresent()) {
            return agreed;
        }
        return passed.isPresent() ? passed : after(promised());
    }

    /** The due instant if it went on now, up to when all is drawn. */
    Optional<Long> projectedDue() {
        Optional<Long> due = due();
        if (due.isPresent() || status != ClockStatus.PAUSED) {
            return due;
        }
        long left = promised() - carried - countedUntil(drawn);
        for (int minute = drawn; minute < WalkPolicies.MINUTES; minute++) {
            if (now.isWorking(minute)) {
                if (left <= MINUTE) {
                    return Optional.of(minute * MINUTE + left);
                }
                left -= MINUTE;
            }
        }
        return Optional.empty();
    }

    private Optional<Long> after(long amount) {
        long left = amount - carried;
        if (left <= 0) {
            return Optional.of(measuredFrom * MINUTE);
        }
        int needed = (int) ((left + MINUTE - 1) / MINUTE);
        while (known < needed && !isStuck()) {
            lookAtOne();
        }
        return known < needed
                ? Optional.empty()
                : Optional.of(ticks[needed - 1] * MINUTE + left - (needed - 1) * MINUTE);
    }

    /** The points on the way that have an instant, in whole seconds. */
    Map<String, Long> milestones() {
        Map<String, Long> all = new LinkedHashMap<>();
        long all100 = promised();
        OFFSETS.forEach((label, offset) -> {
            long share = label.equals("50%") ? (all100 + 1) / 2 : all100 + offset;
            Optional<Long> at = share == all100 ? due() : after(share);
            at.ifPresent(exact -> all.put(label, (exact + 999_999) / 1_000_000 * 1_000_000));
        });
        return all;
    }

    MilestoneStatus status(String label) {
        if (reached.contains(label)) {
            return MilestoneStatus.REACHED;
        }
        return skipped.contains(label) ? MilestoneStatus.SKIPPED : MilestoneStatus.OPEN;
    }

    /** Open points that come, or came, before it stopped; none if it is cancelled. */
    Map<String, Long> alarms() {
        Map<String, Long> open = milestones();
        open.keySet().removeIf(label -> status(label) != MilestoneStatus.OPEN);
        if (status == ClockStatus.STOPPED) {
            open.values().removeIf(at -> at > end * MINUTE);
        }
        return status == ClockStatus.CANCELLED ? Map.of() : open;
    }

    /** Open points that came by then. */
    Set<String> alarms(int minute) {
        Map<String, Long> open = new LinkedHashMap<>(alarms());
        open.values().removeIf(at -> at > minute * MINUTE);
        return open.keySet();
    }

    void skip(int minute, Set<String> except) {
        milestones().forEach((label, at) -> {
            if (at <= minute * MINUTE && status(label) == MilestoneStatus.OPEN && !except.contains(label)) {
                skipped.add(label);
            }
        });
    }
}
