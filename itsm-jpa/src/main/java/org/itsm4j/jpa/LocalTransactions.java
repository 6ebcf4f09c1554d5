package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.RollbackException;
import java.util.function.Supplier;
import org.itsm4j.error.StoreException;

/** Java SE: an entity manager for each transaction, bound to the thread, closed afterwards. */
final class LocalTransactions implements HostTransactions {
    private final EntityManagerFactory factory;
    private final ThreadLocal<EntityManager> bound = new ThreadLocal<>();

    LocalTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @Override
    public <R> R required(Supplier<R> work) {
        EntityManager outer = bound.get();
        return outer == null ? begun(work) : joined(outer.getTransaction(), work);
    }

    @Override
    public boolean isActive() {
        return bound.get() != null;
    }

    @Override
    public void afterCommit(Runnable action) {
        throw new IllegalStateException("every transaction here is begun by the store, which keeps its actions itself");
    }

    @Override
    public EntityManager entityManager() {
        return bound.get();
    }

    static <R> R joined(EntityTransaction transaction, Supplier<R> work) {
        try {
            return work.get();
        } catch (Throwable failure) {
            if (transaction.isActive()) {
                transaction.setRollbackOnly();
            }
            throw failure;
        }
    }

    private <R> R begun(Supplier<R> work) {
        EntityManager manager = opened(factory::createEntityManager);
        try {
            bound.set(manager);
            EntityTransaction transaction = opened(() -> {
                manager.getTransaction().begin();
                return manager.getTransaction();
            });
            return committed(transaction, work);
        } finally {
            bound.remove();
            manager.close();
        }
    }

    /** Whatever a provider or pool throws here, such as that it was closed, none of the host's work has begun. */
    private static <R> R opened(Supplier<R> open) {
        try {
            return open.get();
        } catch (RuntimeException e) {
            throw new StoreException("No transaction can be begun", e);
        }
    }

    private static <R> R committed(EntityTransaction transaction, Supplier<R> work) {
        R result;
        try {
            result = work.get();
            if (transaction.getRollbackOnly()) {
                throw new RollbackException("marked for rollback");
            }
        } catch (Throwable failure) {
            try {
                transaction.rollback();
            } catch (RuntimeException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        transaction.commit();
        return result;
    }
}
