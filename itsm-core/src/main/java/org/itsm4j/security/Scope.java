package org.itsm4j.security;

import java.util.Set;

/** The part of a tenant's tickets that an actor may list and count. */
public sealed interface Scope {
    /** Every ticket of the tenant. */
    record Everything() implements Scope {}

    /**
     * Tickets of these groups, and tickets no group has yet are not among them.
     *
     * @param groups the groups; none means nothing
     */
    record Groups(Set<String> groups) implements Scope {
        /** Copies the groups. */
        public Groups {
            groups = Set.copyOf(groups);
        }
    }

    /** No ticket. */
    record Nothing() implements Scope {}
}
