package org.itsm4j.error;

import java.util.Objects;

/**
 * One thing that is wrong with an input: where, and which rule. A refused number, version or name is repeated
 * if it is short; texts are not.
 *
 * @param path the field, from the command inwards, such as {@code assignment.group}
 * @param message the rule with its limit, such as {@code at most 200 characters, got 5000}
 */
public record Violation(String path, String message) {
    /** Refuses absent parts. */
    public Violation {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
