package org.itsm4j.change;

import java.util.Locale;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Sequel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Ticket;

/** Incidents on hold for a change go on when it ends, in the same transaction: however it ends, there is nothing to wait for. */
final class ChangeWaiters implements Sequel {
    private final IncidentDoors incidents;

    ChangeWaiters(IncidentDoors incidents) {
        this.incidents = incidents;
    }

    @Override
    public void moved(Session session, Ticket<?> before, Ticket<?> after, Cascade cascade) {
        if (after instanceof Change change && change.state().isOver()) {
            String how = change.outcome().map(outcome -> ", " + outcome).orElse("");
            String words = change.number() + " is " + change.state().name().toLowerCase(Locale.ROOT) + how;
            incidents.resumeWaiting(session.asSystem("change"), change, words, cascade);
        }
    }
}
