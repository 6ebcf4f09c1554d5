package org.itsm4j.jpa;

/** The other provider on the other database. */
class ChangesOnEclipseLinkAndPostgresTest extends ChangesOnJpa {
    ChangesOnEclipseLinkAndPostgresTest() {
        super(Provider.ECLIPSELINK, TestDatabase.postgres());
    }
}
