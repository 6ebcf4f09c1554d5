package org.itsm4j.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Urgency;

/** The fields of an incident that can be searched, sorted by, or are audited. */
public enum IncidentField implements Field<Incident> {
    /** What people call it. Sorted as text, so from the millionth on {@link #LOGGED_AT} sorts better. */
    NUMBER(String.class, incident -> Optional.of(incident.number().value()), true, false),
    /** Its state. */
    STATE(IncidentState.class, incident -> Optional.of(incident.state()), false, true),
    /** Whether there is still work to do: its state is NEW, ASSIGNED, IN_PROGRESS or ON_HOLD. */
    OPEN(Boolean.class, incident -> Optional.of(incident.state().isOpen()), false, false),
    /** The stage of its diagram, by id. */
    STAGE(String.class, incident -> Optional.of(incident.place().stage().id()), false, true),
    /** Its priority. */
    PRIORITY(Priority.class, incident -> Optional.of(incident.classification().priority()), true, true),
    /** How much is hit. */
    IMPACT(Impact.class, incident -> Optional.of(incident.classification().impact()), false, true),
    /** How soon it must be solved. */
    URGENCY(Urgency.class, incident -> Optional.of(incident.classification().urgency()), false, true),
    /** The group that has it. */
    GROUP(String.class, Incident::group, false, true),
    /** The person who has it. */
    AGENT(String.class, Incident::agent, false, true),
    /** The person it is for. */
    REQUESTER(String.class, Incident::requester, false, true),
    /** The machine that reported it. */
    SOURCE(String.class, incident -> incident.origin().source(), false, true),
    /** The source's name of the fault, while the incident is not finished. */
    CORRELATION_KEY(String.class, incident -> incident.origin().correlationKey(), false, false),
    /** The service hit. */
    SERVICE(String.class, incident -> incident.classification().service(), false, true),
    /** The configuration item hit. */
    CONFIGURATION_ITEM(String.class, incident -> incident.classification().configurationItem(), false, true),
    /** The path of its category. */
    CATEGORY(String.class, incident -> incident.classification().category().map(Category::path), false, true),
    /** What is wrong, in a line. */
    SUMMARY(String.class, incident -> Optional.of(incident.summary()), false, false),
    /** What it waits for, by the name of the reason. */
    HOLD_REASON(String.class, incident -> incident.hold().map(Hold::reason).map(Object::toString), false, true),
    /** The key of the reference it waits for, such as the number of a problem. */
    WAITS_FOR(String.class, incident -> incident.hold().flatMap(Hold::waitsFor).map(Reference::key), false, false),
    /** Whether it is a major incident. */
    MAJOR(MajorStatus.class, incident -> Optional.of(incident.major().status()), false, true),
    /** The incident it was merged into. */
    MERGED_INTO(TicketId.class, incident -> incident.merge().map(Merge::into), false, true),
    /** How it was resolved, in one word. */
    RESOLUTION_CODE(ResolutionCode.class, incident -> incident.resolution().map(Resolution::code), false, true),
    /** How often it was reopened. */
    REOPEN_COUNT(Integer.class, incident -> Optional.of(incident.milestones().reopenCount()), false, false),
    /** When it was logged. */
    LOGGED_AT(Instant.class, incident -> Optional.of(incident.milestones().loggedAt()), true, false),
    /** When it last changed; that a clock has reached a threshold is no change of the ticket. */
    UPDATED_AT(Instant.class, incident -> Optional.of(incident.head().changedAt()), true, false),
    /** When it was resolved. */
    RESOLVED_AT(Instant.class, incident -> incident.milestones().resolvedAt(), false, false),
    /** When it was closed. */
    CLOSED_AT(Instant.class, incident -> incident.milestones().closedAt(), false, false);

    private final Class<?> type;
    private final Function<Incident, Optional<?>> value;
    private final boolean sortable;
    private final boolean audited;

    IncidentField(Class<?> type, Function<Incident, Optional<?>> value, boolean sortable, boolean audited) {
        this.type = type;
        this.value = value;
        this.sortable = sortable;
        this.audited = audited;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public Optional<?> of(Incident incident) {
        return value.apply(incident);
    }

    @Override
    public boolean isSortable() {
        return sortable;
    }

    @Override
    public boolean isAudited() {
        return audited;
    }
}
