package org.itsm4j.jpa;

import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.ticket.TicketKind;

/** Incidents as rows. */
final class IncidentMapping implements TicketMapping<Incident, IncidentField, IncidentRow> {
    @Override
    public TicketKind kind() {
        return TicketKind.INCIDENT;
    }

    @Override
    public Class<IncidentRow> row() {
        return IncidentRow.class;
    }

    @Override
    public IncidentRow newRow() {
        return new IncidentRow();
    }

    @Override
    public void write(Incident incident, IncidentRow row) {
        row.write(incident);
    }

    @Override
    public Incident read(IncidentRow row) {
        return row.read();
    }

    @Override
    public String attribute(IncidentField field) {
        return switch (field) {
            case NUMBER -> "number";
            case STATE -> "state";
            case OPEN -> "open";
            case STAGE -> "stageId";
            case PRIORITY -> "classification.priority";
            case IMPACT -> "classification.impact";
            case URGENCY -> "classification.urgency";
            case GROUP -> "group";
            case AGENT -> "agent";
            case REQUESTER -> "requester";
            case SOURCE -> "source";
            case CORRELATION_KEY -> "correlationKey";
            case SERVICE -> "classification.service";
            case CONFIGURATION_ITEM -> "classification.configurationItem";
            case CATEGORY -> "classification.category";
            case SUMMARY -> "summary";
            case HOLD_REASON -> "hold.reason";
            case WAITS_FOR -> "hold.referenceKey";
            case MAJOR -> "major.status";
            case MERGED_INTO -> "mergedInto";
            case RESOLUTION_CODE -> "resolution.code";
            case REOPEN_COUNT -> "milestones.reopenCount";
            case LOGGED_AT -> "milestones.loggedAt";
            case UPDATED_AT -> "updatedAt";
            case RESOLVED_AT -> "milestones.resolvedAt";
            case CLOSED_AT -> "milestones.closedAt";
        };
    }
}
