package org.itsm4j.security;

import java.util.Optional;

/** What an access decision is about: the parts of a ticket that tie people to it. */
public interface Subject {
    /** @return the tenant it belongs to */
    Tenant tenant();

    /** @return how people call it, such as {@code INC-000042} */
    String label();

    /** @return the person it was reported for */
    Optional<String> requester();

    /** @return the group that has it */
    Optional<String> group();

    /** @return the person who has it */
    Optional<String> agent();

    /**
     * @param tenant the tenant
     * @param label what to call it in an error, such as {@code a new incident}
     * @return something that does not exist yet and belongs to nobody
     */
    static Subject unborn(Tenant tenant, String label) {
        return new Unborn(tenant, label);
    }
}
