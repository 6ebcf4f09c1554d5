package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for the indexes of the script, by their names: without one, all works until there are many rows. */
final class IndexCheck {
    private static final Pattern INDEX = Pattern.compile("index if not exists (\\w+) on (?:\\w+\\.)?(\\w+) ");

    private final JpaSchema schema;

    IndexCheck(JpaSchema schema) {
        this.schema = schema;
    }

    /** Those that are missing. Nothing is known of databases without a script, nor of what is no table, such as a view. */
    List<String> missing(Connection connection) throws SQLException {
        Optional<Database> database = Database.of(connection);
        if (database.isEmpty()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        Map<String, Set<String>> byTable = new HashMap<>();
        Matcher index = INDEX.matcher(schema.ddl(database.get()));
        while (index.find()) {
            String table = index.group(2);
            if (!byTable.containsKey(table)) {
                byTable.put(table, found(connection, table));
            }
            Set<String> found = byTable.get(table);
            if (!found.isEmpty() && !found.contains(index.group(1))) {
                missing.add("index " + index.group(1));
            }
        }
        return missing;
    }

    /** The names of a table's indexes, that of its primary key among them; of every schema if none was named. */
    private Set<String> found(Connection connection, String table) throws SQLException {
        DatabaseMetaData known = connection.getMetaData();
        boolean upper = known.storesUpperCaseIdentifiers();
        String within = schema.schemaName().map(name -> cased(name, upper)).orElse(null);
        Set<String> found = new HashSet<>();
        try (ResultSet indexes =
                known.getIndexInfo(connection.getCatalog(), within, cased(table, upper), false, true)) {
            while (indexes.next()) {
                Optional.ofNullable(indexes.getString("INDEX_NAME"))
                        .ifPresent(name -> found.add(name.toLowerCase(Locale.ROOT)));
            }
        }
        return found;
    }

    private static String cased(String name, boolean upper) {
        return upper ? name.toUpperCase(Locale.ROOT) : name;
    }
}
