package org.itsm4j.ticket;

import java.util.Locale;

/** How the constants of enums are written in diagrams, documents and on the timeline: {@code followUp}. */
public final class Labels {
    private Labels() {}

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
