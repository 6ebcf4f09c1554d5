package org.itsm4j.jpa;

class ProblemsOnHibernateAndH2Test extends ProblemsOnJpa {
    ProblemsOnHibernateAndH2Test() {
        super(Provider.HIBERNATE, TestDatabase.h2());
    }
}
