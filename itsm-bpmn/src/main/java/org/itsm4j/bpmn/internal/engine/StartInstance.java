package org.itsm4j.bpmn.internal.engine;

import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.ProcessDefinitionUtil;
import org.itsm4j.lifecycle.Move;

/** Starts an instance. Where it stands is read after the command, when the engine has walked it to its first stage. */
final class StartInstance implements Command<ExecutionEntity> {
    private final String definitionId;
    private final Move move;

    StartInstance(String definitionId, Move move) {
        this.definitionId = definitionId;
        this.move = move;
    }

    @Override
    public ExecutionEntity execute(CommandContext context) {
        var helper = CommandContextUtil.getProcessInstanceHelper(context);
        var process = ProcessDefinitionUtil.getProcess(definitionId);
        // One level below the usual call, which reads the definition's row each time to see whether it was suspended.
        var instance = (ExecutionEntity) helper.createAndStartProcessInstanceWithInitialFlowElement(
                ProcessDefinitionUtil.getProcessDefinition(definitionId),
                BusinessKey.of(move).toString(),
                null,
                null,
                process.getInitialFlowElement(),
                process,
                null,
                null,
                null,
                null,
                false);
        Moves.begin(context, instance.getId(), move);
        helper.startProcessInstance(instance, context, null);
        return instance.getExecutions().get(0);
    }
}
