package org.itsm4j.ticket;

import java.time.Instant;
import java.util.Objects;

/**
 * The end of a ticket's timeline, kept in the ticket itself so that a cut tail is noticed.
 *
 * @param sequence the number of the last entry; 0 before the first
 * @param hash the hash of the last entry, 64 hexadecimal digits; empty before the first
 * @param at when the last entry was written; time never goes back on a ticket
 * @param changedAt when the last entry was written that tells of more than what the ticket's clocks have reached: these
 *     come by themselves, many at a time, and do not bring a ticket to the top of those last changed
 */
public record Head(long sequence, String hash, Instant at, Instant changedAt) {
    /** Before the first entry. */
    public static final Head START = new Head(0, "", Instant.parse("0001-01-01T00:00:00Z"));

    /** Refuses absent parts. */
    public Head {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(changedAt, "changedAt");
    }

    /**
     * Of a ticket that the last entry has changed.
     *
     * @param sequence the number of the last entry
     * @param hash the hash of the last entry
     * @param at when the last entry was written
     */
    public Head(long sequence, String hash, Instant at) {
        this(sequence, hash, at, at);
    }

    /**
     * @param before the end of the timeline before this one
     * @return this end, of a ticket that the last entry has not changed
     */
    public Head unchangedSince(Head before) {
        Objects.requireNonNull(before, "before");
        return new Head(sequence, hash, at, before.changedAt());
    }
}
