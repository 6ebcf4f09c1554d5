package org.itsm4j.problem;

/** What can be done to a problem. */
public enum ProblemAction {
    /** Records it. */
    LOG,
    /** Gives it a priority, a category and an owner. */
    ASSESS,
    /** Begins to look for the cause, by a technique. */
    INVESTIGATE,
    /** Keeps what the analysis has found so far. */
    ANALYSE,
    /** Says what the cause is, and what helps until it is fixed. */
    DECLARE_KNOWN_ERROR,
    /** Changes the workaround of its known error. */
    REVISE_WORKAROUND,
    /** Says by which changes it will be fixed, or why it is worth one. */
    REQUEST_CHANGE,
    /** Closes it without a fix, until a review date. */
    ACCEPT_RISK,
    /** Says how it was fixed. */
    RESOLVE,
    /** Says that the fix has proved itself. */
    CLOSE,
    /** Says that the fault has come back, or is to be looked at again. */
    REOPEN,
    /** Stops it because it is none, or another is about the same. */
    CANCEL,
    /** Lets it wait for something. */
    HOLD,
    /** Goes on with it. */
    RESUME,
    /** Goes on to the next stage of its state. */
    ADVANCE,
    /** Gives it to another owner. */
    REASSIGN,
    /** Changes service, configuration item, category or priority. */
    RECLASSIFY,
    /** Writes something down. */
    NOTE,
    /** Points to something outside. */
    REFER,
    /** Lets a person follow it. */
    WATCH,
    /** No longer lets a person follow it. */
    UNWATCH,
    /** Ties it to another ticket. */
    RELATE,
    /** Unties it. */
    UNRELATE,
    /** Takes one of its tasks. */
    CLAIM,
    /** Says that one of its tasks is done. */
    COMPLETE,
    /** Gives values to the host's own fields. */
    SET,
    /** Runs steps of its diagram. */
    STEP,
    /** Goes on with another version of its diagram. */
    MIGRATE,
    /** Notes that a clock of it has reached a threshold. */
    TARGET_REACHED
}
