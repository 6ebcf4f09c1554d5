package org.itsm4j.examples.spring;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Supplier;
import org.itsm4j.jpa.HostTransactions;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets itsm4j take part in Spring's transactions. A command that fails marks the transaction, also if it is caught. */
final class SpringTransactions implements HostTransactions {
    private final TransactionTemplate template;
    private final EntityManager manager;

    SpringTransactions(PlatformTransactionManager transactions, EntityManagerFactory factory) {
        template = new TransactionTemplate(transactions);
        manager = SharedEntityManagerCreator.createSharedEntityManager(factory);
    }

    @Override
    public <R> R required(Supplier<R> work) {
        return template.execute(status -> work.get());
    }

    @Override
    public boolean isActive() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    @Override
    public boolean isReadOnly() {
        return TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    }

    @Override
    public void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    @Override
    public EntityManager entityManager() {
        return manager;
    }
}
