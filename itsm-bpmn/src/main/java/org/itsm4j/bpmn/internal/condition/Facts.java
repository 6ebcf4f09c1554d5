package org.itsm4j.bpmn.internal.condition;

import java.util.Optional;
import org.itsm4j.lifecycle.Move;

/** What a condition reads. */
@FunctionalInterface
public interface Facts {
    /** The name under which a condition reads the action. */
    String ACTION = "action";

    /** The name under which a condition reads which way a person has chosen to go on. */
    String WAY = "way";

    /** The name under which a condition on the way out of a stage reads what was decided there. */
    String APPROVAL = "approval";

    /** Nothing is known. */
    Facts NOTHING = name -> Reading.UNKNOWN;

    /**
     * @param name the name of a fact
     * @return unknown, known to be absent, or its value
     */
    Reading read(String name);

    /**
     * @param move what asks
     * @param approval the approval that the stage it leaves has waited for
     * @return the facts of a ticket, read when the condition is evaluated, and what was decided
     */
    static Facts of(Move move, Optional<String> approval) {
        return name -> name.equals(ACTION)
                ? new Reading(true, Optional.of(move.action()))
                : new Reading(
                        true,
                        move.facts()
                                .apply(name.equals(APPROVAL) ? APPROVAL + "." + approval.orElse("") : name)
                                .map(Facts::plain));
    }

    /**
     * @param action an action
     * @return facts of which only the action is known
     */
    static Facts assuming(String action) {
        return name -> name.equals(ACTION) ? new Reading(true, Optional.of(action)) : Reading.UNKNOWN;
    }

    /** Constants of enums are compared by name. */
    private static Object plain(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    /** What was read. */
    record Reading(boolean known, Optional<Object> value) {
        /** The ticket has no such fact. */
        public static final Reading ABSENT = new Reading(true, Optional.empty());

        static final Reading UNKNOWN = new Reading(false, Optional.empty());
    }
}
