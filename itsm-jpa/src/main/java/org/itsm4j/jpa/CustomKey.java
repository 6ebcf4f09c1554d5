package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The key of a value of a custom field: the ticket and the field. */
final class CustomKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String ticketKind;
    private @Nullable UUID ticketId;
    private @Nullable String name;

    CustomKey() {}

    CustomKey(String tenant, String ticketKind, UUID ticketId, String name) {
        this.tenant = tenant;
        this.ticketKind = ticketKind;
        this.ticketId = ticketId;
        this.name = name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomKey key
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(ticketKind, key.ticketKind)
                && Objects.equals(ticketId, key.ticketId)
                && Objects.equals(name, key.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, ticketKind, ticketId, name);
    }
}
