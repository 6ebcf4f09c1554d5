package org.itsm4j.bpmn.internal.engine;

import java.util.HashMap;
import java.util.Map;
import org.flowable.bpmn.model.Activity;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.spi.StaleTicketException;

/**
 * Puts a ticket into another version of its diagram: the old instance ends and a new one begins at the stage. A timer that the
 * stage had under the same id keeps the instant at which it is due, and how often it is still to ring; others start now.
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
        ExecutionEntity execution = Tokens.at(stageId, executionId, move, context);
        ExecutionEntity instance = execution.getProcessInstance();
        if (instance == null || instance.isDeleted()) { // between the look at the token and this one
            throw new StaleTicketException("The token of " + move.ticket() + " was ended meanwhile");
        }
        Map<String, KeptTimer> kept = new HashMap<>();
        ((Activity) execution.getCurrentFlowElement())
                .getBoundaryEvents().stream()
                        .filter(timer -> !timer.isCancelActivity())
                        .forEach(reminder -> kept.put(reminder.getId(), KeptTimer.SPENT));
        for (ExecutionEntity timer : executions.findChildExecutionsByParentExecutionId(executionId)) {
            CommandContextUtil.getTimerJobService(context)
                    .findTimerJobsByExecutionId(timer.getId())
                    .forEach(job -> kept.put(timer.getActivityId(), KeptTimer.of(job)));
            executions.deleteExecutionAndRelatedData(timer, null, false);
        }
        executions.deleteExecutionAndRelatedData(execution, null, false);
        executions.deleteExecutionAndRelatedData(instance, null, false);
        return Tokens.begin(targetDefinition, process -> process.getFlowElement(targetStage), move, kept, context);
    }
}
