package org.itsm4j.error;

import java.util.regex.Pattern;

/** Repeats in a message what was given, where that is a number, a name or a version; never a text of a ticket. */
public final class Given {
    /** Longer than that it is no name any more; with other characters it might forge a line of a log, or a page. */
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9 ._:,/+\\[\\]-]{1,40}");

    private Given() {}

    /**
     * @param value what was refused
     * @return {@code , got} and the value; its length instead, if it has more than 40 characters, or others than those of
     *     numbers and plain names
     */
    public static String got(Object value) {
        String text = value.toString();
        return ", got " + (SHOWN.matcher(text).matches() ? text : text.length() + " characters");
    }
}
