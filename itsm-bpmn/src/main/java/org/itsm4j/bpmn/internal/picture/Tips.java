package org.itsm4j.bpmn.internal.picture;

import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;

import java.util.Locale;
import java.util.Optional;
import org.itsm4j.bpmn.internal.model.Delay;
import org.itsm4j.bpmn.internal.model.Markers;
import org.itsm4j.bpmn.internal.model.Markup;

/** What a picture says of an element besides its name: the small print in it, and what one reads when pointing at it. */
final class Tips {
    private Tips() {}

    /** The state a stage means, if its name does not say it; the group a task is for; the handler of a step. */
    static String caption(Elements elements, Markup node) {
        String state = words(Elements.marked(node, "stage", "state"));
        if (!state.isEmpty()) {
            return same(state, node.attribute("name")) ? "" : state;
        }
        return switch (node.name().getLocalPart()) {
            case "userTask" -> group(elements, node);
            case "serviceTask" -> Markers.of(node).handler();
            default -> "";
        };
    }

    static String of(Elements elements, Markup element) {
        String id = element.attribute("id");
        return switch (element.name().getLocalPart()) {
            case "sequenceFlow" -> flow(elements, element);
            case "startEvent" -> "Start " + quoted(elements, id);
            case "endEvent" -> "End " + quoted(elements, id) + state(element);
            case "userTask" -> userTask(elements, element);
            case "subProcess" -> "Stage with tasks " + quoted(elements, id) + state(element);
            case "serviceTask" -> step(elements, element);
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
                + with(", for the group ", group(elements, task));
    }

    /** At a stage nothing reads it. */
    private static String group(Elements elements, Markup task) {
        return elements.isStage(task) ? "" : Markers.of(task).group().orElse("");
    }

    private static String step(Elements elements, Markup step) {
        Markers markers = Markers.of(step);
        return "Step " + quoted(elements, step.attribute("id")) + with(", handler ", markers.handler())
                + (markers.background().isPresent() ? ", in the background" : "");
    }

    private static String timer(Elements elements, Markup timer) {
        String calendar = with(" of the calendar ", Elements.marked(timer, "timer", "calendar"));
        return "Timer " + quoted(elements, timer.attribute("id"))
                + time(timer, "timeDuration")
                        .map(after -> ", after " + after + calendar)
                        .or(() -> time(timer, "timeCycle").map(cycle -> repeated(cycle, calendar)))
                        .orElse("")
                + with(", gives the action ", Elements.marked(timer, "timer", "action"))
                + (timer.attribute("cancelActivity").equals("false") ? ", the ticket stays" : "");
    }

    private static Optional<String> time(Markup timer, String kind) {
        return timer.children(bpmn("timerEventDefinition")).stream()
                .flatMap(it -> it.children(bpmn(kind)).stream())
                .map(Markup::text)
                .findFirst();
    }

    /** {@code R3/PT4H} rings every four hours, three times; {@code R1/PT4H} once. */
    private static String repeated(String cycle, String calendar) {
        String every = cycle.substring(cycle.indexOf('/') + 1);
        int times = Delay.parseCycle(cycle).map(Delay::times).orElse(1);
        return times == 1 ? ", after " + every + calendar : ", every " + every + calendar + ", " + times + " times";
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

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static boolean same(String state, String name) {
        return state.equals(name.strip().toLowerCase(Locale.ROOT));
    }
}
