package org.itsm4j.jpa;

import jakarta.persistence.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/**
 * The tables: their names, the script that makes them, and the mapping file that tells the persistence provider of other
 * names. Immutable.
 *
 * <p>The scripts are in the jar, {@code org/itsm4j/jpa/schema/1/postgresql.sql} and {@code h2.sql}; hosts with migrations
 * copy them. {@link #ddl} prints them with other names:
 *
 * <pre>{@code
 * JpaSchema desk = JpaSchema.standard().schema("support").prefix("desk_");
 * desk.ddl(Database.POSTGRESQL);   // for the migrations: create table support.desk_incident ...
 * desk.ormXml();                   // for the class path, named as a <mapping-file> of the persistence unit
 * JpaStore.builder(factory).schema(desk).build();
 * }</pre>
 */
public final class JpaSchema {
    /** The version of the tables that this release works with. */
    public static final int VERSION = 1;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,29}");
    private static final Pattern INDEX = Pattern.compile("\\b(pk|ux|ix)_itsm_");
    private static final Pattern TABLE = Pattern.compile("\\bitsm_");
    private static final JpaSchema STANDARD = new JpaSchema(Optional.empty(), "itsm_");

    private final Optional<String> schema;
    private final String prefix;

    private JpaSchema(Optional<String> schema, String prefix) {
        this.schema = schema;
        this.prefix = prefix;
    }

    /** @return tables that start with {@code itsm_}, in the schema that the connection is in */
    public static JpaSchema standard() {
        return STANDARD;
    }

    /**
     * @param name an existing schema of the database: lower-case letters, digits and underscores, up to 30
     * @return these tables, in that schema
     * @throws ConfigurationException if the name has other characters
     */
    public JpaSchema schema(String name) {
        return new JpaSchema(Optional.of(checked("schema", name)), prefix);
    }

    /**
     * @param name what the names of the tables start with instead of {@code itsm_}: lower-case letters, digits and
     *     underscores, up to 30
     * @return these tables, named so
     * @throws ConfigurationException if the prefix has other characters
     */
    public JpaSchema prefix(String name) {
        return new JpaSchema(schema, checked("prefix", name));
    }

    private static String checked(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException("A table " + what
                    + " is a lower-case letter and up to 29 lower-case letters, digits or '_'" + Given.got(name));
        }
        return name;
    }

    /**
     * @param database for which database
     * @return the script that makes these tables where they are missing; running it again changes nothing
     */
    public String ddl(Database database) {
        String script = INDEX.matcher(resource(database)).replaceAll("$1_" + prefix);
        return TABLE.matcher(script).replaceAll(table(""));
    }

    /**
     * Makes the tables where they are missing, in a transaction of its own.
     *
     * @param dataSource where; not one that takes part in JTA
     * @throws ConfigurationException if there is no script for that database
     * @throws org.itsm4j.error.StoreException if the database refuses
     */
    public void create(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                new SchemaScript(this).run(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw Failures.translate(() -> "create the tables", e);
        }
    }

    /**
     * Looks whether the tables are there, complete, and of {@link #VERSION}.
     *
     * @param dataSource where
     * @throws ConfigurationException if not; the message names what is missing and the script to run
     * @throws org.itsm4j.error.StoreException if the database fails
     */
    public void validate(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            new SchemaCheck(this).check(connection);
        } catch (SQLException e) {
            throw Failures.translate(() -> "look at the tables", e);
        }
    }

    /**
     * @return a standard mapping file that names our classes and these tables. A host with a {@code persistence.xml} and
     *     the standard names writes {@code <mapping-file>META-INF/itsm4j-orm.xml</mapping-file>} and needs no file of its
     *     own.
     */
    public String ormXml() {
        return OrmXml.write(this);
    }

    String table(String name) {
        return schema.map(it -> it + ".").orElse("") + prefix + name;
    }

    /** The table of an entity. */
    String table(Class<?> row) {
        return table(plainName(row));
    }

    /** The name of an entity's table without any prefix. */
    static String plainName(Class<?> row) {
        return row.getAnnotation(Table.class).name().substring(STANDARD.prefix.length());
    }

    Optional<String> schemaName() {
        return schema;
    }

    String tableName(String name) {
        return prefix + name;
    }

    static String path(Database database) {
        return "org/itsm4j/jpa/schema/" + VERSION + "/" + database.script();
    }

    static String resource(Database database) {
        String path = "schema/" + VERSION + "/" + database.script();
        try (InputStream script = Objects.requireNonNull(JpaSchema.class.getResourceAsStream(path), path)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return table("*");
    }
}
