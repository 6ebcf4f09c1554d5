package org.itsm4j.ticket;

import java.time.Instant;
import java.util.Objects;

/**
 * The end of a ticket's timeline, kept in the ticket itself so that a cut tail is noticed.
 *
 * @param sequence the number of the last entry; 0 before the first
 * @param hash the hash of the last entry, 64 hexadecimal digits; empty before the first
 * @param at when the last entry was written; time never goes back on a ticket
 */
public record Head(long sequence, String hash, Instant at) {
    /** Before the first entry. */
    public static final Head START = new Head(0, "", Instant.parse("0001-01-01T00:00:00Z"));

    /** Refuses absent parts. */
    public Head {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(at, "at");
    }
}
