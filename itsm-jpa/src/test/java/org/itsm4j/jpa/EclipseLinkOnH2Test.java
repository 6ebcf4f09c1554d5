package org.itsm4j.jpa;

class EclipseLinkOnH2Test extends JpaStoreContract {
    EclipseLinkOnH2Test() {
        super(Provider.ECLIPSELINK, TestDatabase.h2());
    }
}
