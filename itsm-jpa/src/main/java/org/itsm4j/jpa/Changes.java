package org.itsm4j.jpa;

import java.util.ArrayList;
import java.util.List;
import org.itsm4j.ticket.FieldChange;

/**
 * Field changes as one text: a line for each, its three parts parted by tabs. Inside a part, backslash, tab and line
 * feed are written as two characters, so every text comes back as it was.
 */
final class Changes {
    private Changes() {}

    static String write(List<FieldChange> changes) {
        StringBuilder out = new StringBuilder();
        for (FieldChange change : changes) {
            if (out.length() > 0) {
                out.append('\n');
            }
            escape(out, change.field());
            escape(out.append('\t'), change.before());
            escape(out.append('\t'), change.after());
        }
        return out.toString();
    }

    static List<FieldChange> read(String text) {
        List<FieldChange> changes = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String line : text.split("\n", -1)) {
                String[] parts = line.split("\t", -1);
                changes.add(new FieldChange(unescape(parts[0]), unescape(parts[1]), unescape(parts[2])));
            }
        }
        return changes;
    }

    private static void escape(StringBuilder out, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
    }

    private static String unescape(String part) {
        if (part.indexOf('\\') < 0) {
            return part;
        }
        StringBuilder out = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\\') {
                c = part.charAt(++i);
                out.append(c == 't' ? '\t' : c == 'n' ? '\n' : c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
