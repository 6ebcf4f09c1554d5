package org.itsm4j.jpa;

class DiagramsOnEclipseLinkAndH2Test extends DiagramsOnJpa {
    DiagramsOnEclipseLinkAndH2Test() {
        super(Provider.ECLIPSELINK, TestDatabase.h2());
    }
}
