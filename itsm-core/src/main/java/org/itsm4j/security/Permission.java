package org.itsm4j.security;

import java.util.Objects;
import java.util.Set;

/**
 * A right that is asked for.
 *
 * @param practice the practice, such as {@code incident}
 * @param action the action as its contract names it, or {@code read}, {@code import}
 * @param who the roles to which the contract gives it
 */
public record Permission(String practice, String action, Set<Role> who) {
    /** Copies the roles. */
    public Permission {
        Objects.requireNonNull(practice, "practice");
        Objects.requireNonNull(action, "action");
        who = Set.copyOf(Objects.requireNonNull(who, "who"));
    }
}
