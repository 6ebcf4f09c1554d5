package org.itsm4j.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** Changes and times to test with. */
final class Changes {
    private Changes() {}

    static TicketRef ticket(long number) {
        return new TicketRef(TicketKind.INCIDENT, new TicketId(new UUID(0x7000, 0x8000_0000_0000_0000L + number)));
    }

    static String id(long number) {
        return ticket(number).id().toString();
    }

    static Slot slot(String from, String to) {
        return new Slot(Instant.parse(from), Instant.parse(to));
    }

    static Slot slot(String from, Duration length) {
        return Slot.of(Instant.parse(from), length);
    }

    static PlannedChange change(long number, Slot slot) {
        return PlannedChange.of(ticket(number), "normal", slot);
    }
}
