package org.itsm4j.ticket;

import jakarta.validation.constraints.NotNull;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;

/**
 * Something outside a ticket that it points to: a document, a change in another system, a monitoring alert. Only a
 * pointer; itsm4j never opens it.
 *
 * @param type what it is, such as {@code change} or {@code url}; letters, digits, dash
 * @param key how it is found there
 */
public record Reference(
        @NotNull @Text(max = 40) String type,
        @NotNull @Text(max = Limits.NAME) String key) {

    /**
     * @throws InvalidInputException if the type has other characters
     */
    public Reference {
        if (type != null && !type.chars().allMatch(Reference::allowed)) {
            throw new InvalidInputException("Reference", "type", "letters, digits and '-' only" + Given.got(type));
        }
    }

    private static boolean allowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }

    /**
     * @param type what it is
     * @param key how it is found there
     * @return the reference
     */
    public static Reference to(String type, String key) {
        return new Reference(type, key);
    }

    @Override
    public String toString() {
        return type + ":" + key;
    }
}
