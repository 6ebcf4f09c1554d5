package org.itsm4j.change;

import org.itsm4j.Itsm;
import org.itsm4j.testing.ChangeSuite;

/** The change suite in memory, on the built-in workflow. */
class ChangeSuiteMemoryTest extends ChangeSuite {
    @Override
    protected Itsm.Builder itsm() {
        return Itsm.builder();
    }
}
