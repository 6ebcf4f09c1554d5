package org.itsm4j.incident;

import org.itsm4j.Itsm;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.testing.IncidentSuite;

/** Incidents in memory, on the built-in workflow. */
class IncidentSuiteMemoryTest extends IncidentSuite {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    protected Itsm.Builder itsm() {
        return Itsm.builder().store(store);
    }
}
