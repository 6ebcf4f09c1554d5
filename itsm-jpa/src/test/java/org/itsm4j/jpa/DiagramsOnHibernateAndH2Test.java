package org.itsm4j.jpa;

class DiagramsOnHibernateAndH2Test extends DiagramsOnJpa {
    DiagramsOnHibernateAndH2Test() {
        super(Provider.HIBERNATE, TestDatabase.h2());
    }
}
