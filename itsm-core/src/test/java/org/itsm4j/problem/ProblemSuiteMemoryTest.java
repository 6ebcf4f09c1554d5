package org.itsm4j.problem;

import org.itsm4j.Itsm;
import org.itsm4j.testing.ProblemSuite;

/** The problem suite on the contract workflow, in memory. */
class ProblemSuiteMemoryTest extends ProblemSuite {
    @Override
    protected Itsm.Builder itsm() {
        return Itsm.builder();
    }
}
