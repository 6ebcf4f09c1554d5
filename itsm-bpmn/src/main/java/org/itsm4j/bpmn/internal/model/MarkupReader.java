package org.itsm4j.bpmn.internal.model;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.itsm4j.bpmn.internal.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML that nobody vouches for. A DOCTYPE is refused, so there are no entities; nothing is fetched; size, depth and
 * number of elements are capped before anything is built.
 */
public final class MarkupReader {
    /** How large a file may be. */
    public static final int MOST_BYTES = 1 << 20;

    static final int MOST_ELEMENTS = 20_000;
    static final int MOST_DEPTH = 20;
    static final int MOST_ATTRIBUTES = 32;
    static final int LONGEST_TEXT = 20_000;

    private final XMLStreamReader xml;
    private int elements;

    private MarkupReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * @param bytes a file
     * @return its root
     */
    public static Markup read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new Findings.Unreadable(
                    Rule.TOO_LARGE, 1, "it has " + bytes.length + " bytes; up to " + MOST_BYTES + " are allowed");
        }
        // the parser of the JDK, not whatever lies on the class path: what it refuses is tested
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        XMLStreamReader xml = null;
        try {
            xml = factory.createXMLStreamReader(new StringReader(text(bytes)));
            return new MarkupReader(xml).document();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new Findings.Unreadable(Rule.NOT_WELL_FORMED, line, "it is not well-formed XML");
        } finally {
            close(xml);
        }
    }

    /** Decoded here: the parser would print what it cannot decode, and believe any encoding that the file names. */
    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Findings.Unreadable(Rule.ENCODING, 1, "it is not UTF-8");
        }
    }

    private static void close(@Nullable XMLStreamReader xml) {
        if (xml != null) {
            try {
                xml.close();
            } catch (XMLStreamException e) {
                throw new IllegalStateException("closing a reader of bytes in memory", e);
            }
        }
    }

    private Markup document() throws XMLStreamException {
        if ("1.1".equals(xml.getVersion())) { // the JDK then tells of namespaces as if they were attributes
            throw new Findings.Unreadable(Rule.NOT_WELL_FORMED, 1, "it is XML 1.1; only XML 1.0 is read");
        }
        String encoding = xml.getCharacterEncodingScheme();
        if (encoding != null && !encoding.toUpperCase(Locale.ROOT).equals("UTF-8")) {
            throw new Findings.Unreadable(Rule.ENCODING, 1, "its encoding is " + Quote.of(encoding));
        }
        Markup root = null;
        while (xml.hasNext()) {
            int line = line();
            switch (xml.next()) {
                case XMLStreamConstants.DTD ->
                    throw new Findings.Unreadable(Rule.DOCTYPE, line(), "a DOCTYPE is not allowed");
                case XMLStreamConstants.START_ELEMENT -> root = element(1, line);
                default -> {
                    // comments and processing instructions say nothing to us
                }
            }
        }
        if (root == null) {
            throw new Findings.Unreadable(Rule.NOT_WELL_FORMED, 1, "it is not well-formed XML");
        }
        return root;
    }

    /** An element that begins in a line; the parser itself tells only where its start tag ends. */
    private Markup element(int depth, int line) throws XMLStreamException {
        if (++elements > MOST_ELEMENTS) {
            throw new Findings.Unreadable(Rule.TOO_LARGE, line(), "more than " + MOST_ELEMENTS + " XML elements");
        }
        if (depth > MOST_DEPTH) {
            throw new Findings.Unreadable(Rule.TOO_DEEP, line(), "elements nested more than " + MOST_DEPTH + " deep");
        }
        QName name = xml.getName();
        Map<QName, String> attributes = attributes();
        List<Markup> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            int next = line();
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1, next));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> append(text);
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Findings.Unreadable(Rule.DOCTYPE, line(), "entities are not allowed");
                case XMLStreamConstants.END_ELEMENT -> {
                    return ShortMarkers.expanded(new Markup(
                            name, attributes, children, text.toString().strip(), line));
                }
                default -> {
                    // comments and processing instructions say nothing to us
                }
            }
        }
    }

    private Map<QName, String> attributes() {
        if (xml.getAttributeCount() > MOST_ATTRIBUTES) {
            throw new Findings.Unreadable(
                    Rule.TOO_LARGE, line(), "an element with more than " + MOST_ATTRIBUTES + " attributes");
        }
        Map<QName, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeName(i), xml.getAttributeValue(i));
        }
        return attributes;
    }

    private void append(StringBuilder text) {
        if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
            throw new Findings.Unreadable(Rule.TOO_LARGE, line(), "text of more than " + LONGEST_TEXT + " characters");
        }
        text.append(xml.getText());
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }
}
