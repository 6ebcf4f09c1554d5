package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.itsm4j.error.StoreException;
import org.itsm4j.spi.ConnectionLender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transaction, whoever owns it: begun here, joined by {@link JpaStore#join}, or the host's. */
final class JpaUnitOfWork implements ConnectionLender {
    private static final Logger LOG = LoggerFactory.getLogger(JpaUnitOfWork.class);

    /** What this thread is in. A transaction that the host began without us leaves no unit here. */
    private static final class Unit {
        private final Optional<EntityManager> joined;
        private final List<Runnable> afterCommit = new ArrayList<>();
        private @Nullable Throwable failure;
        private @Nullable Supplier<Boolean> proof;

        private Unit(Optional<EntityManager> joined) {
            this.joined = joined;
        }

        private void failed(Throwable cause) {
            failure = failure == null ? cause : failure;
        }
    }

    private final HostTransactions host;
    private final ThreadLocal<Unit> current = new ThreadLocal<>();
    private final ThreadLocal<Boolean> hostHasCommitted = new ThreadLocal<>();
    /** Set while this thread is inside {@link #required}: what is pending then is not only the host's. */
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
    /** What was joined to transactions of the host and is still held by it; entity managers belong to one thread each. */
    private final Map<EntityManager, Set<Joined<?>>> unsettled = Collections.synchronizedMap(new WeakHashMap<>());

    /** The persistence contexts with rows of tickets or clocks, by what providers have for each, whatever stands before it. */
    private final Map<Object, Boolean> holdingRows = Collections.synchronizedMap(new WeakHashMap<>());

    JpaUnitOfWork(HostTransactions host) {
        this.host = host;
    }

    @Override
    public <R> R required(Supplier<R> work) {
        if (inside.get() != null) {
            return entered(work);
        }
        inside.set(true);
        try {
            return entered(work);
        } finally {
            inside.remove();
        }
    }

    /** The host's own work and commands in one transaction. */
    <R> R hosting(Function<EntityManager, R> work) {
        return entered(() -> work.apply(entityManager()));
    }

    @Override
    public void settleHost() {
        if (inside.get() == null && isActive()) {
            if (host.isReadOnly()) {
                throw new IllegalStateException(
                        "the host's transaction on this thread is read-only, and a command writes;"
                                + " give it in a transaction that may, or in none");
            }
            entered(() -> {
                entityManager().flush();
                return true;
            });
        }
    }

    private <R> R entered(Supplier<R> work) {
        Unit unit = current.get();
        if (unit != null) {
            return nested(unit, work);
        }
        if (hostHasCommitted.get() != null) {
            // the host's transaction manager would let us write, and never commit it
            throw new IllegalStateException("the host's transaction has committed and is not yet gone; an after-commit"
                    + " action that gives commands must hand them to another thread");
        }
        return host.isActive() ? host.required(work) : begun(work);
    }

    @Override
    public boolean isActive() {
        return current.get() != null || host.isActive();
    }

    @Override
    public void afterCommit(Runnable action) {
        Unit unit = current.get();
        if (unit != null) {
            unit.afterCommit.add(() -> quietly(action));
        } else if (host.isActive()) {
            host.afterCommit(() -> {
                hostHasCommitted.set(true);
                try {
                    quietly(action);
                } finally {
                    hostHasCommitted.remove();
                }
            });
        } else {
            throw inactive();
        }
    }

    @Override
    public <R> R withConnection(Function<Connection, R> work) {
        EntityManager manager = entityManager();
        Lent<R> lent = new Lent<>(work);
        try {
            manager.<Connection>runWithConnection(connection -> lent.use(connection, manager));
        } catch (RuntimeException e) {
            throw unusable(() -> "borrow the connection", e);
        }
        return lent.result();
    }

    /** Runs work of a port, and says in our words what the provider throws. */
    <R> R call(Supplier<String> doing, Function<EntityManager, R> work) {
        EntityManager manager = entityManager();
        try {
            return work.apply(manager);
        } catch (RuntimeException e) {
            throw unusable(doing, e);
        }
    }

    /** As {@link #call}, for work that leaves rows of tickets or clocks in the persistence context. */
    <R> R rows(Supplier<String> doing, Function<EntityManager, R> work) {
        return call(doing, manager -> {
            holdingRows.put(manager.getDelegate(), true);
            return work.apply(manager);
        });
    }

    /** Whether the persistence context may hold rows that somebody who writes past it would make stale. */
    boolean holdsRows() {
        return holdingRows.containsKey(entityManager().getDelegate());
    }

    /** Nothing of the host runs here, so an illegal state is that of a pool or entity manager that was closed. */
    private static RuntimeException unusable(Supplier<String> doing, RuntimeException failure) {
        RuntimeException said = Failures.translate(doing, failure);
        return said instanceof IllegalStateException
                ? new StoreException("The database cannot be used: " + doing.get(), said)
                : said;
    }

    EntityManager entityManager() {
        Unit unit = current.get();
        if (unit != null && unit.joined.isPresent()) {
            return unit.joined.get();
        }
        if (unit == null && !host.isActive()) {
            throw inactive();
        }
        return host.entityManager();
    }

    /** Keeps what shows, in another transaction, whether this one was committed; the last word counts. */
    void provenBy(Supplier<Boolean> proof) {
        Unit unit = current.get();
        if (unit != null) {
            unit.proof = proof;
        }
    }

    <R> Joined<R> join(EntityManager manager, Supplier<R> work) {
        if (!manager.getTransaction().isActive()) {
            throw new IllegalStateException("the entity manager has no active transaction; begin it before joining");
        }
        Unit outer = current.get();
        Unit unit = new Unit(Optional.of(manager));
        current.set(unit);
        try {
            R result = nested(unit, work);
            Joined<R> joined = new Joined<>(result, manager, unit.afterCommit, Optional.ofNullable(unit.proof));
            Optional.ofNullable(unit.failure).ifPresent(joined::failed); // swallowed inside of the work
            unsettled
                    .computeIfAbsent(manager, key -> Collections.newSetFromMap(new WeakHashMap<>()))
                    .add(joined);
            return joined;
        } catch (Throwable failure) {
            // Hibernate's commit rolls a marked transaction back without a word, so the host may not notice
            Optional.ofNullable(unsettled.remove(manager))
                    .ifPresent(all -> all.forEach(joined -> joined.failed(failure)));
            throw failure;
        } finally {
            restore(outer);
        }
    }

    private <R> R nested(Unit unit, Supplier<R> work) {
        if (unit.failure != null) {
            throw new StoreException(
                    "This transaction can only roll back, because a command in it has failed", unit.failure);
        }
        try {
            return unit.joined.isPresent() ? marking(unit.joined.get().getTransaction(), work) : host.required(work);
        } catch (Throwable failure) {
            unit.failed(failure);
            throw failure;
        }
    }

    private static <R> R marking(EntityTransaction transaction, Supplier<R> work) {
        if (transaction.getRollbackOnly()) {
            throw new StoreException("The host's transaction is marked for rollback; no command can be given in it");
        }
        return LocalTransactions.joined(transaction, work);
    }

    private <R> R begun(Supplier<R> work) {
        Unit unit = new Unit(Optional.empty());
        R result = committed(unit, work);
        unit.afterCommit.forEach(Runnable::run);
        return result;
    }

    private <R> R committed(Unit unit, Supplier<R> work) {
        Throwable[] thrown = new Throwable[1];
        current.set(unit);
        try {
            return host.required(() -> {
                try {
                    return work.get();
                } catch (Throwable failure) {
                    thrown[0] = failure;
                    throw failure;
                }
            });
        } catch (RuntimeException e) {
            throw thrown[0] == null ? unfinished(unit, e) : unchanged(thrown[0], e);
        } finally {
            current.remove();
        }
    }

    /** Nothing was thrown by the work, so the transaction itself has failed. */
    private static RuntimeException unfinished(Unit unit, RuntimeException failure) {
        return unit.failure == null
                ? Failures.translate(() -> "begin or commit a transaction", failure)
                : new StoreException("Rolled back, because a command in this transaction had failed", unit.failure);
    }

    private static RuntimeException unchanged(Throwable thrown, RuntimeException outcome) {
        if (thrown != outcome) {
            thrown.addSuppressed(outcome);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private void restore(@Nullable Unit outer) {
        if (outer == null) {
            current.remove();
        } else {
            current.set(outer);
        }
    }

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("An after-commit action has failed; what it waited for is committed", e);
        }
    }

    private static IllegalStateException inactive() {
        return new IllegalStateException("no transaction is active on this thread");
    }

    /** Carries the outcome past the provider, which would wrap an exception that goes through it. */
    private static final class Lent<R> {
        private final Function<Connection, R> work;
        private @Nullable R result;
        private @Nullable Throwable failure;

        private Lent(Function<Connection, R> work) {
            this.work = work;
        }

        private void use(@Nullable Connection connection, EntityManager manager) {
            // EclipseLink 5.0.0 lends null
            Connection usable = connection != null ? connection : manager.unwrap(Connection.class);
            if (usable == null) {
                failure = new IllegalStateException("the persistence provider lends no JDBC connection");
                return;
            }
            try {
                result = work.apply(usable);
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        @SuppressWarnings("NullAway")
        private R result() {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return result;
        }
    }
}
