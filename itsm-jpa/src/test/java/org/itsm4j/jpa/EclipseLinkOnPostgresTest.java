package org.itsm4j.jpa;

class EclipseLinkOnPostgresTest extends JpaStoreContract {
    EclipseLinkOnPostgresTest() {
        super(Provider.ECLIPSELINK, TestDatabase.postgres());
    }
}
