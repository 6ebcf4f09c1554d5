package org.itsm4j.problem;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * A problem is left unfixed, knowingly.
 *
 * @param justification why that is better than a fix
 * @param reviewAt when it is reopened by itself, to be looked at again; after the command, within 10 years of it
 * @param approver the person who agreed; not the owner
 */
public record RiskAcceptance(
        @NotNull @Text(max = Limits.TEXT) String justification,
        @NotNull Instant reviewAt,
        @NotNull @Text(max = Limits.NAME) String approver) {}
