package org.itsm4j.lifecycle.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;

/**
 * The actions that every practice has, under the same names, so that their rules are said once and timelines of all
 * practices read alike.
 *
 * @param note writes a note
 * @param refer points to something outside
 * @param watch lets a person follow it
 * @param unwatch no longer lets a person follow it
 * @param relate ties it to another ticket
 * @param unrelate unties it
 * @param set gives values to the host's own fields
 * @param advance goes on to the next stage of its state
 * @param claim takes one of its tasks
 * @param complete says that one of its tasks is done; {@code COMPLETE_TASK} where {@code COMPLETE} means the ticket
 * @param step runs steps of its diagram
 * @param migrate goes on with another version of its diagram
 * @param targetReached notes that a clock of it has reached a threshold
 * @param <A> the actions
 */
public record SharedActions<A extends Enum<A>>(
        A note,
        A refer,
        A watch,
        A unwatch,
        A relate,
        A unrelate,
        A set,
        A advance,
        A claim,
        A complete,
        A step,
        A migrate,
        A targetReached) {

    /**
     * @param actions the enum of a practice's actions
     * @param <A> the actions
     * @return those that every practice has
     * @throws ConfigurationException if one is missing
     */
    public static <A extends Enum<A>> SharedActions<A> of(Class<A> actions) {
        return new SharedActions<>(
                named(actions, "NOTE"),
                named(actions, "REFER"),
                named(actions, "WATCH"),
                named(actions, "UNWATCH"),
                named(actions, "RELATE"),
                named(actions, "UNRELATE"),
                named(actions, "SET"),
                named(actions, "ADVANCE"),
                named(actions, "CLAIM"),
                find(actions, "COMPLETE_TASK").orElseGet(() -> named(actions, "COMPLETE")),
                named(actions, "STEP"),
                named(actions, "MIGRATE"),
                named(actions, "TARGET_REACHED"));
    }

    private static <A extends Enum<A>> A named(Class<A> actions, String name) {
        return find(actions, name)
                .orElseThrow(() -> new ConfigurationException(actions.getSimpleName() + " lacks the action " + name));
    }

    private static <A extends Enum<A>> Optional<A> find(Class<A> actions, String name) {
        return Arrays.stream(actions.getEnumConstants())
                .filter(action -> action.name().equals(name))
                .findFirst();
    }

    /** @return the actions on tasks, which are offered only where a diagram has some */
    public Set<A> onTasks() {
        return Set.of(claim, complete);
    }

    /** @return what the system does of itself, and no door offers */
    public Set<A> bySystem() {
        return Set.of(step, migrate, targetReached);
    }
}
