package org.itsm4j.problem;

/** Why a problem is cancelled. */
public enum ProblemCancelReason {
    /** Another problem is about the same, and is named. */
    DUPLICATE,
    /** There is nothing behind it. */
    NOT_A_PROBLEM,
    /** Nobody wants to know any more. */
    WITHDRAWN
}
