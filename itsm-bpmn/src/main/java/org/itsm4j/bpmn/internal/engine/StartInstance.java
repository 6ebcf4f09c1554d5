package org.itsm4j.bpmn.internal.engine;

import java.util.Map;
import org.flowable.bpmn.model.Process;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
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
        return Tokens.begin(definitionId, Process::getInitialFlowElement, move, Map.of(), context);
    }
}
