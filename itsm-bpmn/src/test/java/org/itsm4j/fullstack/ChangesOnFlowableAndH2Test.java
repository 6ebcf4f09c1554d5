package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.itsm4j.Itsm;
import org.itsm4j.testing.ChangeSuite;
import org.junit.jupiter.api.AfterAll;

/** The change suite, unchanged, on Flowable, JpaStore and H2: one diagram for each model. */
class ChangesOnFlowableAndH2Test extends ChangeSuite {
    private static final FullStack STACK = new FullStack(Database.H2, 8);
    private static final SharedWorkflow WORKFLOW = new SharedWorkflow(STACK.workflow());

    @AfterAll
    static void everyTicketStandsWhereItsTokenStands() {
        assertThat(
                        STACK.count(
                                "select count(*) from itsm_change i left join ACT_RU_EXECUTION e on e.ID_ = i.workflow_token"
                                        + " where (i.workflow_token is not null and (e.ID_ is null or e.ACT_ID_ <> i.stage_id))"
                                        + " or (i.workflow_token is null and i.state not in ('CLOSED', 'REJECTED', 'CANCELLED'))"
                                        + " or (i.workflow_token is not null and i.state in ('CLOSED', 'REJECTED', 'CANCELLED'))"))
                .isZero();
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
