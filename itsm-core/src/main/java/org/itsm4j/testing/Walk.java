package org.itsm4j.testing;

import java.util.List;
import java.util.UUID;
import org.itsm4j.Itsm;
import org.itsm4j.security.Tenant;

/** How far a walk of one practice goes, and where. */
public abstract class Walk {
    private final Itsm itsm;
    private final SettableClock clock;
    Runnable dueTimers;
    int commands = 10_000;
    long seed = 1;

    Walk(Itsm itsm, SettableClock clock) {
        this.itsm = itsm;
        this.clock = clock;
        this.dueTimers = itsm::runDueWork;
    }

    /** Where a walk goes. */
    record Ground(Itsm itsm, Tenant tenant, SettableClock clock, Runnable dueTimers, long seed) {}

    abstract StaffWalker<?> walker(Ground ground);

    /**
     * Walks.
     *
     * @return how many commands took place, and how many were refused as they had to be
     * @throws AssertionError if anything differs from the model; says seed, step, and who did what on what
     */
    public final Report run() {
        StaffWalker<?> walker =
                walker(new Ground(itsm, new Tenant("walk-" + UUID.randomUUID()), clock, dueTimers, seed));
        for (int i = 0; i < commands; i++) {
            walker.step();
        }
        walker.checkAll();
        return new Report(walker.done(), walker.refused(), List.copyOf(walker.walked()));
    }

    /**
     * What a walk has met.
     *
     * @param done commands that took place
     * @param refused commands that had to be refused, and were
     * @param rows what was done from which state to which, such as {@code LOGGED assess ASSESSED}
     */
    public record Report(long done, long refused, List<String> rows) {}
}
