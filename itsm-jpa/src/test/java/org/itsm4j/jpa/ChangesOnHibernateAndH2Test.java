package org.itsm4j.jpa;

class ChangesOnHibernateAndH2Test extends ChangesOnJpa {
    ChangesOnHibernateAndH2Test() {
        super(Provider.HIBERNATE, TestDatabase.h2());
    }
}
