package org.itsm4j.change;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.CollisionCheck;
import org.itsm4j.change.calendar.FreeSlot;
import org.itsm4j.change.calendar.PlannedChange;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.SlotSearch;
import org.itsm4j.change.calendar.Waiver;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/**
 * When changes are done. One that is scheduled or under way has a slot in the schedule, for others to collide with; whoever takes
 * one does so behind the lock of the schedule, so that two nodes never give the same one away.
 */
final class ChangeSlots {
    /** How many changes may overlap with one: what is listed is all there is, or it is refused. */
    static final int MOST = 10_000;

    /** How far ahead a free slot is looked for. */
    private static final Duration AHEAD = Duration.ofDays(90);

    /** No slot ends later. */
    private static final Instant LAST = Instant.parse("2199-12-31T23:59:59Z");

    private final ChangeDesk desk;
    private final ChangeCalendars calendars = new ChangeCalendars();

    ChangeSlots(ChangeDesk desk) {
        this.desk = desk;
    }

    private ScheduleStore store() {
        return desk.kernel().store().schedule();
    }

    /** The one that was published last, or that of the settings. */
    ChangeCalendar calendar(Tenant tenant) {
        return store().calendar(tenant)
                .map(published -> calendars.read(tenant, published))
                .orElseGet(() -> desk.settings(tenant).calendar());
    }

    private CollisionCheck check(Tenant tenant) {
        ChangeSettings rules = desk.settings(tenant);
        return CollisionCheck.by(calendar(tenant)).rules(rules.collisionRules()).impact(rules.impact());
    }

    /** All that speaks against it; nothing as long as it has no window. */
    List<Collision> collisions(Change change, Instant now) {
        return change.planned()
                .map(planned -> {
                    CollisionCheck check = check(change.tenant());
                    return check.collisions(
                            planned,
                            others(
                                    change,
                                    check.items(planned),
                                    planned,
                                    planned.slot(),
                                    planned.slot().to(),
                                    now),
                            now);
                })
                .orElse(List.of());
    }

    private List<PlannedChange> others(
            Change change, Set<String> items, PlannedChange planned, Slot during, Instant still, Instant now) {
        List<PlannedChange> others =
                store()
                        .overlapping(change.tenant(), during.from(), during.to(), items, planned.assignees(), MOST + 1)
                        .stream()
                        .map(PlannedChange::of)
                        .toList();
        if (others.size() > MOST) {
            throw change.rule("collisions", "more than " + MOST + " changes overlap; allowed: a shorter time");
        }
        return withOverdue(change.tenant(), others, during.from(), during.to(), still, now);
    }

    /**
     * What is planned for a time of any length, and first what should be over by now and is still under way.
     *
     * @param limit how many of those planned at most
     */
    List<PlannedChange> during(Tenant tenant, Instant from, Instant to, int limit, Instant now) {
        List<PlannedChange> planned = store().during(tenant, from, to, limit).stream()
                .map(PlannedChange::of)
                .toList();
        return withOverdue(tenant, planned, from, to, to, now);
    }

    /** What is under way when it should be over lasts until nobody knows when: here, until then, if the time has come. */
    private List<PlannedChange> withOverdue(
            Tenant tenant, List<PlannedChange> planned, Instant from, Instant to, Instant still, Instant now) {
        if (from.isAfter(now) || !to.isAfter(now)) {
            return planned;
        }
        List<PlannedChange> overdue = overdue(tenant, now);
        Set<TicketRef> tickets = overdue.stream().map(PlannedChange::ticket).collect(Collectors.toSet());
        return Stream.concat(
                        overdue.stream().map(late -> late.at(lasting(late.slot(), still))),
                        planned.stream().filter(other -> !tickets.contains(other.ticket())))
                .toList();
    }

    private static Slot lasting(Slot slot, Instant still) {
        Instant longest = still.minus(Slot.LONGEST);
        return new Slot(slot.from().isBefore(longest) ? longest : slot.from(), still);
    }

    /** Those that are being done are few at any time. */
    private List<PlannedChange> overdue(Tenant tenant, Instant now) {
        Search<ChangeField> search = Search.sortedBy(ChangeField.RAISED_AT, Direction.ASCENDING)
                .where(ChangeField.STATE, Operator.EQUALS, ChangeState.IMPLEMENTING)
                .where(ChangeField.WINDOW_TO, Operator.LESS_THAN, now.plus(1, ChronoUnit.MICROS))
                .limit(Limits.PAGE_CAP);
        return desk.pipeline().tickets().search(tenant, search).items().stream()
                .flatMap(change -> change.planned().stream())
                .toList();
    }

    List<Collision> unresolved(Change change, Instant now) {
        return unresolved(change, collisions(change, now), now);
    }

    /** Those that bar it. Under way, what has passed of its window is no reason against it. */
    private List<Collision> unresolved(Change change, Collection<Collision> all, Instant now) {
        List<Collision> against = all.stream()
                .filter(collision -> collision.overlap().to().isAfter(now))
                .toList();
        return Waiver.unresolved(against, byOthers(change, change.waivers()), now).stream()
                .filter(collision -> !isAllowedThere(change, collision, now))
                .toList();
    }

    /** Nobody waives what is against their own change: also not before it became theirs. */
    private static List<Waiver> byOthers(Change change, List<Waiver> waivers) {
        return waivers.stream()
                .filter(waiver -> !change.conflicted().contains(waiver.approver()))
                .toList();
    }

    /** Two that may overlap may do so both, whichever of them was allowed to. */
    private boolean isAllowedThere(Change change, Collision collision, Instant now) {
        return collision
                .asTheOtherSeesIt(change.id().toString())
                .filter(seen -> desk.pipeline().tickets().find(change.tenant(), TicketId.of(collision.with())).stream()
                        .flatMap(other -> byOthers(change, other.waivers()).stream())
                        .anyMatch(waiver -> waiver.covers(seen, now)))
                .isPresent();
    }

    FreeSlot nextFree(Change change, Instant now) {
        PlannedChange planned = change.planned()
                .orElseThrow(() -> new InvalidInputException("nextFree", "window", "is required; add it with revise"));
        Instant begin = planned.slot().from();
        Instant from = now.isAfter(begin) ? now : begin;
        Duration length = planned.slot().length();
        Instant end = earliest(from.plus(length).plus(AHEAD), from.plus(Slot.LONGEST), LAST);
        Duration horizon = Duration.between(from, end).minus(length);
        if (horizon.isNegative() || horizon.isZero()) { // nobody can look further
            return new FreeSlot(Optional.empty(), from);
        }
        Slot all = new Slot(from, end);
        SlotSearch search = SlotSearch.from(from).within(horizon).onWholeMinutes();
        CollisionCheck check = check(change.tenant());
        Instant still = planned.slot().to().isAfter(now) ? planned.slot().to() : now.plus(length);
        return check.nextFree(planned, others(change, check.items(planned), planned, all, still, now), search, now);
    }

    private static Instant earliest(Instant... instants) {
        return Stream.of(instants).min(Instant::compareTo).orElseThrow();
    }

    /**
     * @param how what cannot be done, for the error
     * @return what speaks against it all the same, as {@link #summary}
     * @throws RuleViolationException if something hard speaks against it and nobody has waived it
     */
    String requireFree(Change change, String how, Instant now) {
        List<Collision> all = collisions(change, now);
        List<Collision> bars = unresolved(change, all, now);
        if (!bars.isEmpty()) {
            throw change.rule(
                    "collision",
                    "cannot be " + how + ", as " + bars.size() + (bars.size() == 1 ? " is" : " are")
                            + " in its way, first " + words(change, bars.get(0))
                            + "; allowed: revise its window, the next free one begins "
                            + nextBegin(change, now) + ", or a waiver");
        }
        return summary(all, 0);
    }

    private String words(Change change, Collision bar) {
        String with = bar.with().isEmpty() ? "" : " of " + bar.with();
        return bar
                + (bar.isWithChange()
                        ? " with "
                                + desk.pipeline()
                                        .find(change.tenant(), TicketId.of(bar.with()))
                                        .number()
                        : with);
    }

    private String nextBegin(Change change, Instant now) {
        try {
            FreeSlot free = nextFree(change, now);
            return free.slot().map(slot -> slot.from().toString()).orElseGet(() -> "after " + free.lookedUpTo());
        } catch (RuleViolationException tooMany) { // what bars it is said; where it is free, is not known
            return "at a time that is not known, as too many changes lie ahead";
        }
    }

    /** In a line, for the timeline: how many there are, of which kinds. */
    String summary(Change change, Instant now) {
        List<Collision> all = collisions(change, now);
        return summary(all, unresolved(change, all, now).size());
    }

    private static String summary(List<Collision> all, int bars) {
        Map<String, Long> kinds = all.stream()
                .collect(Collectors.groupingBy(
                        it -> it.severity() + " " + it.kind(), TreeMap::new, Collectors.counting()));
        return all.isEmpty() ? "no collisions" : "collisions: " + kinds + ", not waived: " + bars;
    }

    /**
     * Keeps the schedule as the change is: called for whatever is done to one. The lock is taken once the change is written, so
     * that all take both in that order.
     */
    Change kept(Change before, Change after, Step step) {
        Optional<PlannedChange> had = slot(before);
        Optional<PlannedChange> has = slot(after);
        boolean begins = before.state() == ChangeState.SCHEDULED && after.state() == ChangeState.IMPLEMENTING;
        if (!had.equals(has) || begins) {
            step.write(() -> keep(before, after, had, has, step.now()));
        }
        return after;
    }

    private void keep(
            Change before, Change after, Optional<PlannedChange> had, Optional<PlannedChange> has, Instant now) {
        if (has.isEmpty()) {
            store().remove(after.tenant(), after.ref());
            return;
        }
        store().lock(after.tenant());
        if (had.isEmpty() && !has.get().slot().to().isAfter(now)) {
            throw after.rule(
                    "window", "its window " + has.get().slot() + " has passed; allowed: revise it, from " + now);
        }
        if (before.state() != ChangeState.IMPLEMENTING) {
            requireFree(
                    after,
                    after.state() == ChangeState.IMPLEMENTING ? "begun" : had.isPresent() ? "assigned so" : "scheduled",
                    now);
        }
        if (!had.equals(has)) {
            store().put(after.tenant(), has.get().scheduled());
        }
    }

    private static Optional<PlannedChange> slot(Change change) {
        return change.state().hasSlot() ? change.planned() : Optional.empty();
    }
}
