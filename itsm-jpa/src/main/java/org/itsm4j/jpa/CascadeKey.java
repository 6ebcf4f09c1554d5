package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.CascadeProgress;
import org.jspecify.annotations.Nullable;

/** The key of a cascade: a ticket has one of each rule. */
final class CascadeKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String ticketKind;
    private @Nullable UUID ticketId;
    private @Nullable String rule;

    CascadeKey() {}

    CascadeKey(Tenant tenant, CascadeProgress progress) {
        this.tenant = tenant.name();
        ticketKind = progress.ticket().kind().name();
        ticketId = progress.ticket().id().value();
        rule = progress.rule();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CascadeKey key
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(ticketKind, key.ticketKind)
                && Objects.equals(ticketId, key.ticketId)
                && Objects.equals(rule, key.rule);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, ticketKind, ticketId, rule);
    }
}
