package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ClockRecord;
import org.jspecify.annotations.Nullable;

/** The key of a clock: a slot of a ticket has one in each cycle. */
final class ClockKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String ticketKind;
    private @Nullable UUID ticketId;
    private @Nullable String slot;
    private int cycle;

    ClockKey() {}

    ClockKey(Tenant tenant, ClockRecord clock) {
        this.tenant = tenant.name();
        ticketKind = clock.ticket().kind().name();
        ticketId = clock.ticket().id().value();
        slot = clock.slot();
        cycle = clock.cycle();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClockKey key
                && cycle == key.cycle
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(ticketKind, key.ticketKind)
                && Objects.equals(ticketId, key.ticketId)
                && Objects.equals(slot, key.slot);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, ticketKind, ticketId, slot, cycle);
    }
}
