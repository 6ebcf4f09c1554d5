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
 * Looks whether the tables and their indexes are as the script makes them. It asks by selecting nothing from them, so it finds them by the
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
        List<String> tables = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (Map.Entry<String, Set<String>> expected : expected().entrySet()) {
            String table = schema.table(expected.getKey());
            Optional<Set<String>> found = columns(connection, table).map(Map::keySet);
            if (found.isEmpty()) {
                tables.add("table " + table);
            } else {
                columns.addAll(missing(table, expected.getValue(), found.get()));
            }
        }
        Optional<Integer> version =
                tables.contains("table " + schema.table("schema")) ? Optional.empty() : version(connection);
        requireVersion(version, columns);
        List<String> missing = new ArrayList<>(tables);
        missing.addAll(columns);
        missing.addAll(new IndexCheck(schema).missing(connection));
        if (!missing.isEmpty() || version.isEmpty()) {
            throw new ConfigurationException(lacking(missing) + remedy(connection, !columns.isEmpty()));
        }
    }

    private void requireVersion(Optional<Integer> version, List<String> lacking) {
        int found = version.orElse(JpaSchema.VERSION);
        if (found > JpaSchema.VERSION) {
            throw new ConfigurationException(
                    "The tables are of version " + found + ", this release of itsm4j works with " + JpaSchema.VERSION
                            + "; use the release that made them, or a later one");
        }
        if (found < JpaSchema.VERSION) {
            throw new ConfigurationException("The tables are of version " + found
                    + ", this release of itsm4j works with " + JpaSchema.VERSION
                    + (lacking.isEmpty() ? "" : " and misses " + String.join(", ", lacking))
                    + "; no script changes tables that are there: make the changes of SQL scripts that CHANGELOG.md names"
                    + " for each version since, then: update " + schema.table("schema") + " set version = "
                    + JpaSchema.VERSION);
        }
    }

    /** Refuses tables that are there and were not made by the script, which leaves alone what is there. */
    void requireOurs(Connection connection) throws SQLException {
        if (columns(connection, schema.table("schema")).isPresent()) {
            Optional<Integer> version = version(connection);
            if (version.filter(made -> made != JpaSchema.VERSION).isPresent()) {
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
                    + " jakarta.persistence.schema-generation.database.action), drop them, and "
                    + remedy(connection, false));
        }
    }

    private String lacking(List<String> missing) {
        return missing.isEmpty()
                ? "The table " + schema.table("schema") + " says no version; "
                : "The database lacks " + String.join(", ", missing) + "; ";
    }

    /** The script makes what is not there; it changes no table that is. */
    private static String remedy(Connection connection, boolean columns) throws SQLException {
        Optional<Database> database = Database.of(connection);
        String ddl = database.map(known -> "JpaSchema.ddl(Database." + known + ")")
                .orElse(JpaSchema.path(Database.H2) + " of the itsm-jpa jar, an example for this database,");
        if (columns) {
            return "add each column as " + ddl
                    + " declares it; neither that script nor SchemaMode.CREATE changes a table"
                    + " that is there, they only make those that are not";
        }
        return database.map(known -> "run " + JpaSchema.path(known) + " of the itsm-jpa jar (" + ddl
                        + " prints it for your schema and prefix), or start with SchemaMode.CREATE")
                .orElse("there is no script for this database; " + ddl + " shows what to make");
    }

    private static List<String> missing(String table, Set<String> expected, Set<String> found) {
        return expected.stream()
                .filter(column -> !found.contains(column))
                .map(column -> "column " + table + "." + column)
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
    static boolean isUnknownName(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("42") || isUnknownSchema(e);
    }

    static boolean isUnknownSchema(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("3F") || state.equals("90079");
    }

    private Optional<Integer> version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(version) from " + schema.table("schema"))) {
            row.next();
            int version = row.getInt(1);
            return row.wasNull() ? Optional.empty() : Optional.of(version);
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
