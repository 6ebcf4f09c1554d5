package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.SQLException;

/** What the start does past the entities, on the connection of a unit of work. */
@FunctionalInterface
interface JdbcWork {
    void on(Connection connection) throws SQLException;

    /** Does it in a transaction; what fails is told as the store tells it. */
    static void run(JpaUnitOfWork unit, String doing, JdbcWork work) {
        unit.required(() -> unit.withConnection(connection -> {
            try {
                work.on(connection);
            } catch (SQLException e) {
                throw Failures.translate(() -> doing, e);
            }
            return true;
        }));
    }
}
