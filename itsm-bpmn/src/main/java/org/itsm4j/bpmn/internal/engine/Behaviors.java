package org.itsm4j.bpmn.internal.engine;

import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.TimerEventDefinition;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.impl.bpmn.behavior.BoundaryTimerEventActivityBehavior;
import org.flowable.engine.impl.bpmn.behavior.NoneEndEventActivityBehavior;
import org.flowable.engine.impl.bpmn.behavior.ReceiveTaskActivityBehavior;
import org.flowable.engine.impl.bpmn.behavior.ServiceTaskDelegateExpressionActivityBehavior;
import org.flowable.engine.impl.bpmn.behavior.ShellActivityBehavior;
import org.flowable.engine.impl.bpmn.parser.factory.DefaultActivityBehaviorFactory;

/** How the elements of a compiled diagram behave. */
final class Behaviors extends DefaultActivityBehaviorFactory {
    private final Programs programs;
    private final TimerFired fired;
    private final HistoryLevel history;

    Behaviors(Programs programs, TimerFired fired, HistoryLevel history) {
        super(Refusals.noClasses());
        this.programs = programs;
        this.fired = fired;
        this.history = history;
    }

    @Override
    public BoundaryTimerEventActivityBehavior createBoundaryTimerEventActivityBehavior(
            BoundaryEvent event, TimerEventDefinition definition, boolean interrupting) {
        return new StageTimer(definition, interrupting, programs, fired);
    }

    @Override
    public NoneEndEventActivityBehavior createNoneEndEventActivityBehavior(EndEvent event) {
        return history == HistoryLevel.NONE ? new LeanEnd() : super.createNoneEndEventActivityBehavior(event);
    }

    @Override
    public ReceiveTaskActivityBehavior createReceiveTaskActivityBehavior(ReceiveTask task) {
        return new StageBehavior(task.getId());
    }

    @Override
    public ServiceTaskDelegateExpressionActivityBehavior createServiceTaskDelegateExpressionActivityBehavior(
            ServiceTask task) {
        return new StepBehavior(task.getId(), programs);
    }

    @Override
    public ShellActivityBehavior createShellActivityBehavior(ServiceTask task) {
        throw new SecurityException("Shell tasks are off");
    }
}
