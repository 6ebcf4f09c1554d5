package org.itsm4j.jpa;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.nio.file.Path;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.JTATransactionController;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/** A JTA transaction manager, and how each provider is told of it. */
public final class Narayana {
    static {
        String store = Path.of("target", "jta-object-store").toString();
        System.setProperty("ObjectStoreEnvironmentBean.objectStoreDir", store);
        System.setProperty("ObjectStoreEnvironmentBean.communicationStore.objectStoreDir", store);
        System.setProperty("ObjectStoreEnvironmentBean.stateStore.objectStoreDir", store);
    }

    private Narayana() {}

    static TransactionManager manager() {
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    static UserTransaction userTransaction() {
        return com.arjuna.ats.jta.UserTransaction.userTransaction();
    }

    static TransactionSynchronizationRegistry registry() {
        return new TransactionSynchronizationRegistryImple();
    }

    static final class ForHibernate extends AbstractJtaPlatform {
        private static final long serialVersionUID = 1L;

        @Override
        protected TransactionManager locateTransactionManager() {
            return manager();
        }

        @Override
        protected UserTransaction locateUserTransaction() {
            return userTransaction();
        }
    }

    /** Made by EclipseLink, which is why it is public. */
    public static final class ForEclipseLink extends ServerPlatformBase {
        public ForEclipseLink(DatabaseSession session) {
            super(session);
        }

        @Override
        public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
            return Controller.class;
        }
    }

    /** Made by EclipseLink, which is why it is public. */
    public static final class Controller extends JTATransactionController {
        @Override
        protected TransactionManager acquireTransactionManager() {
            return manager();
        }
    }
}
