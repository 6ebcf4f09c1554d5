package org.itsm4j.jpa;

import org.junit.jupiter.api.Tag;

/** The other provider on the other database; in the long build, as each adds nothing that the store contract does not see. */
@Tag("slow")
class ChangesOnEclipseLinkAndPostgresTest extends ChangesOnJpa {
    ChangesOnEclipseLinkAndPostgresTest() {
        super(Provider.ECLIPSELINK, TestDatabase.postgres());
    }
}
