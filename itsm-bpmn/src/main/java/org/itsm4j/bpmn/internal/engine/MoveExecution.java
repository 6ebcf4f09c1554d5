package org.itsm4j.bpmn.internal.engine;

import java.util.List;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.condition.ConditionUtil;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.RuleViolationException;

/**
 * Leaves a stage by the one flow its move chooses, from the stage itself or from its timer. The engine's own way out would
 * fork where two conditions hold, and would go on with the timer's execution and so change the id the ticket keeps.
 */
final class MoveExecution implements Command<ExecutionEntity> {
    private final String executionId;
    private final String stageId;
    private final Move move;

    MoveExecution(String executionId, String stageId, Move move) {
        this.executionId = executionId;
        this.stageId = stageId;
        this.move = move;
    }

    @Override
    public ExecutionEntity execute(CommandContext context) {
        var executions = CommandContextUtil.getExecutionEntityManager(context);
        ExecutionEntity execution = Tokens.at(stageId, executionId, move, context);
        var stage = (Activity) execution.getCurrentFlowElement();
        Moves.begin(context, execution.getProcessInstanceId(), move);
        SequenceFlow way = way(move.timer().map(timer -> timer(stage, timer)).orElse(stage), execution);
        if (!stage.getBoundaryEvents().isEmpty()) {
            for (ExecutionEntity timer : executions.findChildExecutionsByParentExecutionId(executionId)) {
                executions.deleteExecutionAndRelatedData(timer, null, false);
            }
        }
        CommandContextUtil.getActivityInstanceEntityManager(context).recordActivityEnd(execution, null);
        execution.setCurrentFlowElement(way);
        CommandContextUtil.getAgenda(context).planContinueProcessOperation(execution);
        return execution;
    }

    private FlowNode timer(Activity stage, String timer) {
        return stage.getBoundaryEvents().stream()
                .filter(it -> it.getId().equals(timer))
                .findFirst()
                .orElseThrow(() -> new StaleTicketException(move.ticket() + " has left the stage of timer " + timer));
    }

    private SequenceFlow way(FlowNode from, ExecutionEntity execution) {
        List<SequenceFlow> open = from.getOutgoingFlows().stream()
                .filter(flow -> ConditionUtil.hasTrueCondition(flow, execution))
                .toList();
        if (open.isEmpty()) {
            throw new RuleViolationException(
                    move.ticket().toString(),
                    "diagram",
                    "the diagram has no way for '" + move.action() + "' out of " + from.getId() + " as things are");
        }
        if (open.size() > 1) {
            throw new ConfigurationException("The diagram opens several ways for '" + move.action() + "' out of "
                    + from.getId() + " at once; let the conditions of these flows exclude each other: "
                    + open.stream().map(SequenceFlow::getId).toList());
        }
        return open.get(0);
    }
}
