package org.itsm4j.change;

import java.time.Instant;
import java.util.Set;
import org.itsm4j.security.Tenant;

/** Counts the incidents that may have come from a change. */
@FunctionalInterface
interface IncidentCount {
    /**
     * Called in a transaction.
     *
     * @param tenant whose
     * @param configurationItems on which
     * @param from logged at this moment or later
     * @param to and before this one
     * @return how many there are
     */
    int on(Tenant tenant, Set<String> configurationItems, Instant from, Instant to);
}
