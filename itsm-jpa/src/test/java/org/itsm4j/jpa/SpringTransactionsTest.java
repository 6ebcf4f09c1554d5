package org.itsm4j.jpa;

import jakarta.persistence.EntityManagerFactory;
import org.itsm4j.spi.SchemaMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's {@link JpaTransactionManager}. */
class SpringTransactionsTest {
    @Nested
    class OnHibernate extends Cases {
        OnHibernate() {
            super(Provider.HIBERNATE);
        }
    }

    @Nested
    class OnEclipseLink extends Cases {
        OnEclipseLink() {
            super(Provider.ECLIPSELINK);
        }
    }

    abstract static class Cases extends HostTransactionsCases {
        private final TestDatabase database = TestDatabase.h2(2);
        private final EntityManagerFactory factory;
        private final JpaTransactionManager manager;
        private final SpringTransactions transactions;
        private final JpaStore store;

        Cases(Provider provider) {
            database.execute(Engine.DDL, HostOrder.DDL);
            factory = provider.over(database.dataSource(), unit -> unit.managedClass(HostOrder.class));
            manager = new JpaTransactionManager(factory);
            transactions = new SpringTransactions(manager, factory);
            store = JpaStore.builder(transactions).schemaMode(SchemaMode.CREATE).build();
        }

        @AfterEach
        void close() {
            factory.close();
            database.close();
        }

        @Override
        void inHostTransaction(Runnable work) {
            new TransactionTemplate(manager).executeWithoutResult(status -> work.run());
        }

        @Override
        void inHostTransactionRolledBack(Runnable work) {
            new TransactionTemplate(manager).executeWithoutResult(status -> {
                work.run();
                status.setRollbackOnly();
            });
        }

        @Override
        JpaStore store() {
            return store;
        }

        @Override
        HostTransactions transactions() {
            return transactions;
        }

        @Override
        TestDatabase database() {
            return database;
        }
    }
}
