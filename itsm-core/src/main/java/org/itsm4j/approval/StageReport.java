package org.itsm4j.approval;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How one stage of an approval stands.
 *
 * @param name what it is called
 * @param status how it stands
 * @param cause why it was approved or rejected; empty if it is neither
 * @param skipReason why it was skipped; empty text if it was not
 * @param escalated whether the second panel is asked, or was
 * @param startedAt when the panel was asked; empty if it was not
 * @param deadline when the time of the panel is over; empty if it takes as long as it takes, or is not asked
 * @param endedAt when it was decided; empty if it is not
 * @param turnout what the votes come to; empty if it is not asked
 */
public record StageReport(
        String name,
        Status status,
        Optional<Cause> cause,
        String skipReason,
        boolean escalated,
        Optional<Instant> startedAt,
        Optional<Instant> deadline,
        Optional<Instant> endedAt,
        Optional<Turnout> turnout) {
    /** How a stage stands. */
    public enum Status {
        /** It was left out, for a reason that is given. */
        SKIPPED,
        /** Those before it are not approved. */
        WAITING,
        /** It is asked now. */
        OPEN,
        /** Approved. */
        APPROVED,
        /** Rejected, and with it the whole. */
        REJECTED
    }

    /** Why a stage was decided. */
    public enum Cause {
        /** Its rules are met. */
        MET,
        /** Somebody with a veto has rejected. */
        VETO,
        /** Its rules cannot be met any more, whatever the others vote. */
        UNREACHABLE,
        /** Its time was over. */
        TIMEOUT
    }

    /** Refuses null. */
    public StageReport {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(skipReason, "skipReason");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(turnout, "turnout");
    }

    static StageReport skipped(String name, String reason) {
        return unasked(name, Status.SKIPPED, reason);
    }

    static StageReport waiting(String name) {
        return unasked(name, Status.WAITING, "");
    }

    private static StageReport unasked(String name, Status status, String reason) {
        return new StageReport(
                name,
                status,
                Optional.empty(),
                reason,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static StageReport of(Sitting sitting, Status status, Optional<Cause> cause, Optional<Instant> endedAt) {
        return new StageReport(
                sitting.stage().name(),
                status,
                cause,
                "",
                sitting.isEscalated(),
                Optional.of(sitting.startedAt()),
                sitting.deadline(),
                endedAt,
                Optional.of(sitting.turnout()));
    }

    /** As it stands when its time is over, however its own rules are. */
    StageReport timedOut(Instant at) {
        return status == Status.OPEN
                ? new StageReport(
                        name,
                        Status.REJECTED,
                        Optional.of(Cause.TIMEOUT),
                        skipReason,
                        escalated,
                        startedAt,
                        deadline,
                        Optional.of(at),
                        turnout)
                : this;
    }

    /** No names. */
    @Override
    public String toString() {
        return "StageReport[" + name + " " + status + "]";
    }
}
