package org.itsm4j.bpmn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/** An XML element as it was read, before anything is made of it. Attributes without a prefix have no namespace. */
record Markup(QName name, Map<QName, String> attributes, List<Markup> children, String text, int line) {
    Markup {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes)); // findings keep their order
        children = List.copyOf(children);
    }

    /** An attribute without a namespace; empty text if it is not there. */
    String attribute(String local) {
        return attributes.getOrDefault(new QName(local), "");
    }

    List<Markup> children(QName child) {
        return children.stream().filter(it -> it.name().equals(child)).toList();
    }

    /** How messages call it. */
    String label() {
        String id = attribute("id");
        return "<" + Findings.quoted(name.getLocalPart()) + (id.isEmpty() ? "" : " id=\"" + Findings.quoted(id) + "\"")
                + ">";
    }

    /** How findings refer to it: its id, or its name if it has none. */
    String reference() {
        String id = attribute("id");
        return Findings.quoted(id.isEmpty() ? name.getLocalPart() : id);
    }

    boolean is(QName other) {
        return name.equals(other);
    }
}
