package org.itsm4j.bpmn.internal;

import java.util.Collection;
import java.util.stream.Collectors;

/** What messages quote of a file: cut, and cleaned of what would make text read other than it is. */
public final class Quote {
    private static final int LONGEST = 80;
    private static final int LISTED = 40;

    private Quote() {}

    /**
     * @param text of a file
     * @return its first 80 characters, clean
     */
    public static String of(String text) {
        return clean(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
    }

    /**
     * All of a text, but for what would break a line or turn its direction.
     *
     * @param text of a file
     * @return the text, with a question mark for each such character
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(isPlain(c) ? c : '?'));
        return clean.toString();
    }

    /**
     * The first of some ids or names.
     *
     * @param names ids or names
     * @return up to 40 of them in brackets, and how many more there are
     */
    public static String list(Collection<String> names) {
        return names.stream().limit(LISTED).map(Quote::of).collect(Collectors.joining(", ", "[", ""))
                + (names.size() > LISTED ? ", and " + (names.size() - LISTED) + " more]" : "]");
    }

    /**
     * @param c a code point
     * @return whether it is not a control character, and none of those that turn text or hide in it; emoji and scripts need
     *     the joiners
     */
    public static boolean isPlain(int c) {
        return !Character.isISOControl(c)
                && !(c >= 0x202A && c <= 0x202E)
                && !(c >= 0x2060 && c <= 0x206F)
                && !(c >= 0xE0000 && c <= 0xE007F) // tags: a text within a text
                && !(c >= 0xFFF9 && c <= 0xFFFB)
                && c != 0x180E
                && c != 0x200B
                && c != 0x200E
                && c != 0x200F
                && c != 0x061C
                && c != 0x2028
                && c != 0x2029
                && c != 0xFEFF;
    }
}
