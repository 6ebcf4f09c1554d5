package org.itsm4j.internal;

import java.util.List;
import java.util.Map;

/** Writes JSON for people: what is short goes on one line, all else on lines of its own, indented by two. */
public final class JsonWriter {
    private static final int WIDTH = 100;
    private final StringBuilder text = new StringBuilder();

    private JsonWriter() {}

    /**
     * @param value of maps, lists, strings, integers and booleans
     * @return it as text, with a line feed at its end; always the same for the same value
     */
    public static String write(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value, "\n", 0);
        return writer.text.append('\n').toString();
    }

    private void value(Object value, String line, int before) {
        int start = text.length();
        if (compact(value, start + WIDTH - line.length() - before)) {
            return;
        }
        text.setLength(start);
        String inner = line + "  ";
        String comma = "";
        if (value instanceof Map<?, ?> members) {
            text.append('{');
            for (Map.Entry<?, ?> each : members.entrySet()) {
                text.append(comma).append(inner);
                int key = text.length();
                string(each.getKey().toString());
                text.append(": ");
                value(each.getValue(), inner, text.length() - key);
                comma = ",";
            }
            text.append(line).append('}');
        } else if (value instanceof List<?> elements) {
            text.append('[');
            for (Object each : elements) {
                text.append(comma).append(inner);
                value(each, inner, 0);
                comma = ",";
            }
            text.append(line).append(']');
        }
    }

    /** @return whether it went on the line; a single value does in any case */
    private boolean compact(Object value, int limit) {
        String comma = "";
        if (value instanceof Map<?, ?> members) {
            text.append('{');
            for (Map.Entry<?, ?> each : members.entrySet()) {
                text.append(comma);
                string(each.getKey().toString());
                text.append(": ");
                if (!compact(each.getValue(), limit) || text.length() > limit) {
                    return false;
                }
                comma = ", ";
            }
            text.append('}');
        } else if (value instanceof List<?> elements) {
            text.append('[');
            for (Object each : elements) {
                text.append(comma);
                if (!compact(each, limit) || text.length() > limit) {
                    return false;
                }
                comma = ", ";
            }
            text.append(']');
        } else if (value instanceof String string) {
            string(string);
        } else {
            text.append(value);
        }
        return text.length() <= limit || !(value instanceof Map || value instanceof List);
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char each = string.charAt(i);
            int known = "\"\\\b\f\n\r\t".indexOf(each);
            if (known >= 0) {
                text.append('\\').append("\"\\bfnrt".charAt(known));
            } else if (each < ' ' || each >= 0x7f && each < 0xa0 || each == 0x2028 || each == 0x2029) {
                text.append("\\u").append(Integer.toHexString(0x10000 + each).substring(1));
            } else {
                text.append(each);
            }
        }
        text.append('"');
    }
}
