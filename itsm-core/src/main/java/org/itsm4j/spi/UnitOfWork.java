package org.itsm4j.spi;

import java.util.function.Supplier;

/**
 * A transaction, whoever owns it. Thread-safe; a unit belongs to the thread that opened it.
 */
public interface UnitOfWork {
    /**
     * Runs work inside the transaction of this thread, or inside a new one if there is none. When the work throws, a new
     * transaction is rolled back and a joined one is marked so that it can only roll back, even if the host swallows the
     * exception; then the same exception is thrown on.
     *
     * @param work what to do
     * @param <R> its result
     * @return its result, committed unless joined
     * @throws StaleTicketException if a ticket was changed by somebody else meanwhile
     * @throws DuplicateKeyException if a unique key is taken
     * @throws org.itsm4j.error.StoreException if the database fails
     */
    <R> R required(Supplier<R> work);

    /**
     * Writes what the host has pending in its transaction on this thread, before a command joins that: what fails there is
     * the host's own failure, and comes out as it is. Does nothing without a transaction of a host, inside a command, and
     * in stores where the host has nothing pending.
     */
    default void settleHost() {}

    /** @return whether a transaction is active on this thread */
    boolean isActive();

    /**
     * Runs an action once the active transaction has committed, on the committing thread; not if it rolls back. While a
     * host's transaction manager is still finishing its transaction, {@link #required} called by an action must throw an
     * {@link IllegalStateException}: what it would write might never be committed, without a word. After a transaction
     * of its own, an action may open another.
     *
     * @param action what to do; what it throws does not undo the commit
     * @throws IllegalStateException if no transaction is active
     */
    void afterCommit(Runnable action);
}
