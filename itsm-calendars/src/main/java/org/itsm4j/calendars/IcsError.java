package org.itsm4j.calendars;

import org.itsm4j.error.InvalidInputException;

/** Refusals of calendar files; they name the place and the rule, never what the file says. */
final class IcsError {
    private IcsError() {}

    static InvalidInputException of(String path, String rule) {
        return new InvalidInputException("Calendar file", path, rule);
    }
}
