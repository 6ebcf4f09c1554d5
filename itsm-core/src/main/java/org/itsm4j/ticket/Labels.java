package org.itsm4j.ticket;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the constants of enums are written in diagrams, documents and on the timeline: {@code followUp}. */
public final class Labels {
    private static final int LISTED = 20;

    private Labels() {}

    /**
     * @param names what is allowed, as the settings have it
     * @return the first twenty of them in order, and how many more there are, for a message
     */
    public static String list(Collection<String> names) {
        String first = names.stream().sorted().limit(LISTED).collect(Collectors.joining(", ", "[", ""));
        return first + (names.size() > LISTED ? " and " + (names.size() - LISTED) + " more]" : "]");
    }

    /**
     * @param constant a constant, such as {@code FOLLOW_UP}
     * @return its lower camel form, such as {@code followUp}
     */
    public static String of(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder label = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            label.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return label.toString();
    }
}
