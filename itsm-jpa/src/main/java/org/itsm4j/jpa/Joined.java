package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.itsm4j.error.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What commands have left in a transaction that the host owns, see {@link JpaStore#join}. The host calls {@link
 * #committed()} after its commit, so that listeners hear of what has happened; if it rolls back it drops this object.
 *
 * @param <R> what the commands returned
 */
public final class Joined<R> {
    private final R result;
    private final EntityManager manager;
    private final List<Runnable> afterCommit;
    private final Optional<Supplier<Boolean>> proof;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Throwable failure;

    Joined(R result, EntityManager manager, List<Runnable> afterCommit, Optional<Supplier<Boolean>> proof) {
        this.result = result;
        this.manager = manager;
        this.afterCommit = List.copyOf(afterCommit);
        this.proof = proof;
    }

    /** @return what the commands returned; nothing of it is committed before the host commits */
    public R result() {
        return result;
    }

    /**
     * Runs what waits for the commit, once, on this thread. What an action throws is logged and stops nothing. Whether the
     * transaction was committed is looked up in the database, by one statement: Hibernate's {@code commit()} of a
     * transaction that is marked for rollback returns as if it had committed.
     *
     * @throws StoreException if the transaction was rolled back, or is not committed yet; the message says which, and the
     *     cause is the command that had failed, if one had; nothing was run
     */
    public void committed() {
        if (told.get()) {
            return;
        }
        if (!proof.map(Supplier::get).orElse(failure == null)) {
            throw uncommitted(failure);
        }
        if (told.compareAndSet(false, true)) {
            afterCommit.forEach(Runnable::run);
        }
    }

    private StoreException uncommitted(@Nullable Throwable cause) {
        boolean active = manager.isOpen() && manager.getTransaction().isActive();
        if (cause != null) {
            return new StoreException(
                    "The host's transaction " + (active ? "can only roll back" : "was rolled back")
                            + ", because a command in it had failed",
                    cause);
        }
        return new StoreException(
                active
                        ? "The host's transaction is not committed yet; call this after its commit"
                        : "The host's transaction was rolled back");
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    @Override
    public String toString() {
        return "Joined[" + Objects.toString(result) + "]";
    }
}
