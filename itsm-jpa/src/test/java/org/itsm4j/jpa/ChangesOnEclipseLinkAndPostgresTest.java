package org.itsm4j.jpa;

class ChangesOnEclipseLinkAndPostgresTest extends ChangesOnJpa {
    ChangesOnEclipseLinkAndPostgresTest() {
        super(Provider.ECLIPSELINK, TestDatabase.postgres());
    }
}
