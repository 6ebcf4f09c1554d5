package org.itsm4j.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that happened to a ticket: audit, worklog and outgoing event in one. Append-only; each entry's hash covers
 * its content and the hash before it, see {@link Chain}.
 *
 * @param sequence from 1, without gaps
 * @param at when, to the microsecond
 * @param actor the account that did it
 * @param system whether that was a machine
 * @param action what was done, as the contract names it
 * @param visibility who may read it
 * @param text what was said; may be empty
 * @param changes which fields changed
 * @param about another ticket this was about
 * @param request the caller's request, if it had an id
 * @param hash 64 hexadecimal digits
 */
public record TimelineEntry(
        long sequence,
        Instant at,
        String actor,
        boolean system,
        String action,
        Visibility visibility,
        String text,
        List<FieldChange> changes,
        Optional<TicketRef> about,
        Optional<RequestMark> request,
        String hash) {

    /** Copies the changes. */
    public TimelineEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(hash, "hash");
        changes = List.copyOf(Objects.requireNonNull(changes, "changes"));
    }

    /**
     * @param newHash the hash of this entry
     * @return this entry, with it
     */
    public TimelineEntry hashed(String newHash) {
        return new TimelineEntry(
                sequence, at, actor, system, action, visibility, text, changes, about, request, newHash);
    }

    /** Numbers and names, not what was said: entries end up in logs. */
    @Override
    public String toString() {
        return sequence + " " + action + " by " + actor + " at " + at;
    }

    /** @return the head of a timeline that ends here */
    public Head head() {
        return new Head(sequence, hash, at);
    }
}
