package org.itsm4j.bpmn;

import javax.xml.namespace.QName;

/** The namespaces of a diagram. */
final class Vocabulary {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String BPMN_DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    static final String MODELER = "http://camunda.org/schema/modeler/1.0";
    /** Our own markers. They sit in extension elements: Flowable's writer drops foreign attributes. */
    static final String ITSM = "http://itsm4j.org/bpmn";

    private Vocabulary() {}

    static QName bpmn(String local) {
        return new QName(BPMN, local);
    }

    static QName itsm(String local) {
        return new QName(ITSM, local);
    }
}
