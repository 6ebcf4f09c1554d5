package org.itsm4j.bpmn;

import org.flowable.bpmn.model.TimerEventDefinition;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.BoundaryTimerEventActivityBehavior;
import org.flowable.engine.impl.jobexecutor.TimerEventHandler;
import org.flowable.engine.impl.jobexecutor.TriggerTimerEventJobHandler;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.TimerUtil;

/** A timer on a stage. When it rings, the ticket is asked, and the ticket moves the instance, as for any other action. */
final class StageTimer extends BoundaryTimerEventActivityBehavior {
    private static final long serialVersionUID = 1L;

    private final transient Programs programs;
    private final transient TimerFired fired;

    StageTimer(TimerEventDefinition definition, Programs programs, TimerFired fired) {
        super(definition, true);
        this.programs = programs;
        this.fired = fired;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var boundary = (ExecutionEntity) execution;
        var context = Context.getCommandContext();
        var move = Moves.current(context, boundary.getProcessInstanceId());
        Program program = programs.of(boundary.getProcessDefinitionId(), context);
        if (program.due(boundary.getCurrentActivityId(), move).isEmpty()) {
            return;
        }
        var job = TimerUtil.createTimerEntityForTimerEventDefinition(
                timerEventDefinition,
                boundary.getCurrentFlowElement(),
                interrupting,
                boundary,
                TriggerTimerEventJobHandler.TYPE,
                TimerEventHandler.createConfiguration(boundary.getCurrentActivityId(), null, null));
        // Two moves of one ticket meet at the revision of its execution; an exclusive job would add two transactions,
        // and a lock on the instance that outlives a killed node.
        job.setExclusive(false);
        CommandContextUtil.getTimerJobService().scheduleTimerJob(job);
    }

    @Override
    public void trigger(DelegateExecution execution, String triggerName, Object triggerData) {
        String timer = execution.getCurrentActivityId();
        String action = programs.of(execution.getProcessDefinitionId(), Context.getCommandContext())
                .timer(timer)
                .action()
                .orElseThrow();
        BusinessKey ticket = BusinessKey.parse(execution.getProcessInstanceBusinessKey());
        if (!fired.fired(ticket, action, timer)) {
            throw new TimerRefused(ticket, timer, action);
        }
    }
}
