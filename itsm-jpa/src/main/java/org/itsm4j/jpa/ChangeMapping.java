package org.itsm4j.jpa;

import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeField;
import org.itsm4j.ticket.TicketKind;

/** Changes as rows. */
final class ChangeMapping implements TicketMapping<Change, ChangeField, ChangeRow> {
    @Override
    public TicketKind kind() {
        return TicketKind.CHANGE;
    }

    @Override
    public Class<ChangeRow> row() {
        return ChangeRow.class;
    }

    @Override
    public ChangeRow newRow() {
        return new ChangeRow();
    }

    @Override
    public void write(Change change, ChangeRow row) {
        row.write(change);
    }

    @Override
    public Change read(ChangeRow row) {
        return row.read();
    }

    @Override
    public String attribute(ChangeField field) {
        return switch (field) {
            case NUMBER -> "number";
            case STATE -> "state";
            case OPEN -> "open";
            case STAGE -> "stageId";
            case MODEL -> "model";
            case RISK -> "risk";
            case OUTCOME -> "outcome";
            case GROUP -> "group";
            case AGENT -> "agent";
            case REQUESTER -> "requester";
            case SERVICE -> "service";
            case TEMPLATE -> "template";
            case SUMMARY -> "summary";
            case LOCKED_DOWN -> "lockedDown";
            case WINDOW_FROM -> "windowFrom";
            case WINDOW_TO -> "windowTo";
            case RAISED_AT -> "raisedAt";
            case UPDATED_AT -> "updatedAt";
            case CLOSED_AT -> "closedAt";
        };
    }
}
