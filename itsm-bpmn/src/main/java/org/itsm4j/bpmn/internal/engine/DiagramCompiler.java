package org.itsm4j.bpmn.internal.engine;

import java.util.HashSet;
import java.util.Set;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.ImplementationType;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.TimerEventDefinition;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.SidePaths;

/**
 * Makes the model that the engine runs: of our own making, element by element, with nothing of the file but ids. Names,
 * conditions and handlers stay with us; the model refers to them by id. A stage becomes a receive task, whatever is in it: the
 * ticket is the task. What runs beside a stage when a timer rings is not walked by the engine and so not there.
 */
final class DiagramCompiler {
    static final String NAMESPACE = "http://itsm4j.org/compiled";

    /** Makes ids that no file can have. A step in the background is a wait, a timer that rings at once, and the step. */
    private static final String DUE = "\u00b7due";

    private static final String GO = "\u00b7go";
    private static final String RUN = "\u00b7run";

    private final Model model;
    private final Process process = new Process();

    private DiagramCompiler(Model model) {
        this.model = model;
    }

    /** The element of the diagram that a compiled one was made for. */
    static String origin(String compiledId) {
        int suffix = compiledId.indexOf('\u00b7');
        return suffix < 0 ? compiledId : compiledId.substring(0, suffix);
    }

    /** The compiled timer that runs a step in the background. */
    static String dueOf(String stepId) {
        return stepId + DUE;
    }

    static BpmnModel compile(Model model) {
        return new DiagramCompiler(model).compile();
    }

    private BpmnModel compile() {
        process.setId(model.id());
        process.setExecutable(true);
        Set<String> beside = beside();
        model.nodes().values().stream()
                .filter(node -> !(node instanceof Node.Timer) && !beside.contains(node.id()))
                .forEach(this::node);
        // in a file a timer may come before its stage
        model.all(Node.Timer.class).forEach(timer -> timer(timer.id(), timer.stage(), timer.interrupts()));
        model.flows().stream().filter(flow -> !beside.contains(flow.to())).forEach(this::flow);
        BpmnModel compiled = new BpmnModel();
        compiled.setTargetNamespace(NAMESPACE);
        compiled.addProcess(process);
        return compiled;
    }

    /** The compiled model as the engine stores it; the same for the same diagram. */
    static byte[] write(Model model) {
        return new BpmnXMLConverter().convertToXML(compile(model), "UTF-8");
    }

    private Set<String> beside() {
        SidePaths paths = model.beside();
        Set<String> beside = new HashSet<>(paths.ends());
        model.all(Node.Timer.class).forEach(timer -> beside.addAll(Node.ids(paths.steps(timer))));
        return beside;
    }

    private void node(Node node) {
        if (node instanceof Node.Step step && step.background().isPresent()) {
            add(step.id(), new ReceiveTask());
            timer(step.id() + DUE, step.id(), true);
            add(step.id() + RUN, step(step.id() + RUN));
            flow(step.id() + GO, step.id() + DUE, step.id() + RUN);
        } else {
            add(node.id(), element(node));
        }
    }

    private void add(String id, FlowElement element) {
        element.setId(id);
        process.addFlowElement(element);
    }

    private static FlowElement element(Node node) {
        if (node instanceof Node.Start) {
            return new StartEvent();
        }
        if (node instanceof Node.Stage) {
            return new ReceiveTask();
        }
        if (node instanceof Node.End) {
            return new EndEvent();
        }
        if (node instanceof Node.Step step) {
            return step(step.id());
        }
        if (node instanceof Node.Gateway gateway) {
            ExclusiveGateway compiled = new ExclusiveGateway();
            gateway.defaultFlow().ifPresent(compiled::setDefaultFlow);
            return compiled;
        }
        throw new IllegalStateException("no element for " + node);
    }

    private static ServiceTask step(String id) {
        ServiceTask compiled = new ServiceTask();
        compiled.setImplementationType(ImplementationType.IMPLEMENTATION_TYPE_DELEGATEEXPRESSION);
        compiled.setImplementation(Expressions.reference(id));
        return compiled;
    }

    private void timer(String id, String stage, boolean interrupts) {
        TimerEventDefinition due = new TimerEventDefinition();
        due.setTimeDate(Expressions.reference(id));
        BoundaryEvent compiled = new BoundaryEvent();
        compiled.setAttachedToRefId(stage);
        compiled.setAttachedToRef((Activity) process.getFlowElement(stage));
        compiled.setCancelActivity(interrupts);
        compiled.addEventDefinition(due);
        add(id, compiled);
    }

    private void flow(Flow flow) {
        boolean fromBackground = model.nodes().get(flow.from()) instanceof Node.Step step
                && step.background().isPresent();
        SequenceFlow compiled = flow(flow.id(), fromBackground ? flow.from() + RUN : flow.from(), flow.to());
        flow.condition().ifPresent(it -> compiled.setConditionExpression(Expressions.reference(flow.id())));
    }

    private SequenceFlow flow(String id, String from, String to) {
        SequenceFlow compiled = new SequenceFlow(from, to);
        add(id, compiled);
        return compiled;
    }
}
