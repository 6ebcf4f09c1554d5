package org.itsm4j.lifecycle.internal;

import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Labels;
import org.jspecify.annotations.Nullable;

/** The parts of a command, as a door is given them. */
public final class Parts {
    private Parts() {}

    /**
     * A part that must be there: a form that leaves it out is told so as of any other wrong input.
     *
     * @param action the action it goes with
     * @param name what the part is called
     * @param part the part
     * @param <P> its type
     * @return the part
     * @throws InvalidInputException if it is not there
     */
    public static <P> P given(Enum<?> action, String name, @Nullable P part) {
        if (part == null) {
            throw new InvalidInputException(Labels.of(action), name, "is required");
        }
        return part;
    }
}
