package org.itsm4j.bpmn;

import java.util.regex.Pattern;

/** What ids and names may look like. */
final class Names {
    static final int LONGEST = 255; // ACT_RU_EXECUTION.ACT_ID_

    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private Names() {}

    /** Reads the id of an element. */
    static String id(Markup element, String attribute) {
        String id = element.attribute(attribute);
        if (id.isEmpty()) {
            throw Faults.refusal(element.line(), element.label() + " needs the attribute " + attribute);
        }
        if (id.length() > LONGEST) {
            throw Faults.refusal(
                    element.line(),
                    "the " + attribute + " of " + element.label() + " is " + id.length() + " characters long; up to "
                            + LONGEST + " are allowed");
        }
        if (!ID.matcher(id).matches()) {
            throw Faults.refusal(
                    element.line(),
                    "the " + attribute + " of " + element.label()
                            + " must begin with a letter and have letters, digits, '.', '_' and '-' only");
        }
        return id;
    }

    /** Reads the name of an element, which people see and nothing evaluates; the id stands in for an absent one. */
    static String name(Markup element) {
        String name = element.attribute("name").strip();
        if (name.isEmpty()) {
            return element.attribute("id");
        }
        if (name.length() > LONGEST) {
            throw Faults.refusal(
                    element.line(),
                    "the name of " + element.label() + " is " + name.length() + " characters long; up to " + LONGEST
                            + " are allowed");
        }
        if (name.contains("${") || name.contains("#{")) {
            throw Faults.refusal(
                    element.line(), "the name of " + element.label() + " holds an expression; names are plain text");
        }
        // a modeller writes a line break in a name as a character reference
        if (!name.codePoints().allMatch(c -> c == '\n' || c == '\r' || c == '\t' || isPlain(c))) {
            throw Faults.refusal(
                    element.line(),
                    "the name of " + element.label() + " holds control characters or characters that turn the"
                            + " direction of text");
        }
        return name.replaceAll("\\s+", " ");
    }

    /** Not a control character, and none of those that make text read other than it is. */
    static boolean isPlain(int c) {
        return !Character.isISOControl(c)
                && !(c >= 0x202A && c <= 0x202E)
                && !(c >= 0x2066 && c <= 0x2069)
                && c != 0x200E
                && c != 0x200F
                && c != 0x061C
                && c != 0x2028
                && c != 0x2029
                && c != 0xFEFF;
    }
}
