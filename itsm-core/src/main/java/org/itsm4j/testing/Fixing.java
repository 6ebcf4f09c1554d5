package org.itsm4j.testing;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/** A change as problems and incidents see it: how it ends. */
class Fixing extends Walked {
    final TicketNumber number;
    boolean over;
    boolean failed;
    Optional<Instant> succeededAt = Optional.empty();

    Fixing(TicketId id, TicketNumber number) {
        super(id);
        this.number = number;
    }

    TicketRef ref() {
        return new TicketRef(TicketKind.CHANGE, id);
    }

    /** One of the two ways to point to it. */
    Reference pointer(boolean byNumber) {
        return Reference.to("change", byNumber ? number.value() : id.toString());
    }

    @Override
    Optional<String> wanted() {
        return Optional.empty();
    }

    @Override
    String stateName() {
        return over ? "over" : "open";
    }

    @Override
    public String toString() {
        return number + (succeededAt.isPresent() ? " succeeded" : failed ? " failed" : over ? " over" : "");
    }
}
