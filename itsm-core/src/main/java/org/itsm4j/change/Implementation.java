package org.itsm4j.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * How a change was done in fact.
 *
 * @param from when it was begun
 * @param to when it was over; not before {@code from}
 * @param outcome how it went; never UNAUTHORISED, which is no matter of opinion
 * @param results what became of its steps, up to {@link #MOST}
 * @param note what there is to say, 1 to {@link Limits#TEXT} characters
 */
public record Implementation(Instant from, Instant to, Outcome outcome, List<TaskResult> results, String note) {
    /** How many steps may be told of: 50. */
    public static final int MOST = 50;

    private static final String SUBJECT = "Implementation";

    /**
     * Copies the results; cuts the instants to microseconds.
     *
     * @throws InvalidInputException if it was over before it began, a successful one has a step that failed, there are too
     *     many results, or the note is blank or too long
     */
    public Implementation {
        Limits.requireCounted(SUBJECT, "from", Objects.requireNonNull(from, "from"));
        Limits.requireCounted(SUBJECT, "to", Objects.requireNonNull(to, "to"));
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        if (to.isBefore(from)) {
            throw new InvalidInputException(SUBJECT, "to", "not before from, " + from + Given.got(to));
        }
        if (Objects.requireNonNull(outcome, "outcome") == Outcome.UNAUTHORISED) {
            throw new InvalidInputException(SUBJECT, "outcome", "not " + outcome + ", which is never chosen");
        }
        Limits.require(
                SUBJECT, "results", Objects.requireNonNull(results, "results").size(), MOST);
        results = List.copyOf(results);
        boolean failed = results.stream().anyMatch(result -> result.status() == TaskResult.Status.FAILED);
        if (outcome == Outcome.SUCCESSFUL && failed) {
            throw new InvalidInputException(
                    SUBJECT, "outcome", "not " + outcome + " with a step that failed; allowed: SUCCESSFUL_WITH_ISSUES");
        }
        Text.Rule.require(SUBJECT, "note", Objects.requireNonNull(note, "note"), Limits.TEXT);
    }

    /** Outcome and times, not its texts. */
    @Override
    public String toString() {
        return "Implementation[" + outcome + ", " + from + " to " + to + "]";
    }
}
