package org.itsm4j.testing;

import java.util.function.Consumer;
import org.itsm4j.Desk;

/** One random command of a walk. */
interface WalkMove {
    /** What it is, as the contract calls it. */
    String label();

    /** Gives the command. */
    Consumer<Desk> call();

    /** Changes the model as the ticket must change. */
    Runnable effect();

    /** Not what makes another ticket, or what another command in between can answer otherwise. */
    default boolean isRepeatable() {
        return true;
    }
}
