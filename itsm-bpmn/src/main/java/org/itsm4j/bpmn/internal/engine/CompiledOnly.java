package org.itsm4j.bpmn.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.BaseElement;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.Event;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.ImplementationType;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.TimerEventDefinition;
import org.flowable.validation.ProcessValidator;
import org.flowable.validation.ValidationError;
import org.flowable.validation.validator.ValidatorSet;
import org.itsm4j.bpmn.internal.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Lets the engine deploy what {@link DiagramCompiler} makes and nothing else, so that Flowable's own services are no way round the
 * gate.
 */
final class CompiledOnly implements ProcessValidator {
    private static final Set<Class<? extends FlowElement>> MADE = Set.of(
            StartEvent.class,
            ReceiveTask.class,
            ServiceTask.class,
            ExclusiveGateway.class,
            BoundaryEvent.class,
            EndEvent.class,
            SequenceFlow.class);

    @Override
    public List<ValidationError> validate(BpmnModel model) {
        List<String> foreign = new ArrayList<>();
        if (!DiagramCompiler.NAMESPACE.equals(model.getTargetNamespace())
                || model.getProcesses().size() != 1
                || !model.getPools().isEmpty()
                || !model.getMessages().isEmpty()
                || !model.getSignals().isEmpty()
                || !model.getDataStores().isEmpty()
                || !model.getDefinitionsAttributes().isEmpty()) {
            foreign.add("definitions");
        }
        model.getProcesses().forEach(process -> process(process, foreign));
        return foreign.stream().map(CompiledOnly::error).toList();
    }

    private static void process(Process process, List<String> foreign) {
        if (!process.getId().startsWith(Model.idOf(""))
                || !process.getExecutionListeners().isEmpty()
                || !process.getEventListeners().isEmpty()
                || !process.getDataObjects().isEmpty()
                || !process.getLanes().isEmpty()
                || !process.getCandidateStarterUsers().isEmpty()
                || !process.getCandidateStarterGroups().isEmpty()
                || isDecorated(process)) {
            foreign.add(process.getId());
        }
        process.getFlowElements().stream().filter(it -> !isMade(it)).forEach(it -> foreign.add(it.getId()));
    }

    private static boolean isMade(FlowElement element) {
        return MADE.contains(element.getClass())
                && element.getExecutionListeners().isEmpty()
                && element.getName() == null
                && !isDecorated(element)
                && (!(element instanceof FlowNode node) || !node.isAsynchronous() && !node.isAsynchronousLeave())
                && (!(element instanceof Activity activity) || isPlain(activity))
                && (!(element instanceof ServiceTask step) || isPlain(step))
                && (!(element instanceof Event event) || isPlain(event))
                && (!(element instanceof SequenceFlow flow) || isPlain(flow));
    }

    private static boolean isPlain(Activity activity) {
        return !activity.hasMultiInstanceLoopCharacteristics()
                && !activity.isForCompensation()
                && activity.getFailedJobRetryTimeCycleValue() == null;
    }

    private static boolean isPlain(ServiceTask step) {
        return ImplementationType.IMPLEMENTATION_TYPE_DELEGATEEXPRESSION.equals(step.getImplementationType())
                && Expressions.isReference(step.getImplementation())
                && isEmpty(step.getType())
                && isEmpty(step.getResultVariableName())
                && isEmpty(step.getSkipExpression())
                && isEmpty(step.getOperationRef())
                && !step.isTriggerable()
                && !step.isUseLocalScopeForResultVariable()
                && step.getFieldExtensions().isEmpty()
                && step.getCustomProperties().isEmpty()
                && step.getMapExceptions().isEmpty();
    }

    private static boolean isPlain(Event event) {
        return event instanceof BoundaryEvent
                ? event.getEventDefinitions().size() == 1
                        && event.getEventDefinitions().get(0) instanceof TimerEventDefinition timer
                        && Expressions.isReference(timer.getTimeDate())
                        && isEmpty(timer.getTimeCycle())
                        && isEmpty(timer.getTimeDuration())
                        && isEmpty(timer.getCalendarName())
                : event.getEventDefinitions().isEmpty();
    }

    private static boolean isPlain(SequenceFlow flow) {
        return isEmpty(flow.getSkipExpression())
                && (isEmpty(flow.getConditionExpression()) || Expressions.isReference(flow.getConditionExpression()));
    }

    private static boolean isDecorated(BaseElement element) {
        return !element.getExtensionElements().isEmpty()
                || !element.getAttributes().isEmpty();
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static ValidationError error(String element) {
        var error = new ValidationError();
        error.setProblem("not-compiled-by-itsm4j");
        error.setDefaultDescription("itsm4j deploys diagrams through its gate only; refused because of " + element);
        error.setActivityId(element);
        return error;
    }

    @Override
    public List<ValidatorSet> getValidatorSets() {
        return List.of();
    }
}
