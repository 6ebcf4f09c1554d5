package org.itsm4j.bpmn.internal.model;

import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;
import static org.itsm4j.bpmn.internal.model.Vocabulary.itsm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/**
 * Markers in short: {@code itsm:state="NEW"} on a task says what {@code <itsm:stage state="NEW"/>} in its extension elements
 * does. Element templates of modellers can write attributes only. Here they become the long form, so that nobody else
 * has to know of them; an attribute that is none stays where it is, to be refused.
 */
final class ShortMarkers {
    private static final QName EXTENSIONS = bpmn("extensionElements");
    private static final Entry STATE = new Entry("stage", "state");
    private static final Entry APPROVAL = new Entry("approval", "name");

    /** By element and attribute. */
    private static final Map<String, Map<String, Entry>> ENTRIES = Map.of(
            "userTask", Map.of("state", STATE, "approval", APPROVAL, "group", new Entry("task", "group")),
            "subProcess", Map.of("state", STATE, "approval", APPROVAL),
            "endEvent", Map.of("state", STATE),
            "serviceTask", Map.of("handler", new Entry("step", "handler"), "retry", new Entry("step", "retry")),
            "boundaryEvent", timer("action", "calendar", "group", "agent", "reason", "code", "text", "way"));

    private ShortMarkers() {}

    /** What an attribute is in long: an attribute of a marker. */
    private record Entry(String marker, String attribute) {}

    private static Map<String, Entry> timer(String... attributes) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String attribute : attributes) {
            entries.put(attribute, new Entry("timer", attribute));
        }
        return entries;
    }

    /** The element with its markers in long. */
    static Markup expanded(Markup element) {
        Map<String, Entry> entries = element.name().getNamespaceURI().equals(Vocabulary.BPMN)
                ? ENTRIES.getOrDefault(element.name().getLocalPart(), Map.of())
                : Map.of();
        Map<QName, String> others = new LinkedHashMap<>(element.attributes());
        Map<String, Map<QName, String>> markers = new LinkedHashMap<>();
        entries.forEach((attribute, entry) -> {
            String value = others.remove(itsm(attribute));
            if (value != null && !value.isEmpty()) { // as a template leaves what nobody has filled in
                markers.computeIfAbsent(entry.marker(), it -> new LinkedHashMap<>())
                        .put(new QName(entry.attribute()), value);
            }
        });
        return others.size() == element.attributes().size()
                ? element
                : new Markup(element.name(), others, extended(element, markers), element.text(), element.line());
    }

    private static List<Markup> extended(Markup element, Map<String, Map<QName, String>> markers) {
        List<Markup> added = new ArrayList<>();
        markers.forEach(
                (marker, attributes) -> added.add(new Markup(itsm(marker), attributes, List.of(), "", element.line())));
        List<Markup> children = new ArrayList<>(element.children());
        if (!added.isEmpty()) {
            children.add(0, new Markup(EXTENSIONS, Map.of(), added, "", element.line()));
        }
        return children;
    }
}
