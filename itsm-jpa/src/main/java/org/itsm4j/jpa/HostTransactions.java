package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import java.util.function.Supplier;

/**
 * The transactions of a host that has its own: what {@link JpaStore} needs to take part in them. For JTA there is {@link
 * JtaTransactions}; a binding to another transaction manager, such as Spring's, is a few lines that the host writes.
 * Thread-safe; a transaction belongs to the thread that began it.
 */
public interface HostTransactions {
    /**
     * Runs work in the transaction of this thread, or in a new one if there is none. When the work throws, whatever it
     * throws, a new transaction is rolled back and a joined one is <em>marked</em>, so that its owner cannot commit it
     * even after swallowing the exception; then the exception is thrown on.
     *
     * @param work what to do
     * @param <R> its result
     * @return its result, committed unless joined
     */
    <R> R required(Supplier<R> work);

    /** @return whether a transaction is active on this thread */
    boolean isActive();

    /**
     * A command in such a transaction is refused, with an {@link IllegalStateException} that leaves the transaction as it is.
     * Not every database refuses by itself what is written there, and what of it is written is up to the provider.
     *
     * @return whether the transaction on this thread is one that must not write; {@code false} unless told
     */
    default boolean isReadOnly() {
        return false;
    }

    /**
     * Runs an action after the transaction of this thread has committed; not if it rolls back. Only called while one is
     * active that {@link #required} has not begun on our behalf.
     *
     * @param action what to do; throws nothing
     */
    void afterCommit(Runnable action);

    /**
     * @return the entity manager of this thread's transaction, or a proxy that finds it; the same persistence context for
     *     as long as the transaction lasts
     */
    EntityManager entityManager();
}
