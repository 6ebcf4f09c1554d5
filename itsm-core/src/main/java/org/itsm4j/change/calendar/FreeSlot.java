package org.itsm4j.change.calendar;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a search for a free slot has found.
 *
 * @param slot the earliest one; empty if none begins before the horizon
 * @param lookedUpTo the horizon: up to when beginnings were looked for, exclusive
 */
public record FreeSlot(Optional<Slot> slot, Instant lookedUpTo) {
    /** Refuses absent parts. */
    public FreeSlot {
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(lookedUpTo, "lookedUpTo");
    }
}
