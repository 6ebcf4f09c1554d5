package org.itsm4j.testing;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.ticket.TicketId;

/** An incident that waits for a problem or a change, or that a problem has caused. */
final class WaitingIncident extends Walked {
    final Instant loggedAt;
    Optional<Walked> waitsFor = Optional.empty();
    boolean cancelled;

    WaitingIncident(TicketId id, long version, Instant loggedAt) {
        super(id);
        this.version = version;
        this.loggedAt = loggedAt;
    }

    boolean isWaitingFor(Walked ticket) {
        return waitsFor.filter(ticket::equals).isPresent();
    }

    void goesOn() {
        waitsFor = Optional.empty();
        version++;
    }

    @Override
    Optional<String> wanted() {
        return Optional.of("mia");
    }

    @Override
    String stateName() {
        return waitsFor.isPresent() ? "ON_HOLD" : cancelled ? "CANCELLED" : "";
    }

    @Override
    public String toString() {
        return id + " v" + version + " waits for " + waitsFor;
    }
}
