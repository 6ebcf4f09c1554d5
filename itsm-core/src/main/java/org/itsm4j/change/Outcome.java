package org.itsm4j.change;

/** How a change went. */
public enum Outcome {
    /** All of it was done, and nothing went wrong. */
    SUCCESSFUL,
    /** All of it was done, and something went wrong on the way. */
    SUCCESSFUL_WITH_ISSUES,
    /** It was undone. */
    BACKED_OUT,
    /** It was not done as planned, and not undone. */
    FAILED,
    /** It was made without a change. */
    UNAUTHORISED;

    /** @return whether it was done as planned, with or without issues */
    public boolean isSuccess() {
        return this == SUCCESSFUL || this == SUCCESSFUL_WITH_ISSUES;
    }
}
