package org.itsm4j.bpmn.internal.model;

import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.itsm4j.bpmn.internal.Quote;

/** Reads a boundary event: only timers on stages are events here. */
final class TimerReader {
    private TimerReader() {}

    static Optional<Node.Timer> read(String id, String name, Markup element, Markers markers, Findings findings) {
        Optional<String> stage = Names.id(element, "attachedToRef", findings);
        List<Markup> definitions = element.children(bpmn("timerEventDefinition"));
        List<Markup> times = definitions.stream()
                .flatMap(definition -> definition.children().stream())
                .toList();
        Optional<Delay> delay = Optional.empty();
        if (definitions.size() != 1 || times.size() != 1) {
            findings.error(Rule.TIMER, element, element.label() + " needs one timer with one time");
        } else {
            delay = delay(element, times.get(0), findings);
        }
        String cancels = element.attribute("cancelActivity");
        if (!List.of("", "true", "false").contains(cancels)) {
            findings.error(
                    Rule.ATTRIBUTE,
                    element,
                    "the attribute cancelActivity of " + element.label() + " is true or false, not "
                            + Quote.of(cancels));
        }
        boolean interrupts = !cancels.equals("false");
        if (interrupts && delay.filter(it -> it.times() > 1).isPresent()) {
            findings.error(Rule.TIMER, element, element.label() + " interrupts, so it cannot ring several times");
        }
        Map<String, String> data = new HashMap<>();
        markers.timer().ifPresent(it -> it.attributes().forEach((key, value) -> put(data, key, value)));
        String action = data.remove("action");
        String calendar = data.remove("calendar");
        Delay read = delay.orElse(new Delay.Fixed(Delay.LONGEST, 1)); // an unreadable one is a finding already
        return stage.map(it -> new Node.Timer(
                id,
                name,
                it,
                interrupts,
                Optional.ofNullable(action),
                data,
                Optional.ofNullable(calendar),
                read,
                element.line()));
    }

    private static void put(Map<String, String> data, QName key, String value) {
        if (!value.isEmpty()) {
            data.put(key.getLocalPart(), value);
        }
    }

    private static Optional<Delay> delay(Markup element, Markup time, Findings findings) {
        String text = time.text();
        Optional<Delay> delay = switch (time.name().getLocalPart()) {
            case "timeDuration" -> Delay.parse(text);
            case "timeCycle" -> Delay.parseCycle(text);
            default -> Optional.empty();
        };
        if (delay.isEmpty()) {
            boolean expression = Names.holdsExpression(text);
            findings.error(
                    expression ? Rule.EXPRESSION : Rule.TIMER,
                    element,
                    "the " + time.name().getLocalPart() + " of " + element.label() + ", " + Quote.of(text)
                            + (expression
                                    ? ", is an expression that is not of the allowed grammar"
                                    : ", is unbounded, below the floor of " + Delay.SHORTEST + ", above P"
                                            + Delay.LONGEST.toDays() + "D or no such time"));
        }
        return delay;
    }
}
