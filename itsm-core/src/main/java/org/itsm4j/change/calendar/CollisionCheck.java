package org.itsm4j.change.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.error.InvalidInputException;

/**
 * Says what speaks against doing a change when it is planned, and when it could be done. Immutable; as thread-safe as its
 * impact analysis. It knows no store: the caller hands in the other changes, which it finds by {@link #items}, the assignees and
 * the slot.
 *
 * <pre>{@code
 * CollisionCheck check = CollisionCheck.by(calendar).impact(cmdb);
 * List<Collision> all = check.collisions(change, others, now);
 * List<Collision> bars = Waiver.unresolved(all, waivers, now);
 * FreeSlot free = check.nextFree(change, others, SlotSearch.from(now).onWholeMinutes(), now);
 * }</pre>
 */
public final class CollisionCheck {
    private final ChangeCalendar calendar;
    private final CollisionRules rules;
    private final ImpactAnalysis impact;

    private CollisionCheck(ChangeCalendar calendar, CollisionRules rules, ImpactAnalysis impact) {
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.impact = Objects.requireNonNull(impact, "impact");
    }

    /**
     * @param calendar windows and freezes
     * @return a check by it, with {@link CollisionRules#standard()} and {@link ImpactAnalysis#sameOnly()}
     */
    public static CollisionCheck by(ChangeCalendar calendar) {
        return new CollisionCheck(calendar, CollisionRules.standard(), ImpactAnalysis.sameOnly());
    }

    /**
     * @param rules how much each kind of collision weighs
     * @return this check, by these rules
     */
    public CollisionCheck rules(CollisionRules rules) {
        return new CollisionCheck(calendar, rules, impact);
    }

    /**
     * @param impact what is related to what
     * @return this check, by that analysis
     */
    public CollisionCheck impact(ImpactAnalysis impact) {
        return new CollisionCheck(calendar, rules, impact);
    }

    /**
     * @param change a change
     * @return the configuration items that another change must touch to collide with it: its own, and their relatives
     * @throws InvalidInputException if the impact analysis answers with too many relatives, or with those of something else
     */
    public Set<String> items(PlannedChange change) {
        return new TreeSet<>(new Meetings(Objects.requireNonNull(change, "change"), rules, impact).items());
    }

    /**
     * All that speaks against a change.
     *
     * @param change the change
     * @param others the scheduled changes, at least those that overlap with it; the change itself may be among them
     * @param now the moment; what lies before it is in the past
     * @return the collisions: one for each two configuration items and each person through which it meets another change,
     *     for each stretch of each freeze, for each stretch in which something has no window open, and for what has passed; in
     *     the order of their beginning, kind and names
     * @throws InvalidInputException as of {@link #items}
     */
    public List<Collision> collisions(PlannedChange change, Collection<PlannedChange> others, Instant now) {
        Meetings meetings = new Meetings(Objects.requireNonNull(change, "change"), rules, impact);
        Objects.requireNonNull(now, "now");
        List<Collision> collisions = new ArrayList<>();
        for (PlannedChange other : Objects.requireNonNull(others, "others")) {
            change.slot()
                    .overlap(other.slot())
                    .ifPresent(overlap -> meetings.with(other)
                            .forEach(meeting -> collisions.add(collision(meeting, other, overlap))));
        }
        calendar.freezes().forEach(freeze -> collisions.addAll(freeze.collisions(change)));
        rules.severity(CollisionKind.OUTSIDE_WINDOWS).ifPresent(severity -> outside(change, severity, collisions));
        rules.severity(CollisionKind.PAST)
                .ifPresent(severity -> Stretches.between(Instant.MIN, now).within(change.slot()).stream()
                        .map(past -> new Collision(CollisionKind.PAST, severity, "", "", "", past))
                        .forEach(collisions::add));
        collisions.sort(Collision.ORDER);
        return List.copyOf(collisions);
    }

    private Collision collision(Meetings.Meeting meeting, PlannedChange other, Slot overlap) {
        return new Collision(
                meeting.kind(),
                rules.severity(meeting.kind()).orElseThrow(),
                other.ticket().id().toString(),
                meeting.item(),
                meeting.through(),
                overlap);
    }

    private void outside(PlannedChange change, Severity severity, List<Collision> collisions) {
        Slot slot = change.slot();
        for (ChangeCalendar.Opening opening : calendar.openings(change)) {
            Stretches open = open(opening, slot.from(), slot.to());
            open.gaps(slot.from(), slot.to()).within(slot).stream()
                    .map(part -> new Collision(
                            CollisionKind.OUTSIDE_WINDOWS, severity, opening.with(), opening.item(), "", part))
                    .forEach(collisions::add);
        }
    }

    private static Stretches open(ChangeCalendar.Opening opening, Instant from, Instant to) {
        return Stretches.covering(opening.windows().stream()
                .flatMap(window -> window.timing().occurrences(from, to).stream())
                .toList());
    }

    /**
     * When a change could be done: the earliest start, of the length of its slot, at which it has no hard collision, or none at
     * all. Exact: between the ends of what is in the way nothing is left out. Waivers do not count here.
     *
     * @param change the change
     * @param others the scheduled changes, at least those from the start of the search to its horizon and the length of the slot;
     *     the change itself may be among them, and is not in its own way
     * @param search from when, and how
     * @param now the moment
     * @return the slot, or that there is none
     * @throws InvalidInputException as of {@link #items}, or if the search goes beyond the year 2199
     */
    public FreeSlot nextFree(PlannedChange change, Collection<PlannedChange> others, SlotSearch search, Instant now) {
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(now, "now");
        Instant end = search.end(change.slot().length());
        List<Stretches> blocked = new ArrayList<>();
        Meetings meetings = new Meetings(change, rules, impact);
        blocked.add(Stretches.covering(Objects.requireNonNull(others, "others").stream()
                .filter(other -> meetings.with(other).stream().anyMatch(meeting -> avoids(search, meeting.kind())))
                .map(PlannedChange::slot)
                .toList()));
        blocked.add(Stretches.covering(calendar.freezes().stream()
                .filter(freeze -> freeze.concerns(change) && search.avoids(Optional.of(freeze.severity())))
                .flatMap(freeze -> freeze.timing().occurrences(search.from(), end).stream())
                .toList()));
        if (avoids(search, CollisionKind.OUTSIDE_WINDOWS)) {
            calendar.openings(change)
                    .forEach(opening ->
                            blocked.add(open(opening, search.from(), end).gaps(search.from(), end)));
        }
        if (avoids(search, CollisionKind.PAST)) {
            blocked.add(Stretches.between(Instant.MIN, now));
        }
        Stretches all = blocked.stream().reduce(Stretches.NONE, Stretches::or);
        return search.first(all.gaps(search.from(), end), change.slot().length());
    }

    private boolean avoids(SlotSearch search, CollisionKind kind) {
        return search.avoids(rules.severity(kind));
    }
}
