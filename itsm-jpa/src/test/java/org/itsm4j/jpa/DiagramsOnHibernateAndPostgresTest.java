package org.itsm4j.jpa;

class DiagramsOnHibernateAndPostgresTest extends DiagramsOnJpa {
    DiagramsOnHibernateAndPostgresTest() {
        super(Provider.HIBERNATE, TestDatabase.postgres());
    }
}
