package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The key of a timeline entry. */
final class TimelineKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String ticketKind;
    private @Nullable UUID ticketId;
    private long sequence;

    TimelineKey() {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimelineKey key
                && sequence == key.sequence
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(ticketKind, key.ticketKind)
                && Objects.equals(ticketId, key.ticketId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, ticketKind, ticketId, sequence);
    }
}
