package org.itsm4j.bpmn.internal.engine;

import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.ProcessDefinitionUtil;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.spi.StaleTicketException;

/**
 * Puts a ticket into another version of its diagram: the old instance ends and a new one begins at the stage. A timer that the
 * stage had under the same id keeps the instant at which it is due; others start now.
 */
final class Migrate implements Command<ExecutionEntity> {
    private final String executionId;
    private final String stageId;
    private final String targetDefinition;
    private final String targetStage;
    private final Move move;

    Migrate(String executionId, String stageId, String targetDefinition, String targetStage, Move move) {
        this.executionId = executionId;
        this.stageId = stageId;
        this.targetDefinition = targetDefinition;
        this.targetStage = targetStage;
        this.move = move;
    }

    @Override
    public ExecutionEntity execute(CommandContext context) {
        var executions = CommandContextUtil.getExecutionEntityManager(context);
        ExecutionEntity execution = executions.findById(executionId);
        if (execution == null || execution.isDeleted() || !stageId.equals(execution.getActivityId())) {
            throw new StaleTicketException("The token of " + move.ticket() + " has left " + stageId + " meanwhile");
        }
        ExecutionEntity instance = execution.getProcessInstance();
        Map<String, Date> dues = new HashMap<>();
        for (ExecutionEntity timer : executions.findChildExecutionsByParentExecutionId(executionId)) {
            CommandContextUtil.getTimerJobService(context)
                    .findTimerJobsByExecutionId(timer.getId())
                    .forEach(job -> dues.put(timer.getActivityId(), job.getDuedate()));
            executions.deleteExecutionAndRelatedData(timer, null, false);
        }
        executions.deleteExecutionAndRelatedData(execution, null, false);
        executions.deleteExecutionAndRelatedData(instance, null, false);
        return begin(context, dues);
    }

    private ExecutionEntity begin(CommandContext context, Map<String, Date> dues) {
        var process = ProcessDefinitionUtil.getProcess(targetDefinition);
        var helper = CommandContextUtil.getProcessInstanceHelper(context);
        var instance = (ExecutionEntity) helper.createAndStartProcessInstanceWithInitialFlowElement(
                ProcessDefinitionUtil.getProcessDefinition(targetDefinition),
                BusinessKey.of(move).toString(),
                null,
                null,
                process.getFlowElement(targetStage),
                process,
                null,
                null,
                null,
                null,
                false);
        Moves.begin(context, instance.getId(), move);
        Moves.keep(context, instance.getId(), dues);
        helper.startProcessInstance(instance, context, null);
        return instance.getExecutions().get(0);
    }
}
