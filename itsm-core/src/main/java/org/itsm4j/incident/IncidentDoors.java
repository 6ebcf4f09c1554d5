package org.itsm4j.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Ticket;

/** Opens the doors of the incident practice. For {@code org.itsm4j.Itsm} only. */
public final class IncidentDoors {
    private final IncidentDesk desk;
    private final Automation<Incident, IncidentState, IncidentAction, IncidentField> automation;

    /**
     * @param kernel what all practices work with
     * @param settings how a tenant handles incidents
     * @param fields the host's own fields of incidents
     * @throws org.itsm4j.error.ConfigurationException if these fields cannot be declared
     */
    public IncidentDoors(Kernel kernel, Function<Tenant, IncidentSettings> settings, List<CustomField<?>> fields) {
        this.desk = new IncidentDesk(kernel, settings, fields);
        this.automation = new Automation<>(desk.tickets(), new IncidentDuties(desk));
    }

    /**
     * @param session who
     * @return the staff's door
     */
    public Incidents staff(Session session) {
        return new DefaultIncidents(desk, session);
    }

    /**
     * @param session who
     * @return the requester's door
     */
    public OwnIncidents own(Session session) {
        return new DefaultOwnIncidents(desk, session);
    }

    /**
     * Incidents on hold that wait for a ticket of another practice, by its number or its id. Called in a transaction.
     *
     * @param ticket what they wait for
     * @param cascade how many may follow
     * @return all of them, oldest first
     * @throws org.itsm4j.ticket.RuleViolationException {@code waitingIncidents}, if they are more than may follow
     */
    public List<Incident> waitingFor(Ticket<?> ticket, Cascade cascade) {
        return new IncidentWaits(desk).waitingFor(ticket, cascade);
    }

    /**
     * Incidents that have waited for a ticket of another practice go on. Called in a transaction.
     *
     * @param system the system
     * @param ticket what they have waited for
     * @param words why, for their timelines; internal
     * @param cascade how many may follow
     * @throws org.itsm4j.ticket.RuleViolationException {@code waitingIncidents}, if they are more than may follow
     */
    public void resumeWaiting(Session system, Ticket<?> ticket, String words, Cascade cascade) {
        IncidentWaits waits = new IncidentWaits(desk);
        waits.waitingFor(ticket, cascade).forEach(incident -> waits.resume(system, incident.id(), words, ticket.ref()));
    }

    /**
     * Called in a transaction.
     *
     * @param tenant whose
     * @param configurationItems on which; up to {@link org.itsm4j.ticket.Limits#VALUES}
     * @param from logged at this moment or later
     * @param to and before this one
     * @return how many incidents there are
     */
    public int loggedOn(Tenant tenant, Set<String> configurationItems, Instant from, Instant to) {
        Map<Object, Long> counts = desk.pipeline()
                .tickets()
                .count(
                        tenant,
                        IncidentField.STATE,
                        List.of(
                                new Condition<>(
                                        IncidentField.CONFIGURATION_ITEM, Operator.IN, List.copyOf(configurationItems)),
                                new Condition<>(IncidentField.LOGGED_AT, Operator.AT_LEAST, List.of(from)),
                                new Condition<>(IncidentField.LOGGED_AT, Operator.LESS_THAN, List.of(to))));
        return Math.toIntExact(
                counts.values().stream().mapToLong(Long::longValue).sum());
    }

    /** @return what happens in the practice without a person */
    public Automation<Incident, IncidentState, IncidentAction, IncidentField> automation() {
        return automation;
    }
}
