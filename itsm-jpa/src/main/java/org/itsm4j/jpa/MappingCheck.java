package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.StoreException;

/**
 * Finds out whether the persistence unit has the entities in the tables that the store was told. Numbers are written by
 * SQL, all else by the entity manager: with a mapping that names other tables, both would succeed, in two places. No part
 * of Jakarta Persistence says which table an entity is in, so a row is written and looked for.
 */
final class MappingCheck {
    private final JpaUnitOfWork unit;
    private final JpaSchema schema;
    private final MappingProbe probe = new MappingProbe();

    MappingCheck(JpaUnitOfWork unit, JpaSchema schema) {
        this.unit = unit;
        this.schema = schema;
    }

    /** Ends a transaction of ours that must leave nothing. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Undone() {
            super("rolled back, as it was meant to be", null, false, false);
        }
    }

    /**
     * Writes a row of everything and looks for it, in a transaction that is rolled back; in one of the host, the rows are
     * removed again.
     *
     * @throws ConfigurationException if a row is not in the table that the store was told
     * @throws StoreException if it cannot be written
     */
    void run() {
        boolean joined = unit.isActive();
        try {
            unit.required(() -> {
                unit.call(() -> "write a row to look for in " + schema, manager -> {
                    probe.write(manager);
                    return true;
                });
                requireFound();
                if (!joined) {
                    throw new Undone();
                }
                unit.call(() -> "remove the row looked for in " + schema, manager -> {
                    probe.remove(manager);
                    return true;
                });
                return true;
            });
        } catch (Undone e) {
            return; // the rows are gone, and were found where they should be
        }
    }

    private void requireFound() {
        List<String> missing = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        JdbcWork.run(unit, "look for a row", connection -> {
            for (String name : probe.tables()) {
                String table = schema.table(name);
                if (rows(connection, table).orElse(0) == 0) {
                    missing.add(table);
                    for (String other : alike(connection, name)) {
                        if (rows(connection, other).orElse(0) > 0) {
                            elsewhere.add(other);
                        }
                    }
                }
            }
        });
        if (!missing.isEmpty()) {
            throw refusal(missing, elsewhere);
        }
    }

    /**
     * Refuses a mapping to tables that are there, where those that the store was told are still to be made. Asks the entity
     * manager only if there are tables of such names elsewhere, as what it cannot read it logs as an error.
     *
     * @throws ConfigurationException if there is such a mapping
     */
    void beforeTablesAreMade() {
        if (unit.isActive()) {
            return; // a question that fails would mark the transaction of the host; the rows show it later
        }
        for (String name : probe.tables()) {
            List<String> others = new ArrayList<>();
            JdbcWork.run(unit, "look for tables", connection -> {
                if (rows(connection, schema.table(name)).isEmpty()) {
                    for (String other : alike(connection, name)) {
                        if (rows(connection, other).isPresent()) {
                            others.add(other);
                        }
                    }
                    if (rows(connection, schema.table(name)).isPresent()) {
                        others.clear(); // another node has made it since: one of the others is this
                    }
                }
            });
            if (!others.isEmpty() && isReadable(probe.entity(name))) {
                throw refusal(List.of(schema.table(name)), others);
            }
        }
    }

    private boolean isReadable(Class<?> entity) {
        try {
            read(entity);
            return true;
        } catch (IllegalArgumentException | StoreException e) {
            return false; // why not is said once the tables are made
        }
    }

    /**
     * @throws IllegalArgumentException if the unit does not know the entity
     * @throws StoreException if its table cannot be read
     */
    void read(Class<?> entity) {
        unit.required(() -> unit.call(() -> "read " + schema, manager -> {
            Select<?> select = new Select<>(manager, entity);
            select.where().equal("tenant", "");
            return select.list(1);
        }));
    }

    private ConfigurationException refusal(List<String> told, List<String> mapped) {
        return new ConfigurationException(
                "The persistence unit maps entities to other tables than the store was told: what"
                        + " belongs into " + String.join(", ", told) + " is written to "
                        + (mapped.isEmpty() ? "tables of other names" : String.join(", ", mapped))
                        + ". Give the unit the mapping file of JpaSchema.ormXml() of these names, instead of"
                        + " JpaStore.managedClasses() or META-INF/itsm4j-orm.xml; or tell the store the names that the unit has, by"
                        + " JpaStore.builder(...).schema(...)");
    }

    /** Tables whose names end as ours do, whatever they start with. */
    private List<String> alike(Connection connection, String name) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                String within = tables.getString("TABLE_SCHEM");
                String type = String.valueOf(tables.getString("TABLE_TYPE"));
                if (table.endsWith(name) && (type.endsWith("TABLE") || type.equals("VIEW"))) {
                    found.add((within == null ? "" : within.toLowerCase(Locale.ROOT) + ".") + table);
                }
            }
        }
        return found;
    }

    /** How many of the probe's rows are there; empty if there is no such table. A failed statement needs the savepoint. */
    private OptionalLong rows(Connection connection, String table) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from " + table + " where tenant = ?")) {
            statement.setString(1, probe.tenant());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return OptionalLong.of(row.getLong(1));
            }
        } catch (SQLException e) {
            if (!SchemaCheck.isUnknownName(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            return OptionalLong.empty();
        }
    }
}
