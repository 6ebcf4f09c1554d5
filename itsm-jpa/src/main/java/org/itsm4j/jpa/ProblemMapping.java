package org.itsm4j.jpa;

import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemField;
import org.itsm4j.ticket.TicketKind;

/** Problems as rows. */
final class ProblemMapping implements TicketMapping<Problem, ProblemField, ProblemRow> {
    @Override
    public TicketKind kind() {
        return TicketKind.PROBLEM;
    }

    @Override
    public Class<ProblemRow> row() {
        return ProblemRow.class;
    }

    @Override
    public ProblemRow newRow() {
        return new ProblemRow();
    }

    @Override
    public void write(Problem problem, ProblemRow row) {
        row.write(problem);
    }

    @Override
    public Problem read(ProblemRow row) {
        return row.read();
    }

    @Override
    public String attribute(ProblemField field) {
        return switch (field) {
            case NUMBER -> "number";
            case STATE -> "state";
            case OPEN -> "open";
            case STAGE -> "stageId";
            case PRIORITY -> "priority";
            case SOURCE -> "source";
            case GROUP -> "group";
            case AGENT -> "agent";
            case REPORTER -> "requester";
            case SERVICE -> "service";
            case CONFIGURATION_ITEM -> "configurationItem";
            case CATEGORY -> "category";
            case SUMMARY -> "summary";
            case TECHNIQUE -> "technique";
            case KNOWN_ERROR -> "knownError.status";
            case HOLD_REASON -> "hold.reason";
            case CANCEL_REASON -> "cancelReason";
            case DUPLICATE_OF -> "duplicateOf";
            case REOPEN_COUNT -> "milestones.reopenCount";
            case LOGGED_AT -> "milestones.loggedAt";
            case UPDATED_AT -> "updatedAt";
            case RESOLVED_AT -> "milestones.resolvedAt";
            case CLOSED_AT -> "milestones.closedAt";
        };
    }
}
