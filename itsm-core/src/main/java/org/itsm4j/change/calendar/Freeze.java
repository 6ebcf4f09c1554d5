package org.itsm4j.change.calendar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * A time at which changes may not be done (a blackout), or should not.
 *
 * @param name what people call it; up to 200 characters, unique among the freezes of a calendar
 * @param timing when it holds
 * @param covers what it holds for
 * @param severity whether it bars or warns
 * @param models the change models it holds for; up to 1,000 of up to 200 characters, empty for all
 * @param exempt the change models it does not hold for, such as {@code emergency}; as many
 */
public record Freeze(
        String name, Timing timing, Coverage covers, Severity severity, Set<String> models, Set<String> exempt) {
    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if a name is blank, too long, or no store could keep it, there are too many, or every
     *     model it is for is exempt
     */
    public Freeze {
        Text.Rule.require("Freeze", "name", Objects.requireNonNull(name, "name"), Limits.NAME);
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(covers, "covers");
        Objects.requireNonNull(severity, "severity");
        models = Coverage.names("Freeze", "models", models);
        exempt = Coverage.names("Freeze", "exempt", exempt);
        if (!models.isEmpty() && exempt.containsAll(models)) {
            throw new InvalidInputException(
                    "Freeze", "exempt", "not all of the models, got all " + models.size() + " of them");
        }
    }

    /**
     * @param name what people call it
     * @param timing when it holds
     * @return a freeze that bars all changes
     * @throws InvalidInputException as of the constructor
     */
    public static Freeze hard(String name, Timing timing) {
        return new Freeze(name, timing, Coverage.all(), Severity.HARD, Set.of(), Set.of());
    }

    /**
     * @param name what people call it
     * @param timing when it holds
     * @return a freeze that warns of all changes
     * @throws InvalidInputException as of the constructor
     */
    public static Freeze soft(String name, Timing timing) {
        return new Freeze(name, timing, Coverage.all(), Severity.SOFT, Set.of(), Set.of());
    }

    /**
     * @param what what it holds for
     * @return this freeze, for that only
     */
    public Freeze covering(Coverage what) {
        return new Freeze(name, timing, Objects.requireNonNull(what, "what"), severity, models, exempt);
    }

    /**
     * @param names change models
     * @return this freeze, for these models too, and no longer for all
     * @throws InvalidInputException as of the constructor
     */
    public Freeze onlyModels(String... names) {
        return new Freeze(name, timing, covers, severity, Coverage.joined(models, names), exempt);
    }

    /**
     * @param names change models
     * @return this freeze, but not for these models
     * @throws InvalidInputException as of the constructor
     */
    public Freeze exempting(String... names) {
        return new Freeze(name, timing, covers, severity, models, Coverage.joined(exempt, names));
    }

    /**
     * @param change a change
     * @return whether it holds for that change, at whatever time
     */
    public boolean concerns(PlannedChange change) {
        return covers.covers(change)
                && (models.isEmpty() || models.contains(change.model()))
                && !exempt.contains(change.model());
    }

    /**
     * Which changes it would hit, before it is put into the calendar: those that are to be moved, or waived.
     *
     * @param scheduled changes that are scheduled
     * @return those it hits, each with one collision for every stretch of it, in the order of their slots and tickets
     */
    public List<Hit> hits(Collection<PlannedChange> scheduled) {
        List<Hit> hits = new ArrayList<>();
        for (PlannedChange change : Objects.requireNonNull(scheduled, "scheduled")) {
            List<Collision> collisions = collisions(change);
            if (!collisions.isEmpty()) {
                hits.add(new Hit(change, collisions));
            }
        }
        hits.sort(Comparator.comparing(Hit::change, PlannedChange.ORDER));
        return hits;
    }

    List<Collision> collisions(PlannedChange change) {
        if (!concerns(change)) {
            return List.of();
        }
        return Stretches.covering(timing.occurrences(change.slot())).within(change.slot()).stream()
                .map(overlap -> new Collision(CollisionKind.FREEZE, severity, name, "", "", overlap))
                .toList();
    }

    /**
     * A change that a freeze hits.
     *
     * @param change the change
     * @param collisions where; at least one
     */
    public record Hit(PlannedChange change, List<Collision> collisions) {
        /** Copies the collisions. */
        public Hit {
            Objects.requireNonNull(change, "change");
            collisions = List.copyOf(Objects.requireNonNull(collisions, "collisions"));
        }
    }
}
