package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketId;
import org.jspecify.annotations.Nullable;

/** The key of a ticket: the tenant is part of it, so no id reaches into another tenant. */
final class TicketKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable UUID id;

    TicketKey() {}

    TicketKey(Tenant tenant, TicketId id) {
        this.tenant = tenant.name();
        this.id = id.value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TicketKey key && Objects.equals(tenant, key.tenant) && Objects.equals(id, key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, id);
    }
}
