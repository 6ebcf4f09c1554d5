package org.itsm4j.bpmn.internal.picture;

import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;

import java.util.Locale;
import org.itsm4j.bpmn.internal.model.Markup;

/** What a picture says of an element besides its name: the small print in it, and what one reads when pointing at it. */
final class Tips {
    private Tips() {}

    /** The state a stage means, if its name does not say it; the group a task is for; the handler of a step. */
    static String caption(Markup node) {
        String state = words(Elements.marked(node, "stage", "state"));
        String group = Elements.marked(node, "task", "group");
        if (!state.isEmpty()) {
            return same(state, node.attribute("name")) ? "" : state;
        }
        return group.isEmpty() ? handler(node) : group;
    }

    static String of(Elements elements, Markup element) {
        String id = element.attribute("id");
        return switch (element.name().getLocalPart()) {
            case "sequenceFlow" -> flow(elements, element);
            case "startEvent" -> "Start " + quoted(elements, id);
            case "endEvent" -> "End " + quoted(elements, id) + state(element);
            case "userTask" -> userTask(elements, element);
            case "subProcess" -> "Stage with tasks " + quoted(elements, id) + state(element);
            case "serviceTask" -> "Step " + quoted(elements, id) + with(", handler ", handler(element));
            case "boundaryEvent" -> timer(elements, element);
            case "parallelGateway" -> "All at once " + quoted(elements, id);
            default -> "Choice " + quoted(elements, id);
        };
    }

    private static String userTask(Elements elements, Markup task) {
        String kind = elements.isStage(task) ? "Stage " : "Task ";
        return kind
                + quoted(elements, task.attribute("id"))
                + state(task)
                + with(", waits for the approval ", Elements.marked(task, "approval", "name"))
                + with(", for the group ", Elements.marked(task, "task", "group"));
    }

    private static String timer(Elements elements, Markup timer) {
        String after = timer.children(bpmn("timerEventDefinition")).stream()
                .flatMap(it -> it.children(bpmn("timeDuration")).stream())
                .map(Markup::text)
                .findFirst()
                .orElse("");
        return "Timer " + quoted(elements, timer.attribute("id")) + with(", after ", after)
                + with(" of the calendar ", Elements.marked(timer, "timer", "calendar"))
                + with(", gives the action ", Elements.marked(timer, "timer", "action"))
                + (timer.attribute("cancelActivity").equals("false") ? ", the ticket stays" : "");
    }

    private static String flow(Elements elements, Markup flow) {
        return with("", flow.attribute("name").strip())
                + (flow.attribute("name").isBlank() ? "From " : ": from ")
                + elements.called(flow.attribute("sourceRef")) + " to " + elements.called(flow.attribute("targetRef"))
                + with(", when ", Elements.condition(flow)) + " (" + flow.attribute("id") + ")";
    }

    private static String quoted(Elements elements, String id) {
        String name = elements.called(id);
        return name.equals(id) ? id : name + " (" + id + ")";
    }

    private static String state(Markup node) {
        return with(", state ", Elements.marked(node, "stage", "state"));
    }

    private static String with(String before, String text) {
        return text.isEmpty() ? "" : before + text;
    }

    /** The host's code that a step runs: from our marker, or from what Flowable's modeller writes. */
    private static String handler(Markup node) {
        String marked = Elements.marked(node, "step", "handler");
        if (!marked.isEmpty()) {
            return marked;
        }
        return node.attributes().entrySet().stream()
                .filter(it -> it.getKey().getLocalPart().equals("delegateExpression"))
                .map(it -> it.getValue().replaceAll("^\\$\\{|}$", ""))
                .findFirst()
                .orElse("");
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static boolean same(String state, String name) {
        return state.equals(name.strip().toLowerCase(Locale.ROOT));
    }
}
