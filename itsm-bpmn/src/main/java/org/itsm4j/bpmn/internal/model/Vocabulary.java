package org.itsm4j.bpmn.internal.model;

import java.util.Set;
import javax.xml.namespace.QName;

/** The namespaces of a diagram. */
public final class Vocabulary {
    /** BPMN itself. */
    public static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    /** Its pictures. */
    public static final String BPMN_DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    /** Bounds and points in pictures. */
    public static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    /** Waypoints in pictures. */
    public static final String DI = "http://www.omg.org/spec/DD/20100524/DI";

    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    static final String MODELER = "http://camunda.org/schema/modeler/1.0";
    static final String BIOC = "http://bpmn.io/schema/bpmn/biocolor/1.0";
    static final String COLOR = "http://www.omg.org/spec/BPMN/non-normative/color/1.0";
    /** Our own markers. They sit in extension elements: Flowable's writer drops foreign attributes. */
    static final String ITSM = "http://itsm4j.org/bpmn";

    /** Which Flowable reads alike. */
    private static final Set<String> VENDORS =
            Set.of("http://flowable.org/bpmn", "http://activiti.org/bpmn", "http://camunda.org/schema/1.0/bpmn");

    /** Stands for each of them. */
    private static final String VENDOR = "vendor";

    private Vocabulary() {}

    /**
     * @param local a name
     * @return it in the namespace of BPMN
     */
    public static QName bpmn(String local) {
        return new QName(BPMN, local);
    }

    /**
     * @param local a name
     * @return it in the namespace of our markers
     */
    public static QName itsm(String local) {
        return new QName(ITSM, local);
    }

    /** A name in any of the namespaces that Flowable reads as its own. */
    static QName vendor(String local) {
        return new QName(VENDOR, local);
    }

    /** The name with one namespace for all that Flowable reads alike. */
    static QName folded(QName name) {
        return VENDORS.contains(name.getNamespaceURI()) ? vendor(name.getLocalPart()) : name;
    }
}
