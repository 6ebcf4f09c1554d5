package org.itsm4j.change.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of instants as half-open stretches, sorted, apart and not empty. Unlike slots they may be as long as they like. */
record Stretches(List<Stretch> list) {
    static final Stretches NONE = new Stretches(List.of());

    /** From here, inclusive, to there, exclusive. */
    record Stretch(Instant from, Instant to) {}

    Stretches {
        list = List.copyOf(list);
    }

    static Stretches between(Instant from, Instant to) {
        return from.isBefore(to) ? new Stretches(List.of(new Stretch(from, to))) : NONE;
    }

    static Stretches of(Slot slot) {
        return between(slot.from(), slot.to());
    }

    /** @return what the slots cover together; in any order, they may overlap or touch */
    static Stretches covering(Collection<Slot> slots) {
        return merged(
                slots.stream().map(slot -> new Stretch(slot.from(), slot.to())).toList());
    }

    private static Stretches merged(List<Stretch> parts) {
        List<Stretch> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparing(Stretch::from));
        List<Stretch> merged = new ArrayList<>();
        for (Stretch each : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && !each.from.isAfter(merged.get(last).to)) {
                Stretch before = merged.get(last);
                merged.set(last, each.to.isAfter(before.to) ? new Stretch(before.from, each.to) : before);
            } else {
                merged.add(each);
            }
        }
        return new Stretches(merged);
    }

    Stretches or(Stretches other) {
        List<Stretch> both = new ArrayList<>(list);
        both.addAll(other.list);
        return merged(both);
    }

    /** @return what is between the two and not in here */
    Stretches gaps(Instant from, Instant to) {
        List<Stretch> gaps = new ArrayList<>();
        Instant at = from;
        for (Stretch each : list) {
            if (each.from.isAfter(at) && at.isBefore(to)) {
                gaps.add(new Stretch(at, each.from.isBefore(to) ? each.from : to));
            }
            at = each.to.isAfter(at) ? each.to : at;
        }
        if (at.isBefore(to)) {
            gaps.add(new Stretch(at, to));
        }
        return new Stretches(gaps);
    }

    /** @return the parts of the slot that are in here, in their order */
    List<Slot> within(Slot slot) {
        List<Slot> parts = new ArrayList<>();
        for (Stretch each : list) {
            Instant from = each.from.isAfter(slot.from()) ? each.from : slot.from();
            Instant to = each.to.isBefore(slot.to()) ? each.to : slot.to();
            if (from.isBefore(to)) {
                parts.add(new Slot(from, to));
            }
        }
        return parts;
    }
}
