package org.itsm4j.jpa;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What commands have left in a transaction that the host owns, see {@link JpaStore#join}. The host calls {@link
 * #committed()} after its commit, so that listeners hear of what has happened; if it rolls back it drops this object.
 *
 * @param <R> what the commands returned
 */
public final class Joined<R> {
    private final R result;
    private final List<Runnable> afterCommit;
    private final AtomicBoolean settled = new AtomicBoolean();

    Joined(R result, List<Runnable> afterCommit) {
        this.result = result;
        this.afterCommit = List.copyOf(afterCommit);
    }

    /** @return what the commands returned; nothing of it is committed before the host commits */
    public R result() {
        return result;
    }

    /**
     * Runs what waits for the commit, once, on this thread; nothing if a later command has failed in the transaction.
     * What an action throws is logged and stops nothing.
     */
    public void committed() {
        if (settled.compareAndSet(false, true)) {
            afterCommit.forEach(Runnable::run);
        }
    }

    void rolledBack() {
        settled.set(true);
    }

    @Override
    public String toString() {
        return "Joined[" + Objects.toString(result) + "]";
    }
}
