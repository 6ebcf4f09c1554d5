package org.itsm4j.incident;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.Duties;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.TicketId;

/** What incidents do of themselves: follow-ups, situation reports, and the commands that a timer can give. */
final class IncidentDuties implements Duties<Incident, IncidentAction> {
    private final IncidentDesk desk;

    IncidentDuties(IncidentDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean wake(Session system, Incident incident, Instant now) {
        if (Automation.isDue(incident.followUpAt(), now)) {
            desk.resume(system, incident.id());
            return true;
        }
        if (Automation.isDue(incident.sitrepAt(), now)) {
            desk.majors().remind(system, incident.id());
            return true;
        }
        return false;
    }

    @Override
    public void give(Session system, Incident incident, IncidentAction action, Map<String, String> data) {
        TicketId id = incident.id();
        switch (action) {
            case CLOSE -> desk.close(system, id);
            case RESUME -> desk.resume(system, id);
            case ADVANCE -> desk.tasks().advance(system, id, Optional.ofNullable(data.get("way")));
            case ASSIGN -> desk.assign(system, id, assignment(data));
            case REASSIGN -> desk.reassign(system, id, action, assignment(data), given(data, "reason"));
            case RESOLVE ->
                desk.resolve(
                        system, id, Resolution.of(ResolutionCode.valueOf(given(data, "code")), given(data, "text")));
            default -> throw Automation.notForTimers(action);
        }
    }

    private static Assignment assignment(Map<String, String> data) {
        return new Assignment(given(data, "group"), Optional.ofNullable(data.get("agent")));
    }

    private static String given(Map<String, String> data, String name) {
        return Optional.ofNullable(data.get(name)).orElseThrow();
    }
}
