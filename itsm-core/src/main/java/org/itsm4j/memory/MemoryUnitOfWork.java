package org.itsm4j.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.itsm4j.error.StoreException;
import org.itsm4j.spi.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction at a time; a rolled-back one takes back what it did, last first. */
final class MemoryUnitOfWork implements UnitOfWork {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryUnitOfWork.class);

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Transaction current;

    private static final class Transaction {
        private final Deque<Runnable> undo = new ArrayDeque<>();
        private final List<Runnable> afterCommit = new ArrayList<>();
        private boolean rollbackOnly;
    }

    @Override
    public <R> R required(Supplier<R> work) {
        if (isActive()) {
            if (active().rollbackOnly) {
                throw new StoreException("This transaction can only roll back, because a command in it has failed");
            }
            return join(work);
        }
        lock.lock();
        Transaction mine = new Transaction();
        R result;
        try {
            current = mine;
            result = join(work);
            if (mine.rollbackOnly) {
                throw new StoreException("Rolled back, because a command in this transaction had failed");
            }
        } finally {
            if (mine.rollbackOnly) {
                mine.undo.forEach(Runnable::run);
            }
            current = null;
            lock.unlock();
        }
        mine.afterCommit.forEach(MemoryUnitOfWork::quietly);
        return result;
    }

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("An after-commit action has failed; what it waited for is committed", e);
        }
    }

    private <R> R join(Supplier<R> work) {
        boolean done = false;
        try {
            R result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                active().rollbackOnly = true;
            }
        }
    }

    @Override
    public boolean isActive() {
        return lock.isHeldByCurrentThread() && current != null;
    }

    @Override
    public void afterCommit(Runnable action) {
        active().afterCommit.add(action);
    }

    /** Says how to take back what is about to be done. */
    void undo(Runnable how) {
        active().undo.push(how);
    }

    void requireActive() {
        active();
    }

    private Transaction active() {
        Transaction transaction = current;
        if (transaction == null || !isActive()) {
            throw new IllegalStateException("No transaction is active on this thread; use UnitOfWork.required");
        }
        return transaction;
    }
}
