package org.itsm4j.sla;

import java.time.LocalDate;
import java.util.Objects;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.internal.Names;

/**
 * A day on which a calendar is closed.
 *
 * @param date the local date, in the calendar's zone; from 1900 to 2200
 * @param name what people call it; 1 to 200 characters, no control characters, no lone surrogate
 */
public record Holiday(LocalDate date, String name) {
    private static final int LONGEST = 200;

    /**
     * Refuses absent parts.
     *
     * @throws ConfigurationException if the name is blank, too long or has characters it may not have, or the date is out of range
     */
    public Holiday {
        Moments.requireDate("A holiday", Objects.requireNonNull(date, "date"));
        Objects.requireNonNull(name, "name");
        if (name.isBlank()
                || name.length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl)
                || Names.hasHalfCharacter(name)) {
            throw new ConfigurationException("The name of the holiday of " + date + " is 1 to " + LONGEST
                    + " characters, no control characters and no lone surrogate, got " + name.length() + " characters");
        }
    }
}
