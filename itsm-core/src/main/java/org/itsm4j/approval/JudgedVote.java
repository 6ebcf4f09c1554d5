package org.itsm4j.approval;

import java.util.Objects;
import java.util.Optional;

/**
 * A vote, and what it counts.
 *
 * @param vote the vote
 * @param standing whether it counts
 * @param refusal why it is void; present if it is
 */
public record JudgedVote(Vote vote, Standing standing, Optional<Refusal> refusal) {
    /** Whether a vote counts. */
    public enum Standing {
        /** It counts. */
        COUNTED,
        /** It counted until the same voter gave another. */
        SUPERSEDED,
        /** It counted until the stage was escalated to others. */
        OVERTAKEN,
        /** It never counted. */
        VOID
    }

    /** Refuses null. */
    public JudgedVote {
        Objects.requireNonNull(vote, "vote");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(refusal, "refusal");
    }
}
