package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;

/**
 * Looks whether the tables are as the script makes them. It asks by selecting nothing from them, so it finds them by the
 * same rules (search path, synonyms, rights) as every later statement.
 */
final class SchemaCheck {
    private static final Pattern TABLE =
            Pattern.compile("create table if not exists itsm_(\\w+) \\((.*?)\\n\\);", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("(?m)^    (?!constraint )(\\w+) ");

    private final JpaSchema schema;

    SchemaCheck(JpaSchema schema) {
        this.schema = schema;
    }

    void check(Connection connection) throws SQLException {
        requireOurs(connection);
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Set<String>> expected : expected().entrySet()) {
            missing.addAll(missing(connection, expected.getKey(), expected.getValue()));
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "The database lacks " + String.join(", ", missing) + "; " + remedy(connection));
        }
        int version = version(connection);
        if (version > JpaSchema.VERSION) {
            throw new ConfigurationException(
                    "The tables are of version " + version + ", this release of itsm4j works with " + JpaSchema.VERSION
                            + "; use the release that made them, or a later one");
        }
        if (version < JpaSchema.VERSION) {
            throw new ConfigurationException("The tables are of version " + version
                    + ", this release of itsm4j works with " + JpaSchema.VERSION + "; " + remedy(connection));
        }
    }

    /** Refuses tables that are there and were not made by the script, which leaves alone what is there. */
    void requireOurs(Connection connection) throws SQLException {
        if (columns(connection, schema.table("schema")).isPresent()) {
            int version = version(connection);
            if (version != 0 && version != JpaSchema.VERSION) {
                return; // made by the script of another release, which may differ
            }
        }
        ForeignTables foreign = new ForeignTables();
        Matcher table = TABLE.matcher(JpaSchema.resource(Database.H2));
        while (table.find()) {
            String name = schema.table(table.group(1));
            foreign.compare(name, columns(connection, name).orElse(Map.of()), table.group(2));
        }
        Optional<String> traces = foreign.traces();
        if (traces.isPresent()) {
            throw new ConfigurationException("The tables " + schema + " were not made by the script of itsm4j: "
                    + traces.get() + ". A persistence provider makes them so: switch its schema generation off, or off"
                    + " for them (hibernate.hbm2ddl.auto, hibernate.hbm2ddl.schema_filter_provider,"
                    + " jakarta.persistence.schema-generation.database.action), drop them, and " + remedy(connection));
        }
    }

    private static String remedy(Connection connection) throws SQLException {
        Optional<Database> database = Database.of(connection);
        return database.map(known -> "run " + JpaSchema.path(known) + " of the itsm-jpa jar (JpaSchema.ddl(Database."
                        + known + ") prints it for your schema and prefix), or start with SchemaMode.CREATE")
                .orElseGet(() -> "there is no script for this database; " + JpaSchema.path(Database.H2)
                        + " of the itsm-jpa jar is an example");
    }

    private List<String> missing(Connection connection, String table, Set<String> columns) throws SQLException {
        Optional<Map<String, ForeignTables.Column>> found = columns(connection, schema.table(table));
        if (found.isEmpty()) {
            return List.of("table " + schema.table(table));
        }
        return columns.stream()
                .filter(column -> !found.get().containsKey(column))
                .map(column -> "column " + schema.table(table) + "." + column)
                .toList();
    }

    /** A failed statement would end the transaction on PostgreSQL, hence the savepoint. */
    private static Optional<Map<String, ForeignTables.Column>> columns(Connection connection, String table)
            throws SQLException {
        Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            ResultSetMetaData columns = nothing.getMetaData();
            Map<String, ForeignTables.Column> found = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                boolean nullable = columns.isNullable(i) == ResultSetMetaData.columnNullable;
                found.put(
                        columns.getColumnName(i).toLowerCase(Locale.ROOT),
                        new ForeignTables.Column(columns.getPrecision(i), nullable));
            }
            return Optional.of(found);
        } catch (SQLException e) {
            if (!isUnknownName(e)) {
                throw e;
            }
            if (savepoint != null) {
                connection.rollback(savepoint);
            }
            return Optional.empty();
        }
    }

    /** Class 42: unknown table; 3F: unknown schema; H2 calls an unknown schema 90079. */
    private static boolean isUnknownName(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("42") || isUnknownSchema(e);
    }

    static boolean isUnknownSchema(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("3F") || state.equals("90079");
    }

    private int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(version) from " + schema.table("schema"))) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** What the script makes; tables and columns are the same for every database. */
    static Map<String, Set<String>> expected() {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        Matcher table = TABLE.matcher(JpaSchema.resource(Database.H2));
        while (table.find()) {
            Set<String> columns = new LinkedHashSet<>();
            Matcher column = COLUMN.matcher(table.group(2));
            while (column.find()) {
                columns.add(column.group(1));
            }
            tables.put(table.group(1), columns);
        }
        return tables;
    }
}
