package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.spi.Store;
import org.itsm4j.testing.StoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/** The store contract on one provider and one database, emptied before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JpaStoreContract extends StoreContract {
    private final TestDatabase database;
    private final EntityManagerFactory factory;
    private final JpaStore store;

    JpaStoreContract(Provider provider, TestDatabase database) {
        this.database = database;
        factory = provider.over(database.dataSource());
        store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
    }

    @Override
    protected Store store() {
        database.empty();
        return store;
    }

    @AfterEach
    void givesEveryConnectionBack() {
        assertThat(database.activeConnections()).isZero();
    }

    @AfterAll
    void close() {
        factory.close();
        database.close();
    }
}
