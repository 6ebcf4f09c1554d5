package org.itsm4j.bpmn.internal.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.itsm4j.bpmn.internal.Quote;

/** Writes markup, for SVG and for HTML. Text and attributes are made harmless here and nowhere else. */
public final class Svg {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param tag its name
     * @param attributes names and values in turn; one without a value is left out
     * @return this
     */
    public Svg open(String tag, String... attributes) {
        begin(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /**
     * Ends the element that was begun last.
     *
     * @return this
     */
    public Svg close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element with nothing in it. */
    Svg leaf(String tag, String... attributes) {
        begin(tag, attributes);
        out.append("/>\n");
        return this;
    }

    /**
     * Adds an element with text in it.
     *
     * @param tag its name
     * @param text plain text
     * @param attributes names and values in turn
     * @return this
     */
    public Svg text(String tag, String text, String... attributes) {
        begin(tag, attributes);
        out.append('>').append(escape(text)).append("</").append(tag).append(">\n");
        return this;
    }

    /**
     * Adds markup as it is.
     *
     * @param markup what was written by this class, or is a constant of ours
     * @return this
     */
    public Svg raw(String markup) {
        out.append(markup);
        return this;
    }

    private void begin(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                out.append(' ')
                        .append(attributes[i])
                        .append("=\"")
                        .append(escape(attributes[i + 1]))
                        .append('"');
            }
        }
    }

    /**
     * @param text plain text
     * @return it, fit for text and for quoted attributes; what has no business in a name becomes a replacement
     *     character
     */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\r', '\t' -> safe.append(' ');
                default -> safe.appendCodePoint(harmless(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean harmless(int c) {
        return Quote.isPlain(c)
                && Character.getType(c) != Character.SURROGATE
                && (c & 0xFFFE) != 0xFFFE // no characters, and not allowed in XML
                && !(c >= 0xFDD0 && c <= 0xFDEF);
    }

    static String number(double number) {
        BigDecimal rounded =
                BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    static String point(Point point) {
        return number(point.x()) + " " + number(point.y());
    }

    /** The attributes of a rectangle. */
    static String[] box(Box box, double corner, String style) {
        return new String[] {
            "class", style,
            "x", number(box.x()),
            "y", number(box.y()),
            "width", number(box.width()),
            "height", number(box.height()),
            "rx", number(corner)
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
