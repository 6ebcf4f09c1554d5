package org.itsm4j.sla;

import java.util.Objects;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.internal.JsonReader;

/** The names of the host (groups, services, customers, people) as policies may have them: as tickets may, too. */
final class Names {
    private Names() {}

    /**
     * @param what what is named, for the message
     * @param parameter its parameter
     * @param name the name
     * @return the name
     * @throws ConfigurationException if it is blank, too long, or no store and no file could keep it
     */
    static String require(String what, String parameter, String name) {
        Objects.requireNonNull(name, parameter);
        if (name.isBlank()
                || name.length() > Limits.NAME
                || name.indexOf(0) >= 0
                || JsonReader.hasHalfCharacter(name)) {
            throw new ConfigurationException(what + " has 1 to " + Limits.NAME
                    + " characters, not blank, no NUL and no lone surrogate, got " + name.length());
        }
        return name;
    }
}
