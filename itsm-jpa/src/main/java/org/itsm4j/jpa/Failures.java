package org.itsm4j.jpa;

import jakarta.persistence.EntityExistsException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.itsm4j.error.ItsmException;
import org.itsm4j.error.StoreException;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;

/**
 * Says in our words what a provider, a driver or a transaction manager has thrown. Providers agree on little here, so
 * what counts is what is found anywhere in the chain of causes.
 */
final class Failures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INTEGRITY_VIOLATION = "23000"; // all that MySQL and MariaDB say
    private static final int MYSQL_DUPLICATE_ENTRY = 1062;
    /** A failed serialisation, a deadlock, and a lock that was not got in time (PostgreSQL, H2). */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03", "HYT00");

    private Failures() {}

    /**
     * @param doing what was being done, with ids and no contents
     * @param failure what came out
     * @return what to throw instead; the failure itself if no database is involved
     */
    static RuntimeException translate(Supplier<String> doing, RuntimeException failure) {
        if (failure instanceof ItsmException && failure.getClass() != StoreException.class) {
            return failure;
        }
        boolean database = false;
        for (Throwable cause : chain(failure)) {
            if (cause instanceof OptimisticLockException || isLostRace(cause)) {
                return new StaleTicketException("Somebody else was faster: " + doing.get(), failure);
            }
            if (cause instanceof EntityExistsException || isDuplicate(cause)) {
                return new DuplicateKeyException("A unique key is taken: " + doing.get(), failure);
            }
            database |= cause instanceof PersistenceException || cause instanceof SQLException;
        }
        return database && !(failure instanceof StoreException)
                ? new StoreException("The database refused: " + doing.get(), failure)
                : failure;
    }

    static RuntimeException translate(Supplier<String> doing, SQLException failure) {
        return translate(doing, new PersistenceException(reason(failure), failure));
    }

    /** What a driver says, without the statement that some add in further lines: ours may be a whole script. */
    private static String reason(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).replaceFirst("; SQL statement:$", "");
    }

    /** A driver's exception without the statement, for where that is a script of ours that anybody can look up. */
    static SQLException brief(SQLException failure) {
        SQLException brief = new SQLException(reason(failure), failure.getSQLState(), failure.getErrorCode());
        brief.setStackTrace(failure.getStackTrace());
        return brief;
    }

    private static boolean isLostRace(Throwable cause) {
        return cause instanceof SQLException sql
                && LOST_RACES.contains(Objects.requireNonNullElse(sql.getSQLState(), ""));
    }

    static boolean isDuplicate(Throwable cause) {
        return cause instanceof SQLException sql
                && (UNIQUE_VIOLATION.equals(sql.getSQLState())
                        || INTEGRITY_VIOLATION.equals(sql.getSQLState())
                                && sql.getErrorCode() == MYSQL_DUPLICATE_ENTRY);
    }

    /** Causes, the further exceptions of a batch, and suppressed ones, where transaction managers hide the reason. */
    private static Iterable<Throwable> chain(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> todo = new ArrayDeque<>();
        Deque<Throwable> found = new ArrayDeque<>();
        todo.add(failure);
        while (!todo.isEmpty()) {
            Throwable next = todo.poll();
            if (seen.add(next)) {
                found.add(next);
                if (next.getCause() != null) {
                    todo.add(next.getCause());
                }
                if (next instanceof SQLException sql && sql.getNextException() != null) {
                    todo.add(sql.getNextException());
                }
                Collections.addAll(todo, next.getSuppressed());
            }
        }
        return found;
    }
}
