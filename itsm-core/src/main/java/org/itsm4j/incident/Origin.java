package org.itsm4j.incident;

import java.util.Objects;
import java.util.Optional;

/**
 * Where an incident comes from.
 *
 * @param requester the person it is for
 * @param source the machine that reported it, such as {@code monitoring}
 * @param correlationKey the source's name of the fault; while an incident with it is open, the fault is not logged again
 */
public record Origin(Optional<String> requester, Optional<String> source, Optional<String> correlationKey) {
    /** Refuses null. */
    public Origin {
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(correlationKey, "correlationKey");
    }
}
