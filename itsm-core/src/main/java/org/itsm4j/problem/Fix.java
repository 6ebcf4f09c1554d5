package org.itsm4j.problem;

import jakarta.validation.constraints.NotNull;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * How a problem was fixed.
 *
 * @param text what was done
 * @param verification how it will be seen that it helped
 */
public record Fix(
        @NotNull @Text(max = Limits.TEXT) String text,
        @NotNull @Text(max = Limits.REASON) String verification) {}
