package org.itsm4j.incident;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;

/** The commands that a timer can give, with what its diagram says. */
final class TimerCommands {
    private final IncidentDesk desk;

    TimerCommands(IncidentDesk desk) {
        this.desk = desk;
    }

    void give(Session session, Incident incident, IncidentAction action, Map<String, String> data) {
        require(incident, action, data);
        try {
            command(session, incident.id(), action, data);
        } catch (InvalidInputException e) { // such as a group that the tenant does not have
            RuleViolationException wrong = wrong(incident, action, e.getMessage());
            wrong.initCause(e);
            throw wrong;
        }
    }

    private void command(Session session, TicketId id, IncidentAction action, Map<String, String> data) {
        switch (action) {
            case CLOSE -> desk.close(session, id);
            case RESUME -> desk.resume(session, id);
            case ADVANCE -> desk.tasks().advance(session, id, Optional.ofNullable(data.get("way")));
            case ASSIGN -> desk.assign(session, id, assignment(data));
            case REASSIGN -> desk.reassign(session, id, action, assignment(data), given(data, "reason"));
            case RESOLVE ->
                desk.resolve(
                        session, id, Resolution.of(ResolutionCode.valueOf(given(data, "code")), given(data, "text")));
            default -> throw notForTimers(action);
        }
    }

    private static Assignment assignment(Map<String, String> data) {
        return new Assignment(given(data, "group"), Optional.ofNullable(data.get("agent")));
    }

    private static String given(Map<String, String> data, String name) {
        return Optional.ofNullable(data.get(name)).orElseThrow();
    }

    private static IllegalArgumentException notForTimers(IncidentAction action) {
        return new IllegalArgumentException(
                "No timer can do " + Labels.of(action) + ": it needs data that only a person has");
    }

    /** The contract says what goes with the action; anything missing, wrong or beyond is refused. */
    private void require(Incident incident, IncidentAction action, Map<String, String> data) {
        Transition<IncidentState, IncidentAction> row =
                desk.practice().contract().rows(incident.state(), action).stream()
                        .filter(Transition::isForTimers)
                        .findFirst()
                        .orElseThrow(() -> notForTimers(action));
        List<String> wrong = row.wrong(data);
        if (!wrong.isEmpty()) {
            throw wrong(incident, action, String.join("; ", wrong));
        }
    }

    private static RuleViolationException wrong(Incident incident, IncidentAction action, String message) {
        return incident.rule(
                "timerData", "a timer gives " + Labels.of(action) + " with data that is not in order: " + message);
    }
}
