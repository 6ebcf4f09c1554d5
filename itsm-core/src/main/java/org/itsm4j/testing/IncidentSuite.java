package org.itsm4j.testing;

import org.itsm4j.Itsm;
import org.junit.jupiter.api.Nested;

/**
 * How incidents behave, whatever store and workflow they are on. Extend it for yours:
 *
 * <pre>{@code
 * class IncidentsOnMyStoreTest extends IncidentSuite {
 *     @Override
 *     protected Itsm.Builder itsm() {
 *         return Itsm.builder().store(new MyStore(dataSource));
 *     }
 * }
 * }</pre>
 *
 * Each test has a tenant of its own, so that all of them can share one database. The suite sets the clock, and closes
 * each {@link Itsm} it has built. Needs JUnit 5 and AssertJ.
 */
public abstract class IncidentSuite {
    /** For subclasses. */
    protected IncidentSuite() {}

    /**
     * @return a builder over the store and the workflow to be tested, fresh ones or shared ones; called several times in a
     *     test
     */
    protected abstract Itsm.Builder itsm();

    /**
     * Lets timers fire that the clock says are due, and returns when they have. With the built-in workflow that is {@link
     * Itsm#runDueWork()}; a workflow with threads of its own wakes and awaits them here. May be called when nothing is due.
     *
     * @param itsm what to run them on
     */
    protected void runDueTimers(Itsm itsm) {
        itsm.runDueWork();
    }

    /**
     * @return how many commands the random walk takes in an ordinary build; 10,000 unless overridden
     */
    protected int walkCommands() {
        return 10_000;
    }

    /**
     * Limits of hundreds and thousands take as many commands to reach. A suite over a store that others try them on may leave
     * them to a longer run.
     *
     * @return whether they are tried; true unless overridden
     */
    protected boolean triesLimits() {
        return true;
    }

    /** Every row of the contract, and no other. */
    @Nested
    class Lifecycle extends IncidentLifecycleBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Roles. */
    @Nested
    class Access extends IncidentAccessBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Tenants. */
    @Nested
    class Tenants extends IncidentTenantBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** The requester's door. */
    @Nested
    class Requesters extends IncidentRequesterBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Repetitions and races. */
    @Nested
    class Requests extends IncidentRequestBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Imported histories. */
    @Nested
    class Imports extends IncidentImportBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Required data, limits, settings. */
    @Nested
    class Input extends IncidentInputBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Relations. */
    @Nested
    class Relations extends IncidentRelationBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Major incidents. */
    @Nested
    class Majors extends IncidentMajorBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Timeline and events. */
    @Nested
    class Timelines extends IncidentTimelineBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Lists, counts, queues. */
    @Nested
    class Searches extends IncidentSearchBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Texts that break software. */
    @Nested
    class Texts extends IncidentTextBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** The host's own fields. */
    @Nested
    class Custom extends IncidentCustomBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Service levels. */
    @Nested
    class Targets extends IncidentTargetsBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }

    /** Random commands against the contract as model. */
    @Nested
    class Walk extends IncidentWalkBehaviour {
        @Override
        IncidentSuite suite() {
            return IncidentSuite.this;
        }
    }
}
