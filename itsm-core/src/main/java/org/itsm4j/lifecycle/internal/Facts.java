package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.Optional;

/**
 * Reads what a contract declares as facts.
 *
 * @param <T> the ticket
 */
@FunctionalInterface
public interface Facts<T> {
    /**
     * @param ticket the ticket
     * @param fact the name of a declared fact
     * @param at the moment it is read at
     * @return its value; empty if the ticket has none
     */
    Optional<?> of(T ticket, String fact, Instant at);
}
