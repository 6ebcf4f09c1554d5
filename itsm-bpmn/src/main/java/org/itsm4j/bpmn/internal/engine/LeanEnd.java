package org.itsm4j.bpmn.internal.engine;

import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.NoneEndEventActivityBehavior;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.itsm4j.spi.StaleTicketException;

/**
 * Ends an instance that is one token in one level: two rows go, where the engine would search every related table. Were
 * there another execution after all, the foreign key on its parent would refuse.
 */
final class LeanEnd extends NoneEndEventActivityBehavior {
    private static final long serialVersionUID = 1L;

    @Override
    public void execute(DelegateExecution delegate) {
        var execution = (ExecutionEntity) delegate;
        var move = Moves.current(Context.getCommandContext(), execution.getProcessInstanceId());
        if (execution.getCurrentFlowElement().getSubProcess() != null
                || !execution.getParentId().equals(execution.getProcessInstanceId())) {
            super.execute(execution);
            return;
        }
        var executions = CommandContextUtil.getExecutionEntityManager();
        ExecutionEntity instance = execution.getProcessInstance();
        if (instance == null || instance.isDeleted()) { // between the look at the token and this one
            throw new StaleTicketException("Somebody else has ended " + move.ticket());
        }
        executions.deleteExecutionAndRelatedData(execution, null, false);
        executions.deleteExecutionAndRelatedData(instance, null, false);
    }
}
