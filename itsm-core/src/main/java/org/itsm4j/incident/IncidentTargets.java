package org.itsm4j.incident;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaAttributes;
import org.itsm4j.sla.internal.Circumstances;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;

/** The service levels of incidents: what clocks look at, the commands on them, and what is done when they reach something. */
final class IncidentTargets {
    private final IncidentDesk desk;

    IncidentTargets(IncidentDesk desk) {
        this.desk = desk;
    }

    /** A command on one clock. */
    record Reset(
            @NotNull @Text(max = Limits.SLOT) String target,
            @NotNull @Text(max = Limits.REASON) String reason) {}

    /** A command that gives a clock an instant. */
    record Agreement(
            @NotNull @Text(max = Limits.SLOT) String target,
            @NotNull Instant due,
            @NotNull @Text(max = Limits.REASON) String reason) {}

    Circumstances circumstances(Incident incident) {
        IncidentState state = incident.state();
        Milestones milestones = incident.milestones();
        return new Circumstances(
                attributes(incident),
                incident.group(),
                incident.hold()
                        .filter(hold -> state == IncidentState.ON_HOLD)
                        .map(Hold::reason)
                        .map(Object::toString)
                        .orElse(state.name()),
                state == IncidentState.RESOLVED || state == IncidentState.CLOSED,
                !state.isOpen() && state != IncidentState.RESOLVED,
                milestones.loggedAt(),
                milestones.occurredAt(),
                milestones.detectedAt(),
                milestones.assignedAt(),
                milestones.firstResponseAt());
    }

    private SlaAttributes attributes(Incident incident) {
        Classification classification = incident.classification();
        return new SlaAttributes(
                TicketKind.INCIDENT,
                classification.service(),
                Optional.of(classification.priority()),
                classification.category(),
                customer(incident));
    }

    private Optional<String> customer(Incident incident) {
        Tenant tenant = incident.tenant();
        return desk.kernel().clocks().usesCustomers(tenant, incident.serviceLevels())
                ? incident.requester()
                        .flatMap(person -> desk.kernel().directory().customer(tenant, person))
                : Optional.empty();
    }

    Incident reset(Session session, TicketId id, String target, String reason) {
        return desk.act(session, id, IncidentAction.RESET_TARGET, new Reset(target, reason), (incident, step) -> {
            step.say(reason);
            return desk.pipeline().clocks().reset(session, incident, target, IncidentAction.RESET_TARGET, step);
        });
    }

    Incident agree(Session session, TicketId id, String target, Instant due, String reason) {
        Agreement command = new Agreement(target, due, reason);
        return desk.act(session, id, IncidentAction.AGREE_TARGET, command, (incident, step) -> {
            Limits.requireCounted(Labels.of(IncidentAction.AGREE_TARGET), "due", due);
            if (!due.isAfter(step.now())) {
                throw new InvalidInputException(
                        Labels.of(IncidentAction.AGREE_TARGET), "due", "after " + step.now() + Given.got(due));
            }
            step.say(reason);
            Instant kept = due.truncatedTo(ChronoUnit.MICROS);
            return desk.pipeline().clocks().agree(session, incident, target, kept, IncidentAction.AGREE_TARGET, step);
        });
    }

    Incident renew(Session session, TicketId id, String reason) {
        return desk.act(session, id, IncidentAction.RENEW_TARGETS, new Said.Words(reason), (incident, step) -> {
            step.say(reason);
            return desk.pipeline().clocks().renew(session, incident, IncidentAction.RENEW_TARGETS, step);
        });
    }

    void escalate(Session system, TicketId id, Escalation escalation, String why) {
        if (escalation instanceof Escalation.Reassign one) {
            give(system, id, IncidentAction.REASSIGN, one.to(), why);
        } else if (escalation instanceof Escalation.Functional one) {
            give(system, id, IncidentAction.ESCALATE, one.to(), why);
        } else if (escalation instanceof Escalation.RaisePriority one) {
            raise(system, id, one, why);
        } else if (escalation instanceof Escalation.AddWatcher one) {
            desk.tickets().watch(system, id, one.person());
        } else if (escalation instanceof Escalation.Hierarchical one) {
            desk.tickets().watch(system, id, one.manager());
        } else if (escalation instanceof Escalation.RunStep one) {
            desk.tickets().runStep(system, id, one.handler(), why);
        }
    }

    /** What nobody has yet is assigned rather than reassigned. */
    private void give(Session system, TicketId id, IncidentAction action, Assignment to, String why) {
        Incident incident = desk.pipeline().find(system.actor().tenant(), id);
        if (incident.state() == IncidentState.NEW) {
            desk.assign(system, id, to);
        } else {
            desk.reassign(system, id, action, to, why);
        }
    }

    private void raise(Session system, TicketId id, Escalation.RaisePriority to, String why) {
        Incident incident = desk.pipeline().find(system.actor().tenant(), id);
        if (incident.classification().priority().compareTo(to.to()) > 0) {
            desk.reclassify(system, id, Reclassification.change().priority(to.to(), why));
        }
    }
}
