package org.itsm4j.testing;

import org.itsm4j.Itsm;
import org.junit.jupiter.api.Nested;

/**
 * What diagrams add to the life of incidents (several stages of one state, tasks, steps, approvals, timers that say
 * something), on a store of yours and a workflow of the suite. Beside {@link IncidentSuite}:
 *
 * <pre>{@code
 * class DiagramsOnMyStoreTest extends IncidentDiagramSuite {
 *     @Override
 *     protected Itsm.Builder itsm() {
 *         return Itsm.builder().store(new MyStore(dataSource));
 *     }
 * }
 * }</pre>
 *
 * Each test has a tenant of its own, so that all of them can share one database. The suite sets the clock and the
 * workflow. Needs JUnit 5 and AssertJ.
 */
public abstract class IncidentDiagramSuite {
    /** For subclasses. */
    protected IncidentDiagramSuite() {}

    /**
     * @return a builder over the store to be tested, a fresh one or a shared one; called several times in a test
     */
    protected abstract Itsm.Builder itsm();

    /** Several stages of one state. */
    @Nested
    class Stages extends StagesBehaviour {
        @Override
        IncidentDiagramSuite diagrams() {
            return IncidentDiagramSuite.this;
        }
    }

    /** Work orders. */
    @Nested
    class Tasks extends TasksBehaviour {
        @Override
        IncidentDiagramSuite diagrams() {
            return IncidentDiagramSuite.this;
        }
    }

    /** Whose tasks are whose. */
    @Nested
    class TaskRights extends TaskRightsBehaviour {
        @Override
        IncidentDiagramSuite diagrams() {
            return IncidentDiagramSuite.this;
        }
    }

    /** Code of the host. */
    @Nested
    class Steps extends StepsBehaviour {
        @Override
        IncidentDiagramSuite diagrams() {
            return IncidentDiagramSuite.this;
        }
    }

    /** Timers that say something, or run something. */
    @Nested
    class Timers extends TimersBehaviour {
        @Override
        IncidentDiagramSuite diagrams() {
            return IncidentDiagramSuite.this;
        }
    }
}
