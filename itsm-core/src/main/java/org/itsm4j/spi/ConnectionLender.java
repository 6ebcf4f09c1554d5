package org.itsm4j.spi;

import java.sql.Connection;
import java.util.function.Function;

/** A unit of work over JDBC: it lends its connection, so that a workflow engine writes in the same transaction. */
public interface ConnectionLender extends UnitOfWork {
    /**
     * @param work what to do with the connection of the active transaction; it must not be closed, committed, rolled back
     *     or kept
     * @param <R> its result
     * @return its result; what the work throws comes out unchanged
     * @throws IllegalStateException if no transaction is active
     */
    <R> R withConnection(Function<Connection, R> work);
}
