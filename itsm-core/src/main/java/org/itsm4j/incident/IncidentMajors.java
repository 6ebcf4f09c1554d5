package org.itsm4j.incident;

import java.time.Duration;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Visibility;

/** The commands of major incidents. */
final class IncidentMajors {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final IncidentDesk desk;

    IncidentMajors(IncidentDesk desk) {
        this.desk = desk;
    }

    Incident propose(Session session, TicketId id, String reason) {
        return act(session, id, IncidentAction.PROPOSE_MAJOR, new Said.Words(reason), (incident, step) -> {
            step.say(reason);
            return incident.major(incident.major().proposed());
        });
    }

    Incident accept(Session session, TicketId id, MajorPlan plan) {
        plan.sitrepEvery()
                .filter(every -> every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0 || every.getNano() != 0)
                .ifPresent(every -> {
                    throw new InvalidInputException(
                            "acceptMajor",
                            "sitrepEvery",
                            SHORTEST.toMinutes() + " minute to " + LONGEST.toDays() + " days, in whole seconds"
                                    + Given.got(every));
                });
        return act(session, id, IncidentAction.ACCEPT_MAJOR, plan, (incident, step) -> {
            desk.tickets().requirePerson(session, IncidentAction.ACCEPT_MAJOR, "commander", plan.commander());
            plan.communications()
                    .ifPresent(person -> desk.tickets()
                            .requirePerson(session, IncidentAction.ACCEPT_MAJOR, "communications", person));
            plan.scribe()
                    .ifPresent(person ->
                            desk.tickets().requirePerson(session, IncidentAction.ACCEPT_MAJOR, "scribe", person));
            step.say(plan.businessImpact() + "\n" + plan.notes());
            plan.assignment()
                    .filter(to -> !incident.handling().assignment().equals(java.util.Optional.of(to)))
                    .ifPresent(to -> {
                        desk.tickets().requireKnown(session, IncidentAction.ACCEPT_MAJOR, to);
                        step.then(() -> reassign(session, incident, to));
                    });
            return incident.major(MajorIncident.accepted(plan, step.now()));
        });
    }

    /** The manager's decision gives them the right; the contract still says from where it is possible. */
    private void reassign(Session session, Incident incident, org.itsm4j.ticket.Assignment to) {
        IncidentAction action = incident.state() == IncidentState.NEW ? IncidentAction.ASSIGN : IncidentAction.REASSIGN;
        desk.act(session.asSystem("majorIncident"), incident.id(), action, to, (ticket, step) -> {
            step.say("Accepted as a major incident");
            return action == IncidentAction.ASSIGN
                    ? ticket.assigned(to, step.now())
                    : ticket.reassigned(to, step.now());
        });
    }

    Incident reject(Session session, TicketId id, String reason) {
        return act(session, id, IncidentAction.REJECT_MAJOR, new Said.Words(reason), (incident, step) -> {
            step.say(reason);
            return incident.major(incident.major().rejected());
        });
    }

    Incident end(Session session, TicketId id, String note) {
        return act(session, id, IncidentAction.END_MAJOR, new Said.Words(note), (incident, step) -> {
            step.say(note);
            return incident.major(incident.major().ended());
        });
    }

    Incident sitrep(Session session, TicketId id, String text) {
        return act(session, id, IncidentAction.SITREP, new Said.LongWords(text), (incident, step) -> {
            step.say(text).visible(Visibility.PUBLIC);
            return incident.major(incident.major().reported(step.now()));
        });
    }

    /** The cadence has run out without a report: staff are reminded, and the next one is due a cadence later. */
    Incident remind(Session session, TicketId id) {
        return act(session, id, IncidentAction.SITREP, Said.NOTHING, (incident, step) -> {
            step.say("A situation report is due");
            return incident.major(incident.major().reported(step.now()));
        });
    }

    Incident review(Session session, TicketId id, String text) {
        return act(session, id, IncidentAction.REVIEW, new Said.LongWords(text), (incident, step) -> {
            step.say(text);
            if (incident.major().needsReview()) {
                // closing by itself may have been due before, and only have waited for this
                step.then(() -> desk.kernel().workflow().askAgain(incident.ref(), incident.place()));
            }
            return incident.major(incident.major().reviewed(text));
        });
    }

    private Incident act(
            Session session,
            TicketId id,
            IncidentAction action,
            Object command,
            org.itsm4j.lifecycle.internal.Decision<Incident> decision) {
        return desk.act(session, id, action, command, decision);
    }
}
