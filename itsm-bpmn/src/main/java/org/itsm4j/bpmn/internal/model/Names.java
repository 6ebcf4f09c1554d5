package org.itsm4j.bpmn.internal.model;

import java.util.Optional;
import java.util.regex.Pattern;
import org.itsm4j.bpmn.internal.Quote;

/** What ids and names may look like. */
final class Names {
    static final int LONGEST = 255; // ACT_RU_EXECUTION.ACT_ID_

    static final String HOLDS_CONTROLS =
            " holds control characters, invisible ones or bidi control characters, which turn"
                    + " the direction of text";

    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private Names() {}

    /** Reads an id or a reference to one; empty if it is not fit for one. */
    static Optional<String> id(Markup element, String attribute, Findings findings) {
        String id = element.attribute(attribute);
        if (id.length() > LONGEST) {
            findings.error(
                    Rule.ID_TOO_LONG,
                    element,
                    "the " + attribute + " of " + element.label() + " is too long: " + id.length()
                            + " characters; up to " + LONGEST + " are allowed");
            return Optional.empty();
        }
        if (!ID.matcher(id).matches()) {
            findings.error(
                    Rule.ID,
                    element,
                    id.isEmpty()
                            ? element.label() + " needs the attribute " + attribute
                            : "the " + attribute + " of " + element.label() + " is no id");
            return Optional.empty();
        }
        return Optional.of(id);
    }

    /** Reads the name of an element, which people see and nothing evaluates; the id stands in for an absent one. */
    static String name(Markup element, Findings findings) {
        return name(element, "name", findings);
    }

    /** As the other, of another attribute that people see. */
    static String name(Markup element, String attribute, Findings findings) {
        String name = element.attribute(attribute).strip();
        if (name.length() > LONGEST) {
            findings.error(
                    Rule.NAME_TOO_LONG,
                    element,
                    "the " + attribute + " of " + element.label() + " is " + name.length() + " characters long; up to "
                            + LONGEST + " are allowed");
            return "";
        }
        if (!readsAsItIs(name)) {
            findings.error(Rule.BIDI_CONTROL, element, "the " + attribute + " of " + element.label() + HOLDS_CONTROLS);
            return "";
        }
        return name.replaceAll("\\s+", " ");
    }

    /** Whether text has nothing that turns its direction or hides in it. */
    static boolean readsAsItIs(String text) {
        // a modeller writes a line break in a name as a character reference
        return text.codePoints().allMatch(c -> c == '\n' || c == '\r' || c == '\t' || Quote.isPlain(c));
    }

    /** Whether an engine might take a part of the text for an expression. */
    static boolean holdsExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }
}
