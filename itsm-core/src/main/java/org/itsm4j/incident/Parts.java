package org.itsm4j.incident;

import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Labels;
import org.jspecify.annotations.Nullable;

/** The parts of a command, as a door is given them. */
final class Parts {
    private Parts() {}

    /** A part that must be there: a form that leaves it out is told so as of any other wrong input. */
    static <P> P given(IncidentAction action, String name, @Nullable P part) {
        if (part == null) {
            throw new InvalidInputException(Labels.of(action), name, "is required");
        }
        return part;
    }
}
