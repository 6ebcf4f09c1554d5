package org.itsm4j.incident;

import org.itsm4j.Itsm;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.testing.IncidentDiagramSuite;

/** What diagrams add, in memory. */
class IncidentDiagramSuiteMemoryTest extends IncidentDiagramSuite {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    protected Itsm.Builder itsm() {
        return Itsm.builder().store(store);
    }
}
