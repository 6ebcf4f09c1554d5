package org.itsm4j.change;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.FreeSlot;
import org.itsm4j.change.calendar.ImpactAnalysis;
import org.itsm4j.change.calendar.PlannedChange;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.SlotSearch;
import org.itsm4j.change.calendar.Waiver;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketId;

/** What speaks against doing a change when it is planned, and who has allowed it. */
final class ChangeSchedule {
    private static final int MOST_WAIVERS = 50;

    private final ChangeDesk desk;

    ChangeSchedule(ChangeDesk desk) {
        this.desk = desk;
    }

    /** A command that allows a collision. */
    record Allowance(
            @NotNull Collision collision,
            @NotNull @Text(max = Limits.REASON) String reason) {}

    /** How many other configuration items are hit if it goes wrong. */
    int impacted(Change change, ChangeSettings rules) {
        Set<String> items = change.scope().configurationItems();
        if (items.isEmpty()) {
            return 0;
        }
        List<ImpactAnalysis.Relative> relatives = rules.impact().relatives(items);
        Limits.require("ImpactAnalysis", "relatives", relatives.size(), ImpactAnalysis.MOST);
        Set<String> hit = relatives.stream()
                .map(ImpactAnalysis.Relative::configurationItem)
                .collect(Collectors.toCollection(TreeSet::new));
        hit.removeAll(items);
        return hit.size();
    }

    TrackRecord past(Tenant tenant, ChangeField by, Object value) {
        Map<Object, Long> counts = desk.pipeline()
                .tickets()
                .count(
                        tenant,
                        ChangeField.OUTCOME,
                        List.of(
                                new Condition<>(ChangeField.STATE, Operator.EQUALS, List.of(ChangeState.CLOSED)),
                                new Condition<>(by, Operator.EQUALS, List.of(value))));
        long done = counts.values().stream().mapToLong(Long::longValue).sum();
        long successful = counts.entrySet().stream()
                .filter(entry -> ((Outcome) entry.getKey()).isSuccess())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new TrackRecord(done, successful);
    }

    /** All that speaks against it; nothing as long as it has no window. */
    List<Collision> collisions(Change change, Instant now) {
        return change.planned()
                .map(planned -> desk.settings(change)
                        .collisions()
                        .collisions(planned, others(change.tenant(), planned.slot()), now))
                .orElse(List.of());
    }

    /** Under way, what has passed of its window is no reason against it. */
    List<Collision> unresolved(Change change, Instant now) {
        List<Collision> against = collisions(change, now).stream()
                .filter(collision -> collision.overlap().to().isAfter(now))
                .toList();
        return Waiver.unresolved(against, change.waivers(), now);
    }

    private List<PlannedChange> others(Tenant tenant, Slot slot) {
        List<PlannedChange> others = new ArrayList<>();
        for (ChangeState state : List.of(ChangeState.SCHEDULED, ChangeState.IMPLEMENTING)) {
            Search<ChangeField> search = Search.sortedBy(ChangeField.RAISED_AT, Direction.ASCENDING)
                    .where(ChangeField.STATE, Operator.EQUALS, state)
                    .where(ChangeField.WINDOW_FROM, Operator.LESS_THAN, slot.to())
                    .where(ChangeField.WINDOW_TO, Operator.AT_LEAST, slot.from())
                    .limit(Limits.PAGE_CAP);
            Optional<Search<ChangeField>> next = Optional.of(search);
            while (next.isPresent()) {
                Page<Change, Cursor> page = desk.pipeline().tickets().search(tenant, next.get());
                page.items().forEach(each -> each.planned().ifPresent(others::add));
                next = page.next().map(search::after);
            }
        }
        return others;
    }

    /** In a line, for the timeline: how many there are, of which kinds. */
    String summary(Change change, Instant now) {
        List<Collision> all = collisions(change, now);
        List<Collision> bars = Waiver.unresolved(all, change.waivers(), now);
        Map<String, Long> kinds = all.stream()
                .collect(Collectors.groupingBy(
                        it -> it.severity() + " " + it.kind(), java.util.TreeMap::new, Collectors.counting()));
        return all.isEmpty() ? "no collisions" : "collisions: " + kinds + ", not waived: " + bars.size();
    }

    FreeSlot nextFree(Change change, Instant now) {
        PlannedChange planned = change.planned()
                .orElseThrow(() -> new InvalidInputException("nextFree", "window", "is required; add it with revise"));
        SlotSearch search = SlotSearch.from(
                        now.isAfter(planned.slot().from())
                                ? now
                                : planned.slot().from())
                .onWholeMinutes();
        Slot all = Slot.of(search.from(), search.horizon().plus(planned.slot().length()));
        return desk.settings(change).collisions().nextFree(planned, others(change.tenant(), all), search, now);
    }

    Change waive(Session session, TicketId id, Collision collision, String reason) {
        Allowance command = new Allowance(collision, reason);
        return desk.act(session, id, ChangeAction.WAIVE, command, (change, step) -> {
            String person = session.actor().person();
            desk.votes().requireOther(change, person);
            if (!collisions(change, step.now()).contains(collision)) {
                throw change.rule("waive", "it has no such collision now; allowed: one of collisions(id)");
            }
            Limits.require("waive", "waivers", change.waivers().size() + 1, MOST_WAIVERS);
            Instant until = collision.overlap().to();
            Instant end = until.isAfter(step.now()) ? until : step.now().plusSeconds(1);
            List<Waiver> waivers = new ArrayList<>(change.waivers());
            waivers.add(Waiver.of(collision, person, reason, step.now(), end));
            step.say(collision.kind() + " " + collision.overlap() + ": " + reason);
            return change.toBuilder().waivers(waivers).build();
        });
    }

    Change lockDown(Session session, TicketId id, String reason) {
        return desk.act(session, id, ChangeAction.LOCK_DOWN, new Said.Words(reason), (change, step) -> {
            step.say(reason);
            return change.toBuilder().lockdown(Optional.of(reason)).build();
        });
    }

    Change release(Session session, TicketId id) {
        return desk.act(
                session,
                id,
                ChangeAction.RELEASE,
                Said.NOTHING,
                (change, step) -> change.toBuilder().lockdown(Optional.empty()).build());
    }
}
