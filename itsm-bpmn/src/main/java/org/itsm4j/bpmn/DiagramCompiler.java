package org.itsm4j.bpmn;

import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.TimerEventDefinition;

/**
 * Makes the model that the engine runs: of our own making, element by element, with nothing of the file but ids. Names and
 * conditions stay with us; the model refers to them by id.
 */
final class DiagramCompiler {
    private static final String NAMESPACE = "http://itsm4j.org/compiled";

    private DiagramCompiler() {}

    /** The key of a lifecycle's process. */
    static String key(String lifecycle) {
        return "itsm-" + lifecycle;
    }

    static BpmnModel compile(Model model) {
        Process process = new Process();
        process.setId(model.id());
        process.setExecutable(true);
        model.nodes().values().stream()
                .filter(node -> !(node instanceof Node.Timer))
                .forEach(node -> add(node.id(), element(node), process));
        // in a file a timer may come before its stage
        model.all(Node.Timer.class).forEach(timer -> add(timer.id(), timer(timer, process), process));
        for (Flow flow : model.flows()) {
            SequenceFlow compiled = new SequenceFlow(flow.from(), flow.to());
            compiled.setId(flow.id());
            flow.condition().ifPresent(it -> compiled.setConditionExpression(Expressions.reference(flow.id())));
            process.addFlowElement(compiled);
        }
        BpmnModel compiled = new BpmnModel();
        compiled.setTargetNamespace(NAMESPACE);
        compiled.addProcess(process);
        return compiled;
    }

    /** The compiled model as the engine stores it; the same for the same diagram. */
    static byte[] write(Model model) {
        return new BpmnXMLConverter().convertToXML(compile(model), "UTF-8");
    }

    private static void add(String id, FlowElement element, Process process) {
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
        if (node instanceof Node.Gateway gateway) {
            ExclusiveGateway compiled = new ExclusiveGateway();
            gateway.defaultFlow().ifPresent(compiled::setDefaultFlow);
            return compiled;
        }
        throw new IllegalStateException("no element for " + node);
    }

    private static BoundaryEvent timer(Node.Timer timer, Process process) {
        TimerEventDefinition due = new TimerEventDefinition();
        due.setTimeDate(Expressions.reference(timer.id()));
        BoundaryEvent compiled = new BoundaryEvent();
        compiled.setAttachedToRefId(timer.stage());
        compiled.setAttachedToRef((Activity) process.getFlowElement(timer.stage()));
        compiled.setCancelActivity(true);
        compiled.addEventDefinition(due);
        return compiled;
    }
}
