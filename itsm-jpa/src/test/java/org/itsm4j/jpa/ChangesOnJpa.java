package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import org.itsm4j.Itsm;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.testing.ChangeSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The change suite on one provider and one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChangesOnJpa extends ChangeSuite {
    private final TestDatabase database;
    private final EntityManagerFactory factory;
    private final JpaStore store;

    ChangesOnJpa(Provider provider, TestDatabase database) {
        this.database = database;
        factory = provider.over(database.dataSource());
        store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
    }

    @Override
    protected Itsm.Builder itsm() {
        return Itsm.builder().store(store);
    }

    @Override
    protected int walkCommands() {
        return 200;
    }

    @AfterAll
    void close() {
        assertThat(database.activeConnections()).isZero();
        factory.close();
        database.close();
    }
}
