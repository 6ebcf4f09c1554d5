package org.itsm4j.bpmn.internal.engine;

import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.ReceiveTaskActivityBehavior;

/** A place where a ticket waits: it is left by a move of the ticket, never by Flowable's services. */
final class StageBehavior extends ReceiveTaskActivityBehavior {
    private static final long serialVersionUID = 1L;

    StageBehavior(String id) {
        super(id, null);
    }

    @Override
    public void trigger(DelegateExecution execution, String signal, Object data) {
        Moves.current(Context.getCommandContext(), execution.getProcessInstanceId());
        super.trigger(execution, signal, data);
    }
}
