package org.itsm4j.security;

import java.util.Objects;
import java.util.Set;
import org.itsm4j.error.InvalidInputException;

/** The part of a tenant's tickets that an actor may list and count. */
public sealed interface Scope {
    /** Every ticket of the tenant. */
    record Everything() implements Scope {}

    /**
     * Tickets of these groups, and tickets no group has yet are not among them.
     *
     * @param groups the groups, up to 500; none means nothing
     */
    record Groups(Set<String> groups) implements Scope {
        /**
         * Copies the groups.
         *
         * @throws InvalidInputException if there are more than 500
         */
        public Groups {
            groups = Set.copyOf(Objects.requireNonNull(groups, "groups"));
            if (groups.size() > Actor.MAX_GROUPS) {
                throw new InvalidInputException(
                        "Scope", "groups", "at most " + Actor.MAX_GROUPS + ", got " + groups.size());
            }
        }
    }

    /** No ticket. */
    record Nothing() implements Scope {}
}
