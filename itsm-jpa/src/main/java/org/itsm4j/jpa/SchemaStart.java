package org.itsm4j.jpa;

import jakarta.persistence.Entity;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.StoreException;
import org.itsm4j.spi.SchemaMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a store does about its tables when it starts. */
final class SchemaStart {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaStart.class);
    private static final int ATTEMPTS = 25;

    private final JpaUnitOfWork unit;
    private final JpaSchema schema;

    SchemaStart(JpaUnitOfWork unit, JpaSchema schema) {
        this.unit = unit;
        this.schema = schema;
    }

    void run(SchemaMode mode) {
        MappingCheck mapping = new MappingCheck(unit, schema);
        if (mode == SchemaMode.CREATE) {
            mapping.beforeTablesAreMade();
            create();
        }
        if (mode == SchemaMode.NONE) {
            unlessMissing(mapping);
        } else {
            JdbcWork.run(unit, "look at the tables", new SchemaCheck(schema)::check);
            mapped(mapping);
            mapping.run();
        }
    }

    /** Whoever wants nothing looked at may make the tables later; what is in the wrong place is wrong then too. */
    private void unlessMissing(MappingCheck mapping) {
        try {
            mapping.run();
        } catch (StoreException e) {
            LOG.warn(
                    "The tables {} cannot be written yet, so it is not known whether the entities are mapped to them",
                    schema,
                    e);
        }
    }

    /**
     * Nodes may start at once: a script fails on what another is making, finds it made, or, where each statement commits
     * by itself, half made, and then goes on from there. The script does nothing where there is nothing to do.
     */
    private void create() {
        for (int attempt = 1; ; attempt++) {
            try {
                JdbcWork.run(unit, "create the tables", new SchemaScript(schema)::run);
                return;
            } catch (StoreException lost) {
                try {
                    JdbcWork.run(unit, "look at the tables", new SchemaCheck(schema)::check);
                    return;
                } catch (ConfigurationException missing) {
                    if (attempt == ATTEMPTS) {
                        missing.addSuppressed(lost);
                        throw missing;
                    }
                }
            }
        }
    }

    /** The persistence unit must know our classes, under the same table names. */
    private void mapped(MappingCheck mapping) {
        for (Class<?> type : ManagedClasses.ALL) {
            if (type.isAnnotationPresent(Entity.class)) {
                try {
                    mapping.read(type);
                } catch (IllegalArgumentException | StoreException e) {
                    throw new ConfigurationException(
                            "The persistence unit does not map " + type.getSimpleName() + " to " + schema
                                    + "; give it JpaStore.managedClasses() or the mapping file of JpaSchema.ormXml(), and tell"
                                    + " the store the same names by JpaStore.builder(...).schema(...)",
                            e);
                }
            }
        }
    }
}
