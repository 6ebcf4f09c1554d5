package org.itsm4j.change;

/** What can be done to a change. */
public enum ChangeAction {
    /** Begins a draft. */
    RAISE,
    /** Records a change that was found to have been made without one. */
    RECORD_UNAUTHORISED,
    /** Hands it in, complete. */
    SUBMIT,
    /** Finds it complete, and lets it be assessed. */
    ACCEPT,
    /** Turns it away. */
    REJECT,
    /** Lets a standard change be done by what its template was approved for. */
    PREAUTHORISE,
    /** Says what it hits, and puts it to the vote. */
    ASSESSED,
    /** Gives a vote. */
    VOTE,
    /** Carries out that it was voted for. */
    AUTHORISE,
    /** Carries out that it was voted down. */
    DECLINE,
    /** Sends it back to whoever writes it; the votes are kept, and count no more. */
    RETURN_TO_DRAFT,
    /** Lets an emergency be done before it is voted on. */
    IMPLEMENT_FIRST,
    /** Carries out that it was approved in retrospect. */
    RATIFY,
    /** Puts what was voted down in retrospect to the vote again. */
    PUT_TO_VOTE,
    /** Changes plan, window, configuration items or answers; votes on what it was count no more. */
    REVISE,
    /** Gives it to a group, and perhaps a person, to be done. */
    ASSIGN,
    /** Allows a collision. */
    WAIVE,
    /** Keeps it from being begun. */
    LOCK_DOWN,
    /** Ends the lockdown. */
    RELEASE,
    /** Begins to do it. */
    BEGIN,
    /** Says that it is done, and how it went. */
    COMPLETE,
    /** Says that it was undone. */
    BACK_OUT,
    /** Records the review after it. */
    REVIEW,
    /** Ends it. */
    CLOSE,
    /** Stops it before it is begun. */
    CANCEL,
    /** Goes on to the next stage of its state. */
    ADVANCE,
    /** Writes something down. */
    NOTE,
    /** Points to something outside. */
    REFER,
    /** Lets a person follow it. */
    WATCH,
    /** No longer lets a person follow it. */
    UNWATCH,
    /** Notes that somebody in conflict of interest has tried to decide on it. */
    NOTE_CONFLICT,
    /** Ties it to another ticket. */
    RELATE,
    /** Unties it. */
    UNRELATE,
    /** Takes one of its tasks. */
    CLAIM,
    /** Says that one of its tasks is done. */
    COMPLETE_TASK,
    /** Gives values to the host's own fields. */
    SET,
    /** Runs steps of its diagram. */
    STEP,
    /** Goes on with another version of its diagram. */
    MIGRATE,
    /** Notes that a clock of it has reached a threshold. */
    TARGET_REACHED
}
