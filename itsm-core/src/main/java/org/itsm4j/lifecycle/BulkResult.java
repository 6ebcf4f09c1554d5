package org.itsm4j.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.TicketId;

/**
 * What became of a bulk command.
 *
 * @param items one for each ticket, in the order given
 * @param <T> the tickets
 */
public record BulkResult<T>(List<Item<T>> items) {
    /** Copies the items. */
    public BulkResult {
        items = List.copyOf(Objects.requireNonNull(items, "items"));
    }

    /**
     * What became of one ticket.
     *
     * @param id the ticket
     * @param done as it is now, if the command took place
     * @param refused why it did not, if not: an {@code ItsmException}, or what a policy or sink of the host has thrown
     * @param <T> the ticket
     */
    public record Item<T>(TicketId id, Optional<T> done, Optional<RuntimeException> refused) {
        /** Refuses null. */
        public Item {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(done, "done");
            Objects.requireNonNull(refused, "refused");
        }
    }

    /** @return how many took place */
    public long done() {
        return items.stream().filter(item -> item.done().isPresent()).count();
    }

    /** @return those that did not */
    public List<Item<T>> refused() {
        return items.stream().filter(item -> item.refused().isPresent()).toList();
    }
}
