package org.itsm4j.bpmn.internal.engine;

import java.util.List;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.ServiceTaskDelegateExpressionActivityBehavior;
import org.itsm4j.bpmn.internal.model.Node;

/** A step: the one delegate of compiled diagrams. It runs the handler that its program names, through the move under way. */
final class StepBehavior extends ServiceTaskDelegateExpressionActivityBehavior {
    private static final long serialVersionUID = 1L;

    private final String element;
    private final transient Programs programs;

    StepBehavior(String compiledId, Programs programs) {
        super(compiledId, null, null, List.of(), List.of(), false);
        this.element = DiagramCompiler.origin(compiledId);
        this.programs = programs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var context = Context.getCommandContext();
        Node.Step step =
                programs.of(execution.getProcessDefinitionId(), context).step(element);
        Moves.current(context, execution.getProcessInstanceId()).steps().run(step.handler(), step.id());
        leave(execution);
    }

    @Override
    public void trigger(DelegateExecution execution, String signal, Object data) {
        throw new IllegalStateException("the step " + element + " waits for nothing");
    }
}
