package org.itsm4j.internal;

import java.util.Objects;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.ticket.Limits;

/** The names of the host (groups, services, customers, people) as policies may have them: as tickets may, too. */
public final class Names {
    private Names() {}

    /**
     * @param what what is named, for the message
     * @param parameter its parameter
     * @param name the name
     * @return the name
     * @throws ConfigurationException if it is blank, too long, or no store and no file could keep it
     */
    public static String require(String what, String parameter, String name) {
        Objects.requireNonNull(name, parameter);
        if (name.isBlank() || name.length() > Limits.NAME || name.indexOf(0) >= 0 || hasHalfCharacter(name)) {
            throw new ConfigurationException(what + " has 1 to " + Limits.NAME
                    + " characters, not blank, no NUL and no lone surrogate, got " + name.length());
        }
        return name;
    }

    /**
     * @param text any text
     * @return whether there is a surrogate without its other half, which UTF-8 cannot say
     */
    public static boolean hasHalfCharacter(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (Character.isHighSurrogate(each)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(each)) {
                return true;
            }
        }
        return false;
    }
}
