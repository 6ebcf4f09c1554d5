package org.itsm4j.jpa;

class DiagramsOnEclipseLinkAndPostgresTest extends DiagramsOnJpa {
    DiagramsOnEclipseLinkAndPostgresTest() {
        super(Provider.ECLIPSELINK, TestDatabase.postgres());
    }
}
