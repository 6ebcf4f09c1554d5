package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.itsm4j.error.StoreException;

/**
 * JTA transactions, by the two objects that every container has under a standard JNDI name: {@code
 * java:comp/UserTransaction} and {@code java:comp/TransactionSynchronizationRegistry}. Each transaction gets an entity
 * manager of its own, closed when the transaction is over. Thread-safe.
 */
public final class JtaTransactions implements HostTransactions {
    private final UserTransaction transaction;
    private final TransactionSynchronizationRegistry registry;
    private final EntityManagerFactory factory;
    private final Object key = new Object();

    private JtaTransactions(
            UserTransaction transaction, TransactionSynchronizationRegistry registry, EntityManagerFactory factory) {
        this.transaction = Objects.requireNonNull(transaction, "transaction");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    /**
     * @param transaction begins and ends transactions where the host has begun none
     * @param registry knows the transaction of the thread
     * @param factory of a persistence unit of type JTA
     * @return the transactions
     */
    public static JtaTransactions of(
            UserTransaction transaction, TransactionSynchronizationRegistry registry, EntityManagerFactory factory) {
        return new JtaTransactions(transaction, registry, factory);
    }

    @Override
    public <R> R required(Supplier<R> work) {
        return switch (registry.getTransactionStatus()) {
            case Status.STATUS_NO_TRANSACTION -> begun(work);
            case Status.STATUS_ACTIVE -> joined(work);
            default ->
                throw new StoreException("The transaction of this thread takes no more work; its JTA status is "
                        + registry.getTransactionStatus());
        };
    }

    @Override
    public boolean isActive() {
        int status = registry.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public void afterCommit(Runnable action) {
        registry.registerInterposedSynchronization(new After(status -> {
            if (status == Status.STATUS_COMMITTED) {
                action.run();
            }
        }));
    }

    @Override
    public EntityManager entityManager() {
        if (registry.getResource(key) instanceof EntityManager known) {
            return known;
        }
        EntityManager manager = opened();
        registry.putResource(key, manager);
        registry.registerInterposedSynchronization(new After(status -> manager.close()));
        return manager;
    }

    private EntityManager opened() {
        try {
            return factory.createEntityManager();
        } catch (RuntimeException e) { // such as an IllegalStateException once it is closed
            throw new StoreException("No entity manager can be opened", e);
        }
    }

    private <R> R joined(Supplier<R> work) {
        try {
            return work.get();
        } catch (Throwable failure) {
            registry.setRollbackOnly();
            throw failure;
        }
    }

    private <R> R begun(Supplier<R> work) {
        try {
            transaction.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new StoreException("Could not begin a JTA transaction", e);
        }
        R result;
        try {
            result = work.get();
        } catch (Throwable failure) {
            rollback(failure);
            throw failure;
        }
        commit();
        return result;
    }

    private void rollback(Throwable failure) {
        try {
            transaction.rollback();
        } catch (SystemException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void commit() {
        try {
            transaction.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw new StoreException("Could not commit a JTA transaction", e);
        }
    }

    /** What to do when the transaction is over. */
    private record After(IntConsumer completion) implements Synchronization {
        @Override
        public void beforeCompletion() {
            // the provider flushes by itself
        }

        @Override
        public void afterCompletion(int status) {
            completion.accept(status);
        }
    }
}
