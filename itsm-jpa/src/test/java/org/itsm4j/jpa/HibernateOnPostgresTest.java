package org.itsm4j.jpa;

class HibernateOnPostgresTest extends JpaStoreContract {
    HibernateOnPostgresTest() {
        super(Provider.HIBERNATE, TestDatabase.postgres());
    }
}
