package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The key of a vote. */
final class VoteKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String ticketKind;
    private @Nullable UUID ticketId;
    private int round;
    private int sequence;

    VoteKey() {}

    VoteKey(String tenant, String ticketKind, UUID ticketId, int round, int sequence) {
        this.tenant = tenant;
        this.ticketKind = ticketKind;
        this.ticketId = ticketId;
        this.round = round;
        this.sequence = sequence;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VoteKey key
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(ticketKind, key.ticketKind)
                && Objects.equals(ticketId, key.ticketId)
                && round == key.round
                && sequence == key.sequence;
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, ticketKind, ticketId, round, sequence);
    }
}
