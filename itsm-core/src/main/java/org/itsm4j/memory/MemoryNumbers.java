package org.itsm4j.memory;

import java.util.HashMap;
import java.util.Map;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.NumberStore;
import org.itsm4j.ticket.TicketKind;

/** The last number of each tenant and kind. */
final class MemoryNumbers implements NumberStore {
    private record Key(Tenant tenant, TicketKind kind) {}

    private final MemoryUnitOfWork unitOfWork;
    private final Map<Key, Long> last = new HashMap<>();

    MemoryNumbers(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public long reserve(Tenant tenant, TicketKind kind, int count) {
        Key key = new Key(tenant, kind);
        long before = last.getOrDefault(key, 0L);
        unitOfWork.undo(() -> last.put(key, before));
        last.put(key, before + count);
        return before + 1;
    }
}
