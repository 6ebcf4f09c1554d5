package org.itsm4j.testing;

import org.itsm4j.Itsm;

/**
 * Random commands on problems by random people, held against a model of its own after each: state, version, owner, known error,
 * what it waits for and what fixes it; what is allowed, and what is refused and how; the incidents that wait for them; and
 * each timeline's chain at the end. The same seed takes the same walk.
 *
 * <pre>{@code
 * ProblemWalk.over(itsm, clock).seed(42).commands(10_000).run();
 * }</pre>
 */
public final class ProblemWalk extends Walk {
    private ProblemWalk(Itsm itsm, SettableClock clock) {
        super(itsm, clock);
    }

    /**
     * @param itsm where to walk, with the standard settings, and {@link ChangeWalk#settings()} for changes
     * @param clock its clock; the walk moves it
     * @return a walk of 10,000 commands
     */
    public static ProblemWalk over(Itsm itsm, SettableClock clock) {
        return new ProblemWalk(itsm, clock);
    }

    /**
     * @param count how many steps; nearly each is a command
     * @return this walk
     */
    public ProblemWalk commands(int count) {
        commands = count;
        return this;
    }

    /**
     * @param number says where the walk goes
     * @return this walk
     */
    public ProblemWalk seed(long number) {
        seed = number;
        return this;
    }

    /**
     * @param how lets timers fire that are due, and returns when they have; {@code itsm.runDueWork()} unless told
     * @return this walk
     */
    public ProblemWalk dueTimers(Runnable how) {
        dueTimers = how;
        return this;
    }

    @Override
    StaffWalker<?> walker(Ground ground) {
        return new ProblemWalker(ground);
    }
}
