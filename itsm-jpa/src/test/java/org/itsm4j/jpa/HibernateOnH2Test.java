package org.itsm4j.jpa;

class HibernateOnH2Test extends JpaStoreContract {
    HibernateOnH2Test() {
        super(Provider.HIBERNATE, TestDatabase.h2());
    }
}
