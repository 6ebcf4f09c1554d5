package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.itsm4j.Itsm;
import org.itsm4j.testing.ChangeWalk;
import org.itsm4j.testing.ProblemSuite;
import org.junit.jupiter.api.AfterAll;

/** The problem suite, unchanged, on Flowable, JpaStore and H2. */
class ProblemsOnFlowableAndH2Test extends ProblemSuite {
    private static final FullStack STACK = new FullStack(Database.H2, 8);
    private static final SharedWorkflow WORKFLOW = new SharedWorkflow(STACK.workflow());

    @AfterAll
    static void everyTicketStandsWhereItsTokenStands() {
        assertThat(STACK.divergences()).isZero();
        WORKFLOW.stop();
        STACK.close();
    }

    @Override
    protected Itsm.Builder itsm() {
        // the engine is opened once, and the walk has changes
        return Itsm.builder().store(STACK.store()).workflow(WORKFLOW).changes(ChangeWalk.settings());
    }

    @Override
    protected int walkCommands() {
        return 200;
    }

    @Override
    protected void runDueTimers(Itsm itsm) {
        WORKFLOW.runDueTimers();
        itsm.runDueWork();
    }
}
