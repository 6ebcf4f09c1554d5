package org.itsm4j.ticket;

import java.time.Instant;
import java.util.Objects;

/**
 * A public entry of a timeline, as the requester reads it: no fields, no accounts of staff.
 *
 * @param sequence its number on the timeline; internal ones are missing in between
 * @param at when
 * @param action what was done
 * @param text what was said
 * @param mine whether it was written by the account that reads it
 */
public record OwnEntry(long sequence, Instant at, String action, String text, boolean mine) {
    /**
     * @param entry a public entry
     * @param account who reads it
     * @return the entry, as they read it
     */
    public static OwnEntry of(TimelineEntry entry, String account) {
        Objects.requireNonNull(entry, "entry");
        return new OwnEntry(
                entry.sequence(),
                entry.at(),
                entry.action(),
                entry.text(),
                entry.actor().equals(Objects.requireNonNull(account, "account")));
    }
}
