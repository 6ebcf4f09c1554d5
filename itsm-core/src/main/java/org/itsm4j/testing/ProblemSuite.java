package org.itsm4j.testing;

import org.itsm4j.Itsm;
import org.junit.jupiter.api.Nested;

/**
 * How problems behave, whatever store and workflow they are on. Extend it for yours, as {@link IncidentSuite}. Each test has
 * a tenant of its own; the suite sets the clock, and closes each {@link Itsm} it has built. Needs JUnit 5 and AssertJ.
 */
public abstract class ProblemSuite {
    /** For subclasses. */
    protected ProblemSuite() {}

    /**
     * @return a builder over the store and the workflow to be tested, fresh ones or shared ones; called several times. The random
     *     walk adds changes to it: a workflow that is open already must know their diagrams
     */
    protected abstract Itsm.Builder itsm();

    /**
     * Lets timers fire that the clock says are due, and returns when they have, as {@link IncidentSuite#runDueTimers}.
     *
     * @param itsm what to run them on
     */
    protected void runDueTimers(Itsm itsm) {
        itsm.runDueWork();
    }

    /**
     * @return how many commands the random walk takes in an ordinary build; 1,500 unless overridden
     */
    protected int walkCommands() {
        return 1_500;
    }

    /** Random walks. */
    @Nested
    class Walks extends ProblemWalkBehaviour {
        @Override
        ProblemSuite suite() {
            return ProblemSuite.this;
        }
    }

    /** Every row of the contract, and no other. */
    @Nested
    class Lifecycle extends ProblemLifecycleBehaviour {
        @Override
        ProblemSuite suite() {
            return ProblemSuite.this;
        }
    }

    /** What the rules of single steps ask for. */
    @Nested
    class Rules extends ProblemRuleBehaviour {
        @Override
        ProblemSuite suite() {
            return ProblemSuite.this;
        }
    }

    /** Known errors, trends, and the incidents behind them. */
    @Nested
    class Incidents extends ProblemIncidentBehaviour {
        @Override
        ProblemSuite suite() {
            return ProblemSuite.this;
        }
    }

    /** What is kept. */
    @Nested
    class Kept extends ProblemKeptBehaviour {
        @Override
        ProblemSuite suite() {
            return ProblemSuite.this;
        }
    }
}
