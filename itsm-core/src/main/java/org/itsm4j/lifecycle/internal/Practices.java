package org.itsm4j.lifecycle.internal;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.TicketKind;

/** The practices there are, so that a ticket of one can be tied to a ticket of another. Filled once; thread-safe. */
public final class Practices {
    private final Map<TicketKind, TicketDesk<?, ?, ?, ?>> desks = new ConcurrentSkipListMap<>();

    void add(TicketDesk<?, ?, ?, ?> desk) {
        if (desks.putIfAbsent(desk.practice().kind(), desk) != null) {
            throw new IllegalStateException(
                    "There is a practice of " + desk.practice().kind() + " already");
        }
    }

    /** @return all of them, in the order of their kinds */
    public Collection<TicketDesk<?, ?, ?, ?>> all() {
        return desks.values();
    }

    /**
     * @param kind a kind of ticket
     * @return whether tickets of that kind are kept here
     */
    public boolean has(TicketKind kind) {
        return desks.containsKey(kind);
    }

    /**
     * @param kind a kind of ticket
     * @return the practice that has them
     * @throws InvalidInputException if there is none
     */
    public TicketDesk<?, ?, ?, ?> of(TicketKind kind) {
        TicketDesk<?, ?, ?, ?> desk = desks.get(kind);
        if (desk == null) {
            throw new InvalidInputException("TicketRef", "kind", "one of " + desks.keySet() + ", got " + kind.name());
        }
        return desk;
    }
}
