package org.itsm4j.bpmn.internal.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.itsm4j.bpmn.internal.Quote;

/** An XML element as it was read, before anything is made of it. Attributes without a prefix have no namespace. */
public record Markup(QName name, Map<QName, String> attributes, List<Markup> children, String text, int line) {
    /** Copies the collections. */
    public Markup {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes)); // findings keep their order
        children = List.copyOf(children);
    }

    /**
     * @param local the name of an attribute without a namespace
     * @return its value; empty text if it is not there
     */
    public String attribute(String local) {
        return attributes.getOrDefault(new QName(local), "");
    }

    /**
     * @param child a name
     * @return the children that have it
     */
    public List<Markup> children(QName child) {
        return children.stream().filter(it -> it.name().equals(child)).toList();
    }

    /** @return how messages call it */
    public String label() {
        String id = attribute("id");
        return "<" + Quote.of(name.getLocalPart()) + (id.isEmpty() ? "" : " id=\"" + Quote.of(id) + "\"") + ">";
    }

    /** How findings refer to it: its id, or its name if it has none. */
    String reference() {
        String id = attribute("id");
        return Quote.of(id.isEmpty() ? name.getLocalPart() : id);
    }

    boolean is(QName other) {
        return name.equals(other);
    }
}
