package org.itsm4j.lifecycle.internal;

import java.util.HashMap;
import java.util.Map;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Store;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;

/**
 * Hands out numbers from blocks, so that logging a ticket does not queue behind one row. A block is reserved in a
 * transaction of its own, before the command's: never a second connection while the first is held. Inside a host's
 * transaction, whose fate we do not know, a single number is reserved with it.
 */
public final class Numbers {
    private static final int BLOCK = 50;
    private final Store store;
    private final Map<String, long[]> blocks = new HashMap<>();

    /** @param store where they come from */
    public Numbers(Store store) {
        this.store = store;
    }

    TicketNumber next(Tenant tenant, TicketKind kind) {
        boolean joined = store.unitOfWork().isActive();
        String key = kind.prefix() + ' ' + tenant.name();
        synchronized (blocks) {
            long[] block = blocks.get(key);
            if (block != null && block[0] < block[1]) {
                return TicketNumber.of(kind, block[0]++);
            }
        }
        int count = joined ? 1 : BLOCK;
        long first = store.unitOfWork().required(() -> store.numbers().reserve(tenant, kind, count));
        if (!joined) {
            synchronized (blocks) {
                // another thread may have brought a block meanwhile; the rest of it becomes a gap
                blocks.put(key, new long[] {first + 1, first + count});
            }
        }
        return TicketNumber.of(kind, first);
    }
}
