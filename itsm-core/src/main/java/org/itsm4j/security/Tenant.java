package org.itsm4j.security;

import java.util.Objects;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;

/**
 * An organisation whose data nobody else sees. It is part of every key and of every query.
 *
 * @param name 1 to 64 letters, digits, {@code . _ -}; chosen by the host
 */
public record Tenant(String name) {
    /** The tenant of a host that has only one. */
    public static final Tenant SINGLE = new Tenant("main");

    /**
     * @throws InvalidInputException if the name is empty, too long or has other characters
     */
    public Tenant {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.length() > 64 || !name.chars().allMatch(Tenant::allowed)) {
            throw new InvalidInputException(
                    "Tenant", "name", "1 to 64 of letters, digits, '.', '_', '-'" + Given.got(name));
        }
    }

    private static boolean allowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return name;
    }
}
