package org.itsm4j.bpmn;

import java.nio.charset.StandardCharsets;

/** The shipped diagram of incidents, with something changed; and small files around it. */
final class Drawing {
    private String text = new String(Diagram.incident().bytes(), StandardCharsets.UTF_8);

    static Drawing incident() {
        return new Drawing();
    }

    Drawing replace(String part, String other) {
        if (!text.contains(part)) {
            throw new IllegalArgumentException("the diagram has no " + part);
        }
        text = text.replace(part, other);
        return this;
    }

    /** Adds elements to the process. */
    Drawing add(String elements) {
        return replace("  </bpmn:process>", elements + "\n  </bpmn:process>");
    }

    /** Takes a flow out, with what refers to it. */
    Drawing without(String flow) {
        text = text.replaceAll("(?s)\\s*<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*?/>", "")
                .replaceAll("(?s)\\s*<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*[^/]>.*?</bpmn:sequenceFlow>", "");
        return this;
    }

    /** Takes out the first piece of text from here to there. */
    Drawing cut(String from, String to) {
        int start = text.indexOf(from);
        text = text.substring(0, start) + text.substring(text.indexOf(to, start) + to.length());
        return this;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Diagram read() {
        return Diagram.of(bytes());
    }

    /** A minimal process around some elements. */
    static byte[] around(String elements) {
        return ("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                        + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:flowable='http://flowable.org/bpmn'"
                        + " xmlns:itsm='http://itsm4j.org/bpmn' targetNamespace='t'>\n"
                        + "<process id='itsm-incident' isExecutable='true'>\n" + elements
                        + "\n</process></definitions>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
