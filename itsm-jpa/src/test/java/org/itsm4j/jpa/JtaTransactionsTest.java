package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import org.h2.jdbcx.JdbcDataSource;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.StoreException;
import org.itsm4j.spi.SchemaMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** JTA with Narayana and XA connections of H2. */
class JtaTransactionsTest {
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
        private final TestDatabase database = TestDatabase.h2();
        private final UserTransaction host = Narayana.userTransaction();
        private final XaDataSource dataSource;
        private final EntityManagerFactory factory;
        private final JtaTransactions transactions;
        private final JpaStore store;

        Cases(Provider provider) {
            database.execute(Engine.DDL, HostOrder.DDL);
            JpaSchema.standard().create(database.dataSource());
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(database.url());
            h2.setUser("sa");
            dataSource = new XaDataSource(h2);
            PersistenceConfiguration unit = provider.unit()
                    .transactionType(PersistenceUnitTransactionType.JTA)
                    .property("jakarta.persistence.jtaDataSource", dataSource)
                    .property("hibernate.transaction.jta.platform", new Narayana.ForHibernate())
                    .property("eclipselink.target-server", Narayana.ForEclipseLink.class.getName())
                    .managedClass(HostOrder.class);
            JpaStore.managedClasses().forEach(unit::managedClass);
            factory = provider.open(unit);
            transactions = JtaTransactions.of(host, Narayana.registry(), factory);
            store = JpaStore.builder(transactions)
                    .schemaMode(SchemaMode.VALIDATE)
                    .build();
        }

        @AfterEach
        void close() throws Exception {
            assertThat(dataSource.open()).as("leaked connections").isZero();
            assertThat(host.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            factory.close();
            database.close();
        }

        @Override
        void inHostTransaction(Runnable work) {
            try {
                host.begin();
                work.run();
                host.commit();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void inHostTransactionRolledBack(Runnable work) {
            try {
                host.begin();
                work.run();
                host.rollback();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void takesNoCommandInATransactionThatIsMarked() {
            inHostTransactionRolledBack(() -> {
                transactions().required(() -> true);
                try {
                    host.setRollbackOnly();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                assertThatThrownBy(() -> store.unitOfWork().required(() -> true))
                        .isInstanceOf(StoreException.class);
            });
        }

        @Test
        void refusesAMappingToOtherTables() {
            JpaSchema other = JpaSchema.standard().prefix("desk_");
            other.create(database.dataSource());
            assertThatThrownBy(
                            () -> JpaStore.builder(transactions).schema(other).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll("desk_incident", "itsm_incident");
            assertThat(database.count("itsm_incident")).as("nothing is left").isZero();
            inHostTransaction(() -> JpaStore.over(transactions));
            assertThat(database.count("itsm_incident")).as("nothing is left").isZero();
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
