package org.itsm4j.ticket;

import java.util.Objects;

/**
 * Marks the timeline entry of a command that came with a request id, so that the same request has one effect only.
 *
 * @param id the caller's id, unique per tenant
 * @param fingerprint SHA-256 of what was asked, to tell a repetition from another request under the same id
 */
public record RequestMark(String id, String fingerprint) {
    /** Refuses absent parts. */
    public RequestMark {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
