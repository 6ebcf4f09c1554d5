package org.itsm4j.jpa;

class ProblemsOnEclipseLinkAndPostgresTest extends ProblemsOnJpa {
    ProblemsOnEclipseLinkAndPostgresTest() {
        super(Provider.ECLIPSELINK, TestDatabase.postgres());
    }
}
