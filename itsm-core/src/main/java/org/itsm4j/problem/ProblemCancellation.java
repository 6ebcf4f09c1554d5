package org.itsm4j.problem;

import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.TicketId;

/**
 * Why a problem is cancelled.
 *
 * @param reason why
 * @param duplicateOf the problem that is about the same; for {@link ProblemCancelReason#DUPLICATE}, and for that only
 */
public record ProblemCancellation(@NotNull ProblemCancelReason reason, Optional<TicketId> duplicateOf) {
    /** Refuses null where nothing is said by empty. */
    public ProblemCancellation {
        Objects.requireNonNull(duplicateOf, "duplicateOf");
    }

    /**
     * @param reason why; not because it is a duplicate
     * @return the cancellation
     */
    public static ProblemCancellation because(ProblemCancelReason reason) {
        return new ProblemCancellation(reason, Optional.empty());
    }

    /**
     * @param other the problem that is about the same
     * @return the cancellation
     */
    public static ProblemCancellation duplicateOf(TicketId other) {
        return new ProblemCancellation(
                ProblemCancelReason.DUPLICATE, Optional.of(Objects.requireNonNull(other, "other")));
    }
}
