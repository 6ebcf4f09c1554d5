package org.itsm4j.spi;

import java.util.Optional;
import org.itsm4j.security.Tenant;

/**
 * The host's people and groups. Asked before a ticket is given to somebody, and about every other person a command names:
 * requesters, watchers, the people of a major incident. The built-in one knows everybody. Called inside the command's
 * transaction; must be thread-safe and quick.
 */
public interface Directory {
    /**
     * @param tenant whose
     * @param group the name of a group
     * @return whether it exists there
     */
    boolean hasGroup(Tenant tenant, String group);

    /**
     * @param tenant whose
     * @param person the name of a person
     * @return whether they exist there
     */
    boolean hasPerson(Tenant tenant, String person);

    /**
     * Asked only if service level policies are by customer, when a ticket is logged or changes.
     *
     * @param tenant whose
     * @param person the name of a person
     * @return the customer they belong to, as policies name it; empty unless told otherwise
     */
    default Optional<String> customer(Tenant tenant, String person) {
        return Optional.empty();
    }

    /** @return a directory in which everybody exists: for hosts that check names before they call */
    static Directory everybody() {
        return new Directory() {
            @Override
            public boolean hasGroup(Tenant tenant, String group) {
                return true;
            }

            @Override
            public boolean hasPerson(Tenant tenant, String person) {
                return true;
            }
        };
    }
}
