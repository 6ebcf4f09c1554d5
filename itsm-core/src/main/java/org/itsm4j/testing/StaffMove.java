package org.itsm4j.testing;

import java.util.Optional;
import java.util.function.Consumer;
import org.itsm4j.Desk;

/**
 * A command at the staff's door.
 *
 * @param label what
 * @param call gives it
 * @param early how it is refused whoever gives it, as what is said is no command
 * @param late how it is refused although the table has it
 * @param effect what it does to the model
 */
record StaffMove(String label, Consumer<Desk> call, Optional<Refused> early, Optional<Refused> late, Runnable effect)
        implements WalkMove {
    static StaffMove of(String label, Consumer<Desk> call, Runnable effect) {
        return new StaffMove(label, call, Optional.empty(), Optional.empty(), effect);
    }

    /** Unless something before is in the way. */
    StaffMove unless(Optional<Refused> how) {
        return new StaffMove(label, call, early, late.or(() -> how), effect);
    }

    StaffMove unless(boolean broken, Refused how) {
        return unless(Refused.when(broken, how));
    }

    StaffMove isNone(boolean broken) {
        return new StaffMove(label, call, Refused.when(broken, Refused.asInvalid()), late, effect);
    }
}
