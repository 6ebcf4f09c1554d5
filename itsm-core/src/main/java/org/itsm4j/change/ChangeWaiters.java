package org.itsm4j.change;

import java.util.Optional;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Followers;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Sequel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;

/** Incidents on hold for a change go on when it ends: however it ends, there is nothing to wait for. */
final class ChangeWaiters implements Sequel {
    private final IncidentDoors incidents;
    private final Followers resumed;

    ChangeWaiters(ChangeDesk desk, IncidentDoors incidents) {
        Kernel kernel = desk.kernel();
        this.incidents = incidents;
        kernel.practices().add((waiting, reference) -> {
            desk.tickets()
                    .meant(waiting.tenant(), reference)
                    .filter(ChangeWaiters::isOver)
                    .ifPresent(change -> {
                        throw new RuleViolationException(
                                waiting.label(),
                                "waitsFor",
                                change.number() + " is " + change.state()
                                        + "; allowed: to go on, or to wait for what is open");
                    });
            return Optional.empty();
        });
        this.resumed = incidents.waiting("change-resume", ChangeWaiters::isOver, this::resume);
        kernel.practices().addRule(resumed);
    }

    @Override
    public void moved(Session session, Ticket<?> before, Ticket<?> after, Cascade cascade) {
        if (isOver(after)) {
            cascade.let(session, resumed, after);
        }
    }

    private static boolean isOver(Ticket<?> ticket) {
        return ticket instanceof Change change && change.state().isOver();
    }

    private void resume(Session session, Incident incident, Ticket<?> top) {
        if (top instanceof Change change) {
            incidents.resume(session.asSystem("change"), incident, change, change.standing());
        }
    }
}
