package org.itsm4j.testing;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.change.BackOut;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.calendar.Slot;

/**
 * What is written on a change of a walk.
 *
 * @param window when; without it there is no plan
 * @param tested whether its back-out is
 * @param asTemplate whether its plan is that of the template
 * @param risky how it is answered, if it is
 * @param items what it touches
 */
record Form(Optional<Slot> window, boolean tested, boolean asTemplate, Optional<Boolean> risky, Set<String> items) {
    boolean isSafe() {
        return risky.equals(Optional.of(false));
    }

    Form at(Slot when) {
        return new Form(Optional.of(when), tested, asTemplate, risky, items);
    }

    Form tested(boolean is) {
        return new Form(window, is, asTemplate, risky, items);
    }

    Form asTemplate(boolean is) {
        return new Form(window, tested, is, risky, items);
    }

    Form risky(boolean is) {
        return new Form(window, tested, asTemplate, Optional.of(is), items);
    }

    Form touching(Set<String> what) {
        return new Form(window, tested, asTemplate, risky, what);
    }

    Optional<ChangePlan> plan() {
        return window.map(when -> new ChangePlan(
                asTemplate ? "a new disk" : "another disk",
                "plug it in",
                tested ? BackOut.tested("pull it out") : BackOut.untested("pull it out"),
                "df",
                when));
    }

    Map<String, String> answers() {
        return risky.map(is -> is ? ChangeScene.BAD_ANSWERS : ChangeScene.ANSWERS)
                .orElse(Map.of());
    }
}
