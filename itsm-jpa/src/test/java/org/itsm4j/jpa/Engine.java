package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.itsm4j.spi.ConnectionLender;

/** Stands in for a workflow engine: it writes through the connection of the unit of work. */
final class Engine {
    static final String DDL = "create table engine_token (id integer primary key)";
    private final ConnectionLender lender;

    Engine(ConnectionLender lender) {
        this.lender = lender;
    }

    void move(int token) {
        lender.withConnection(connection -> write(connection, token));
    }

    private static int write(Connection connection, int token) {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("insert into engine_token values (" + token + ")");
        } catch (SQLException e) {
            throw new EngineException(e);
        }
    }

    /** What an engine throws for a failed statement. */
    static final class EngineException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EngineException(Throwable cause) {
            super(cause);
        }
    }
}
