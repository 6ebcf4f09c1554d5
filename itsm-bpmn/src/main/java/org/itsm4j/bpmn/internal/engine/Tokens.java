package org.itsm4j.bpmn.internal.engine;

import java.util.Map;
import java.util.function.Function;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.Process;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.ProcessDefinitionUtil;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.spi.StaleTicketException;

/** The one token of a ticket, for the commands that begin and move it. */
final class Tokens {
    private Tokens() {}

    /** The token, if it still stands at the stage; a {@link StaleTicketException} if not. */
    static ExecutionEntity at(String stageId, String executionId, Move move, CommandContext context) {
        ExecutionEntity execution =
                CommandContextUtil.getExecutionEntityManager(context).findById(executionId);
        if (execution == null || execution.isDeleted() || !stageId.equals(execution.getActivityId())) {
            throw new StaleTicketException("The token of " + move.ticket() + " has left " + stageId + " meanwhile");
        }
        return execution;
    }

    /**
     * Begins an instance at an element, with timers that go on as they were. One level below the usual call, which reads
     * the definition's row each time to see whether it was suspended.
     */
    static ExecutionEntity begin(
            String definitionId,
            Function<Process, FlowElement> at,
            Move move,
            Map<String, KeptTimer> timers,
            CommandContext context) {
        var helper = CommandContextUtil.getProcessInstanceHelper(context);
        Process process = ProcessDefinitionUtil.getProcess(definitionId);
        var instance = (ExecutionEntity) helper.createAndStartProcessInstanceWithInitialFlowElement(
                ProcessDefinitionUtil.getProcessDefinition(definitionId),
                BusinessKey.of(move).toString(),
                null,
                null,
                at.apply(process),
                process,
                null,
                null,
                null,
                null,
                false);
        Moves.begin(context, instance.getId(), move);
        Moves.keep(context, instance.getId(), timers);
        helper.startProcessInstance(instance, context, null);
        return instance.getExecutions().get(0);
    }
}
