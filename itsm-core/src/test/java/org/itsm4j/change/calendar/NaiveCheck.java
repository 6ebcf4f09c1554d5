package org.itsm4j.change.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What collides and what is free, by looking at every pair and at every cell of the grid. */
final class NaiveCheck {
    private final RandomSchedule schedule;

    NaiveCheck(RandomSchedule schedule) {
        this.schedule = schedule;
    }

    List<Collision> collisions(PlannedChange change) {
        List<Collision> found = withoutOthers(change);
        for (PlannedChange other : schedule.changes) {
            Instant from = max(change.slot().from(), other.slot().from());
            Instant to = min(change.slot().to(), other.slot().to());
            if (from.isBefore(to)) {
                meet(change, other, new Slot(from, to), found);
            }
        }
        return found;
    }

    private List<Collision> withoutOthers(PlannedChange change) {
        List<Collision> found = new ArrayList<>();
        for (RandomSchedule.Rule rule : schedule.freezes) {
            if (concerns(rule, change)) {
                runs(change.slot(), cell -> isIn(rule, cell))
                        .forEach(run -> found.add(new Collision(
                                CollisionKind.FREEZE,
                                rule.freeze().orElseThrow().severity(),
                                rule.name(),
                                "",
                                "",
                                run)));
            }
        }
        schedule.rules.severity(CollisionKind.OUTSIDE_WINDOWS).ifPresent(severity -> {
            for (List<String> who : owners(change)) {
                runs(change.slot(), cell -> !isOpen(who, cell))
                        .forEach(run -> found.add(new Collision(
                                CollisionKind.OUTSIDE_WINDOWS,
                                severity,
                                who.get(1),
                                who.get(0).equals("item") ? who.get(1) : "",
                                "",
                                run)));
            }
        });
        schedule.rules
                .severity(CollisionKind.PAST)
                .ifPresent(severity -> runs(change.slot(), cell -> cell.isBefore(schedule.now))
                        .forEach(run -> found.add(new Collision(CollisionKind.PAST, severity, "", "", "", run))));
        return found;
    }

    private void meet(PlannedChange change, PlannedChange other, Slot overlap, List<Collision> found) {
        if (change.ticket().equals(other.ticket())) {
            return;
        }
        for (CollisionKind kind : CollisionKind.values()) {
            Optional<Severity> severity = schedule.rules.severity(kind);
            if (severity.isEmpty()) {
                continue;
            }
            for (List<String> pair : pairs(kind, change, other)) {
                found.add(new Collision(
                        kind, severity.get(), other.ticket().id().toString(), pair.get(0), pair.get(1), overlap));
            }
        }
    }

    private List<List<String>> pairs(CollisionKind kind, PlannedChange change, PlannedChange other) {
        List<List<String>> pairs = new ArrayList<>();
        if (kind == CollisionKind.ASSIGNEE) {
            change.assignees().stream().filter(other.assignees()::contains).forEach(who -> pairs.add(List.of(who, "")));
        }
        for (String ours : change.configurationItems()) {
            for (String theirs : other.configurationItems()) {
                boolean same = ours.equals(theirs);
                boolean related = schedule.graph.stream()
                        .anyMatch(edge -> edge.of().equals(ours)
                                && edge.configurationItem().equals(theirs)
                                && edge.kinship().name().equals(kind.name()));
                if (same ? kind == CollisionKind.SAME_ITEM : related) {
                    pairs.add(List.of(ours, theirs));
                }
            }
        }
        return pairs;
    }

    private static boolean concerns(RandomSchedule.Rule rule, PlannedChange change) {
        Freeze freeze = rule.freeze().orElseThrow();
        boolean named = rule.covers().configurationItems().stream().anyMatch(change.configurationItems()::contains)
                || change.service().isPresent()
                        && rule.covers().services().contains(change.service().get());
        boolean all = rule.covers().services().isEmpty()
                && rule.covers().configurationItems().isEmpty();
        return (all || named)
                && !freeze.exempt().contains(change.model())
                && (freeze.models().isEmpty() || freeze.models().contains(change.model()));
    }

    private static boolean isIn(RandomSchedule.Rule rule, Instant cell) {
        for (Slot slot : rule.slots()) {
            if (isIn(slot, cell)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(Slot slot, Instant cell) {
        return !cell.isBefore(slot.from()) && cell.isBefore(slot.to());
    }

    /** Whose windows count: each is a sort of thing, and its name. */
    private List<List<String>> owners(PlannedChange change) {
        List<List<String>> owners = new ArrayList<>();
        boolean left = change.configurationItems().isEmpty();
        for (String item : change.configurationItems()) {
            if (schedule.windows.stream()
                    .anyMatch(each -> each.covers().configurationItems().contains(item))) {
                owners.add(List.of("item", item));
            } else {
                left = true;
            }
        }
        if (left) {
            String service = change.service().orElse("?");
            if (schedule.windows.stream()
                    .anyMatch(each -> each.covers().services().contains(service))) {
                owners.add(List.of("service", service));
            } else if (schedule.windows.stream().anyMatch(NaiveCheck::isForAll)) {
                owners.add(List.of("all", ""));
            }
        }
        return owners;
    }

    private static boolean isForAll(RandomSchedule.Rule rule) {
        return rule.covers().services().isEmpty()
                && rule.covers().configurationItems().isEmpty();
    }

    private boolean isOpen(List<String> who, Instant cell) {
        for (RandomSchedule.Rule window : schedule.windows) {
            boolean counts = switch (who.get(0)) {
                case "item" -> window.covers().configurationItems().contains(who.get(1));
                case "service" -> window.covers().services().contains(who.get(1));
                default -> isForAll(window);
            };
            if (counts && isIn(window, cell)) {
                return true;
            }
        }
        return false;
    }

    private static List<Slot> runs(Slot slot, Predicate<Instant> which) {
        List<Slot> runs = new ArrayList<>();
        Instant open = null;
        for (Instant cell = slot.from(); cell.isBefore(slot.to()); cell = cell.plus(RandomSchedule.CELL)) {
            if (which.test(cell)) {
                open = open == null ? cell : open;
            } else if (open != null) {
                runs.add(new Slot(open, cell));
                open = null;
            }
        }
        if (open != null) {
            runs.add(new Slot(open, slot.to()));
        }
        return runs;
    }

    /** The first start on the grid at which the change would have no collision that is in the way. */
    Optional<Slot> nextFree(PlannedChange change, SlotSearch search) {
        Instant horizon = search.from().plus(search.horizon());
        Instant end = horizon.plus(change.slot().length());
        List<PlannedChange> met = schedule.changes.stream()
                .filter(other -> {
                    List<Collision> found = new ArrayList<>();
                    meet(change, other, change.slot(), found);
                    return isInTheWay(found, search);
                })
                .toList();
        List<Boolean> blocked = new ArrayList<>();
        for (Instant cell = search.from(); cell.isBefore(end); cell = cell.plus(RandomSchedule.CELL)) {
            Slot slot = Slot.of(cell, RandomSchedule.CELL);
            blocked.add(met.stream().anyMatch(other -> isIn(other.slot(), slot.from()))
                    || isInTheWay(withoutOthers(change.at(slot)), search));
        }
        int cells = (int) (change.slot().length().toMinutes() / RandomSchedule.CELL.toMinutes());
        for (int at = 0;
                search.from().plus(RandomSchedule.CELL.multipliedBy(at)).isBefore(horizon);
                at++) {
            if (!blocked.subList(at, at + cells).contains(true)) {
                return Optional.of(Slot.of(
                        search.from().plus(RandomSchedule.CELL.multipliedBy(at)),
                        change.slot().length()));
            }
        }
        return Optional.empty();
    }

    private static boolean isInTheWay(List<Collision> found, SlotSearch search) {
        return found.stream().anyMatch(each -> search.avoidsSoft() || each.severity() == Severity.HARD);
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
