package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.itsm4j.Itsm;
import org.itsm4j.testing.IncidentSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The incident suite with all its limits and its whole walk, on Flowable, JpaStore and PostgreSQL. */
@Tag("slow")
class IncidentsInFullSizeTest extends IncidentSuite {
    private static final FullStack STACK = new FullStack(Database.POSTGRESQL, 8);
    private static final SharedWorkflow WORKFLOW = new SharedWorkflow(STACK.workflow());

    @AfterAll
    static void everyTicketStandsWhereItsTokenStands() {
        assertThat(STACK.divergences()).isZero();
        WORKFLOW.stop();
        STACK.close();
    }

    @Override
    protected Itsm.Builder itsm() {
        return Itsm.builder().store(STACK.store()).workflow(WORKFLOW);
    }

    @Override
    protected void runDueTimers(Itsm itsm) {
        WORKFLOW.runDueTimers();
        itsm.runDueWork();
    }
}
