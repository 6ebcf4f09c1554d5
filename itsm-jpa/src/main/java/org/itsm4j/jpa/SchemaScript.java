package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.itsm4j.error.ConfigurationException;

/** Runs the script of a schema. */
final class SchemaScript {
    private final JpaSchema schema;

    SchemaScript(JpaSchema schema) {
        this.schema = schema;
    }

    void run(Connection connection) throws SQLException {
        Database database = Database.of(connection)
                .orElseThrow(() -> new ConfigurationException("There is no script for this database; create the tables"
                        + " yourself after the example of " + JpaSchema.path(Database.H2)));
        new SchemaCheck(schema).requireOurs(connection);
        try (Statement statement = connection.createStatement()) {
            for (String sql : schema.ddl(database).split(";\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            if (SchemaCheck.isUnknownSchema(e)) {
                String name = schema.schemaName().orElse("that the connection is in");
                throw new ConfigurationException(
                        "The database has no schema " + name + "; the script makes tables, no schema: make it before",
                        Failures.brief(e));
            }
            throw e;
        }
    }
}
