package org.itsm4j.testing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.CollisionKind;
import org.itsm4j.change.calendar.Slot;

/** What is hard in the way of a change: another one on the same item, a Sunday or another freeze; and who has allowed it. */
final class WalkedSlots {
    private final List<WalkedChange> scheduled = new ArrayList<>();
    private final Map<String, Slot> freezes = new LinkedHashMap<>();

    /**
     * Something hard in the way.
     *
     * @param with the change it is with, by its id, or the freeze
     * @param item on which item; empty for a freeze
     * @param during from when to when
     */
    record Bar(String with, String item, Slot during) {
        static Bar of(Collision collision) {
            return new Bar(collision.with(), collision.item(), collision.overlap());
        }

        static boolean isOne(Collision collision) {
            return collision.isHard() && collision.kind() != CollisionKind.PAST;
        }
    }

    /** Who has allowed what, as long as that lasts. */
    record Allowed(Bar bar, String approver, Instant at, Instant until) {
        boolean covers(Bar other, Instant now) {
            return !now.isBefore(at)
                    && now.isBefore(until)
                    && bar.with.equals(other.with)
                    && bar.item.equals(other.item)
                    && bar.during.contains(other.during);
        }
    }

    /** Where a change would be, and whose it would be. */
    record Claim(WalkedChange change, Slot slot, Set<String> items, Set<String> conflicted) {}

    void keep(WalkedChange change) {
        scheduled.remove(change);
        if (change.state.hasSlot()) {
            scheduled.add(change);
        }
    }

    /** For emergencies, too. */
    void freeze(String name, Slot during) {
        freezes.put(name, during);
    }

    /** The one that was published first, if there are many. */
    Optional<String> oldFreeze() {
        return freezes.size() < 2 ? Optional.empty() : freezes.keySet().stream().findFirst();
    }

    void thaw(String name) {
        freezes.remove(name);
    }

    List<Bar> all(WalkedChange change, Slot slot, Set<String> items, Instant now) {
        List<Bar> bars = new ArrayList<>();
        for (WalkedChange other : scheduled) {
            slot.overlap(asItGoes(other, slot, now))
                    .filter(overlap -> other != change)
                    .ifPresent(overlap -> items.stream()
                            .filter(other.form.items()::contains)
                            .forEach(item -> bars.add(new Bar(other.id.toString(), item, overlap))));
        }
        freezes.forEach(
                (name, during) -> slot.overlap(during).ifPresent(overlap -> bars.add(new Bar(name, "", overlap))));
        if (change.model != ChangeModel.EMERGENCY) {
            sundays(slot).forEach(sunday -> bars.add(new Bar(ChangeWalk.FREEZE, "", sunday)));
        }
        return bars;
    }

    /** What is still under way when it should be over is in the way of what would be done now. */
    private static Slot asItGoes(WalkedChange other, Slot slot, Instant now) {
        boolean overdue =
                other.state == ChangeState.IMPLEMENTING && !other.slot().to().isAfter(now);
        boolean present = !slot.from().isAfter(now) && slot.to().isAfter(now);
        return overdue && present ? new Slot(other.slot().from(), slot.to()) : other.slot();
    }

    private static Stream<Slot> sundays(Slot slot) {
        LocalDate first = slot.from().atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate last = slot.to().atZone(ZoneOffset.UTC).toLocalDate();
        return first.datesUntil(last.plusDays(1))
                .filter(day -> day.getDayOfWeek() == DayOfWeek.SUNDAY)
                .map(day -> Slot.of(day.atStartOfDay(ZoneOffset.UTC).toInstant(), Duration.ofDays(1)))
                .map(slot::overlap)
                .flatMap(Optional::stream);
    }

    /** Whether something hard is in the way that is not over, and that nobody has allowed, on either side, who is in no conflict here. */
    boolean bars(Claim claim, Instant now) {
        String id = claim.change.id.toString();
        return all(claim.change, claim.slot, claim.items, now).stream()
                .filter(bar -> bar.during.to().isAfter(now))
                .filter(bar -> !isAllowed(claim.change.allowed, claim.conflicted, bar, now))
                .anyMatch(bar -> scheduled.stream()
                        .filter(other -> other.id.toString().equals(bar.with))
                        .noneMatch(other ->
                                isAllowed(other.allowed, claim.conflicted, new Bar(id, bar.item, bar.during), now)));
    }

    private static boolean isAllowed(List<Allowed> allowed, Set<String> conflicted, Bar bar, Instant now) {
        return allowed.stream().anyMatch(each -> !conflicted.contains(each.approver) && each.covers(bar, now));
    }
}
