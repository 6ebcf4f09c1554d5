package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Task;
import org.jspecify.annotations.Nullable;

/** The key of a task: the same element has one in each run. */
final class TaskKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String ticketKind;
    private @Nullable UUID ticketId;
    private long run;
    private @Nullable String id;

    TaskKey() {}

    TaskKey(Tenant tenant, Task task) {
        this.tenant = tenant.name();
        ticketKind = task.ticket().kind().name();
        ticketId = task.ticket().id().value();
        run = task.run();
        id = task.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskKey key
                && run == key.run
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(ticketKind, key.ticketKind)
                && Objects.equals(ticketId, key.ticketId)
                && Objects.equals(id, key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, ticketKind, ticketId, run, id);
    }
}
