package org.itsm4j.approval;

/** How a decision that a stage waits for stands. */
public enum ApprovalOutcome {
    /** Not decided yet. */
    PENDING,
    /** It was said yes. */
    APPROVED,
    /** It was said no. */
    REJECTED
}
