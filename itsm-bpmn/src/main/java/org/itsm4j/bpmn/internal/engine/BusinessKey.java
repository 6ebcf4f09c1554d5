package org.itsm4j.bpmn.internal.engine;

import org.itsm4j.lifecycle.Move;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** Says on the process instance whose ticket it carries: {@code acme/incident/0190…}. No part can hold the slash. */
public record BusinessKey(Tenant tenant, TicketRef ticket) {
    static BusinessKey of(Move move) {
        return new BusinessKey(move.tenant(), move.ticket());
    }

    static BusinessKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalStateException("Business key " + text + " was not written by itsm4j");
        }
        return new BusinessKey(new Tenant(parts[0]), new TicketRef(TicketKind.of(parts[1]), TicketId.of(parts[2])));
    }

    @Override
    public String toString() {
        return tenant.name() + "/" + ticket.kind().label() + "/" + ticket.id();
    }
}
