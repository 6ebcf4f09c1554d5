package org.itsm4j.bpmn.internal.engine;

import java.util.Optional;
import org.flowable.bpmn.model.TimerEventDefinition;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.BoundaryTimerEventActivityBehavior;
import org.flowable.engine.impl.jobexecutor.TimerEventHandler;
import org.flowable.engine.impl.jobexecutor.TriggerTimerEventJobHandler;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.TimerUtil;
import org.itsm4j.bpmn.internal.model.Node;

/** A timer on a stage. When it rings, the ticket is asked, and the ticket moves the instance, as for any other action. */
final class StageTimer extends BoundaryTimerEventActivityBehavior {
    private static final long serialVersionUID = 1L;

    private final transient Programs programs;
    private final transient TimerFired fired;

    StageTimer(TimerEventDefinition definition, boolean interrupting, Programs programs, TimerFired fired) {
        super(definition, interrupting);
        this.programs = programs;
        this.fired = fired;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var boundary = (ExecutionEntity) execution;
        var context = Context.getCommandContext();
        var move = Moves.current(context, boundary.getProcessInstanceId());
        Program program = programs.of(boundary.getProcessDefinitionId(), context);
        String timer = boundary.getCurrentActivityId();
        Optional<KeptTimer> kept = Moves.kept(context, boundary.getProcessInstanceId(), timer);
        boolean spent = kept.filter(KeptTimer::isSpent).isPresent();
        if (!interrupting && spent
                || program.due(timer, move, programs.workingTime()).isEmpty()) {
            return;
        }
        var job = TimerUtil.createTimerEntityForTimerEventDefinition(
                timerEventDefinition,
                boundary.getCurrentFlowElement(),
                interrupting,
                boundary,
                interrupting ? TriggerTimerEventJobHandler.TYPE : BesideTimer.TYPE,
                interrupting
                        ? TimerEventHandler.createConfiguration(timer, null, null)
                        : Integer.toString(left(program.timer(timer), kept)));
        // Two moves of one ticket meet at the revision of its execution; an exclusive job would add two transactions,
        // and a lock on the instance that outlives a killed node.
        job.setExclusive(false);
        kept.filter(it -> !it.isSpent()).map(KeptTimer::due).ifPresent(job::setDuedate);
        program.retry(timer).ifPresent(retry -> job.setRetries(retry.tries()));
        CommandContextUtil.getTimerJobService().scheduleTimerJob(job);
    }

    /** How often a reminder is to ring, from now on. */
    private static int left(Node.Timer reminder, Optional<KeptTimer> kept) {
        int drawn = reminder.delay().times();
        return kept.map(KeptTimer::configuration)
                .filter(it -> it.matches("\\d{1,9}")) // not of a timer that interrupted in the other version
                .map(it -> Math.min(drawn, Integer.parseInt(it)))
                .orElse(drawn);
    }

    @Override
    public void trigger(DelegateExecution execution, String triggerName, Object triggerData) {
        Ring ring = programs.of(execution.getProcessDefinitionId(), Context.getCommandContext())
                .ring(execution.getCurrentActivityId());
        BusinessKey ticket = BusinessKey.parse(execution.getProcessInstanceBusinessKey());
        if (!fired.fired(ticket, ring)) {
            throw new TimerRefused(ticket, ring);
        }
    }
}
