package org.itsm4j.change;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When what happened to a change.
 *
 * @param raisedAt when it was raised
 * @param submittedAt when it was first submitted
 * @param begunAt when it was begun
 * @param doneAt when it was said to be done, or undone
 * @param closedAt when it was closed
 */
public record ChangeTimes(
        Instant raisedAt,
        Optional<Instant> submittedAt,
        Optional<Instant> begunAt,
        Optional<Instant> doneAt,
        Optional<Instant> closedAt) {
    /** Refuses absent parts. */
    public ChangeTimes {
        Objects.requireNonNull(raisedAt, "raisedAt");
        Objects.requireNonNull(submittedAt, "submittedAt");
        Objects.requireNonNull(begunAt, "begunAt");
        Objects.requireNonNull(doneAt, "doneAt");
        Objects.requireNonNull(closedAt, "closedAt");
    }

    static ChangeTimes raised(Instant now) {
        return new ChangeTimes(now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    ChangeTimes submitted(Instant now) {
        return new ChangeTimes(raisedAt, submittedAt.or(() -> Optional.of(now)), begunAt, doneAt, closedAt);
    }

    ChangeTimes begun(Instant now) {
        return new ChangeTimes(raisedAt, submittedAt, Optional.of(now), doneAt, closedAt);
    }

    ChangeTimes done(Instant now) {
        return new ChangeTimes(raisedAt, submittedAt, begunAt, Optional.of(now), closedAt);
    }

    ChangeTimes closed(Instant now) {
        return new ChangeTimes(raisedAt, submittedAt, begunAt, doneAt, Optional.of(now));
    }
}
