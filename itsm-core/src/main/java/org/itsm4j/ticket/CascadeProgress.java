package org.itsm4j.ticket;

import java.time.Instant;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;

/**
 * How far a cascade has come that was too long for one transaction: the first {@link Limits#CASCADE} tickets followed together
 * with the command, the others follow one by one, each in a transaction of its own, whenever {@code Itsm.runDueWork()} runs.
 * When the last one has been looked at there is no progress to ask for any more.
 *
 * @param ticket whose command the others follow
 * @param rule by what rule they follow, such as {@code problem-resume}
 * @param startedAt when the command was
 * @param total how many were to follow then; others may have come or gone since
 * @param followed how many have followed, or no longer had to; 0 or more
 * @param failed how many could not follow as they are, and were passed over: a note on each says why; 0 or more
 */
public record CascadeProgress(TicketRef ticket, String rule, Instant startedAt, int total, int followed, int failed) {
    /**
     * Refuses what is not there.
     *
     * @throws InvalidInputException if a count is negative, the rule is not a name of up to {@link Limits#NAME} characters, or
     *     the moment is out of the years that every store can keep
     */
    public CascadeProgress {
        Objects.requireNonNull(ticket, "ticket");
        Text.Rule.require("CascadeProgress", "rule", Objects.requireNonNull(rule, "rule"), Limits.NAME);
        Limits.require("CascadeProgress", "startedAt", Objects.requireNonNull(startedAt, "startedAt"));
        if (total < 0 || followed < 0 || failed < 0) {
            throw new InvalidInputException(
                    "CascadeProgress",
                    "total, followed, failed",
                    "0 or more, got " + total + ", " + followed + ", " + failed);
        }
    }

    /** @return how many are still to be looked at, as far as was known when it began; 0 or more */
    public int left() {
        return Math.max(0, total - followed - failed);
    }
}
