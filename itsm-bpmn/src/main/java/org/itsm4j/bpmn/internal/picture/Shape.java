package org.itsm4j.bpmn.internal.picture;

import java.util.Locale;
import java.util.Optional;

/**
 * A node of a diagram, as it is drawn.
 *
 * @param label where the file wants its name, for what carries its name outside
 * @param caption small print under the name; may be empty
 * @param tip what one reads when pointing at it
 */
record Shape(String id, Kind kind, String name, Box box, Optional<Box> label, String caption, String tip) {
    enum Kind {
        START,
        END,
        STAGE,
        APPROVAL,
        TASK,
        STEP,
        FRAME,
        FOLDED,
        CHOICE,
        FORK,
        TIMER,
        REMINDER;

        /** How style sheets call it. */
        String style() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean round() {
            return this == START || this == END || boundary();
        }

        boolean diamond() {
            return this == CHOICE || this == FORK;
        }

        /** A timer on the border of a stage. */
        boolean boundary() {
            return this == TIMER || this == REMINDER;
        }

        /** Whether its name is written beside it. */
        boolean namedOutside() {
            return round() || diamond();
        }
    }
}
