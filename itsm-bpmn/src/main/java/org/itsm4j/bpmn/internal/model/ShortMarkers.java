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

    private ShortMarkers() {}

    /** The element with its markers in long. */
    static Markup expanded(Markup element) {
        Map<QName, String> others = new LinkedHashMap<>(element.attributes());
        Map<Marker, Map<QName, String>> markers = new LinkedHashMap<>();
        boolean ofBpmn = element.name().getNamespaceURI().equals(Vocabulary.BPMN);
        for (Marker marker : ofBpmn ? Marker.on(element.name().getLocalPart()) : List.<Marker>of()) {
            for (String attribute : marker.attributes()) {
                String value = others.remove(itsm(marker.inShort(attribute)));
                if (value != null && !value.isEmpty()) { // as a template leaves what nobody has filled in
                    markers.computeIfAbsent(marker, it -> new LinkedHashMap<>()).put(new QName(attribute), value);
                }
            }
        }
        return others.size() == element.attributes().size()
                ? element
                : new Markup(element.name(), others, extended(element, markers), element.text(), element.line());
    }

    private static List<Markup> extended(Markup element, Map<Marker, Map<QName, String>> markers) {
        List<Markup> added = new ArrayList<>();
        markers.forEach((marker, attributes) ->
                added.add(new Markup(marker.qName(), attributes, List.of(), "", element.line())));
        List<Markup> children = new ArrayList<>(element.children());
        if (!added.isEmpty()) {
            children.add(0, new Markup(EXTENSIONS, Map.of(), added, "", element.line()));
        }
        return children;
    }
}
