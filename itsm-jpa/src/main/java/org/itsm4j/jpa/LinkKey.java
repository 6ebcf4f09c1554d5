package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Link;
import org.jspecify.annotations.Nullable;

/** The key of a link, which is all there is of it. */
final class LinkKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String ticketKind;
    private @Nullable UUID ticketId;
    private @Nullable String type;
    private @Nullable String target;

    LinkKey() {}

    LinkKey(Tenant tenant, Link link) {
        this.tenant = tenant.name();
        ticketKind = link.ticket().kind().name();
        ticketId = link.ticket().id().value();
        type = link.type();
        target = link.target();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LinkKey key
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(ticketKind, key.ticketKind)
                && Objects.equals(ticketId, key.ticketId)
                && Objects.equals(type, key.type)
                && Objects.equals(target, key.target);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, ticketKind, ticketId, type, target);
    }
}
