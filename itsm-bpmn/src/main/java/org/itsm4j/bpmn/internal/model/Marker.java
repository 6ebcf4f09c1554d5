package org.itsm4j.bpmn.internal.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * What our extension elements are called, on which elements they say something, and with which attributes. What is allowed,
 * what fits and what may be written in short follows from it.
 */
enum Marker {
    /** Which state of the contract a stage or an end means. */
    STAGE(Set.of("userTask", "subProcess", "endEvent"), "state"),
    /** Which approval a stage waits for. */
    APPROVAL(Set.of("userTask", "subProcess"), "name"),
    /** Which group does a task. */
    TASK(Set.of("userTask"), "group"),
    /** Which code of the host a step runs, and how often. */
    STEP(Set.of("serviceTask"), "handler", "retry"),
    /** Which action a timer gives, with what data, and whose working time it counts. */
    TIMER(Set.of("boundaryEvent"), "action", "calendar", "group", "agent", "reason", "code", "text", "way");

    private final Set<String> elements;
    private final List<String> attributes;

    Marker(Set<String> elements, String... attributes) {
        this.elements = elements;
        this.attributes = List.of(attributes);
    }

    /** Those that say something on an element, by its local name. */
    static List<Marker> on(String element) {
        return Arrays.stream(values())
                .filter(marker -> marker.elements.contains(element))
                .toList();
    }

    /** The one of a name; empty if there is none. */
    static Optional<Marker> of(QName name) {
        return Stream.of(values()).filter(marker -> marker.qName().equals(name)).findFirst();
    }

    String local() {
        return name().toLowerCase(Locale.ROOT);
    }

    QName qName() {
        return Vocabulary.itsm(local());
    }

    Set<String> elements() {
        return elements;
    }

    List<String> attributes() {
        return attributes;
    }

    /** What an attribute is called when it stands on the element itself: a name alone would not say whose. */
    String inShort(String attribute) {
        return attribute.equals("name") ? local() : attribute;
    }
}
