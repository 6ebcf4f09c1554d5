package org.itsm4j.bpmn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

/** A shipped diagram, that of incidents unless told, with something changed; and small files around it. */
public final class Drawing {
    private String text;

    private Drawing(Diagram shipped) {
        text = new String(shipped.bytes(), StandardCharsets.UTF_8);
    }

    public static Drawing incident() {
        return new Drawing(Diagram.incident());
    }

    /** As {@link #incident}, of another lifecycle. */
    public static Drawing of(String lifecycle) {
        return new Drawing(Diagram.shipped(lifecycle).orElseThrow());
    }

    /** The shipped diagram with everything that can be drawn added. */
    public static Drawing blocks() {
        try (InputStream blocks = Diagram.class.getResourceAsStream("blocks.xml")) {
            Drawing drawing = incident()
                    .replace("xmlns:itsm=", "xmlns:flowable=\"http://flowable.org/bpmn\" xmlns:itsm=")
                    .replace(
                            "sourceRef=\"inProgress\" targetRef=\"resolved\">",
                            "sourceRef=\"inProgress\" targetRef=\"tellOwner\">")
                    .add(new String(blocks.readAllBytes(), StandardCharsets.UTF_8));
            return drawing.condition("inProgressResolve", "action == 'resolve' and category != 'security'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a flow that has a condition another one. */
    public Drawing condition(String flow, String condition) {
        String other = text.replaceFirst(
                "(?s)(<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*>\\s*<bpmn:conditionExpression[^>]*>)[^<]*",
                "$1" + Matcher.quoteReplacement("${" + condition.replace("<", "&lt;") + "}"));
        return replace(text, other);
    }

    /** Lets a flow lead to another element. */
    public Drawing target(String flow, String target) {
        return replace(
                text,
                text.replaceFirst("(<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*targetRef=\")[^\"]*", "$1" + target));
    }

    public Drawing replace(String part, String other) {
        if (!text.contains(part)) {
            throw new IllegalArgumentException("the diagram has no " + part);
        }
        text = text.replace(part, other);
        return this;
    }

    /** Adds elements to the process. */
    public Drawing add(String elements) {
        return replace("  </bpmn:process>", elements + "\n  </bpmn:process>");
    }

    /** Takes a flow out, with what refers to it. */
    public Drawing without(String flow) {
        text = text.replaceAll("(?s)\\s*<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*?/>", "")
                .replaceAll("(?s)\\s*<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*[^/]>.*?</bpmn:sequenceFlow>", "");
        return this;
    }

    /** Takes out the first piece of text from here to there. */
    public Drawing cut(String from, String to) {
        int start = text.indexOf(from);
        text = text.substring(0, start) + text.substring(text.indexOf(to, start) + to.length());
        return this;
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public Diagram read() {
        return Diagram.of(bytes());
    }

    /** A minimal process around some elements. */
    public static byte[] around(String elements) {
        return ("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                        + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:flowable='http://flowable.org/bpmn'"
                        + " xmlns:itsm='http://itsm4j.org/bpmn' targetNamespace='t'>\n"
                        + "<process id='itsm-incident' isExecutable='true'>\n" + elements
                        + "\n</process></definitions>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
