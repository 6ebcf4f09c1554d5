package org.itsm4j.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.Followers;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Said;
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
     * Incidents on hold that wait for a ticket of another practice, by its number or its id, oldest first.
     *
     * @param rule the name of the rule by which they follow it
     * @param follow whether they do
     * @param consequence what then happens to one
     * @return them
     */
    public Followers waiting(String rule, Predicate<Ticket<?>> follow, Consequence consequence) {
        return new IncidentWaits(desk, rule, follow, consequence);
    }

    /** What follows on an incident from what was done to a ticket of another practice. */
    @FunctionalInterface
    public interface Consequence {
        /**
         * Called in a transaction.
         *
         * @param session who did it, or the system
         * @param incident the incident
         * @param top the other ticket, as it is by now
         */
        void on(Session session, Incident incident, Ticket<?> top);
    }

    /**
     * An incident that has waited for a ticket of another practice goes on. Called in a transaction.
     *
     * @param system the system
     * @param incident the incident
     * @param top what it has waited for
     * @param words why, for its timeline; internal
     */
    public void resume(Session system, Incident incident, Ticket<?> top, String words) {
        desk.act(system, incident.id(), IncidentAction.RESUME, Said.NOTHING, (again, step) -> {
            step.say(words).about(top.ref());
            return again.resumed();
        });
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
