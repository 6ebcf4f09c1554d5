package org.itsm4j.incident;

/** What can be done to an incident. */
public enum IncidentAction {
    /** Records it. */
    LOG,
    /** Gives it to a group, and perhaps a person. */
    ASSIGN,
    /** Acknowledges it and begins to work. */
    START,
    /** Gives it to another group or person. */
    REASSIGN,
    /** Gives it to a group that knows more (functional escalation). */
    ESCALATE,
    /** Lets it wait for something. */
    HOLD,
    /** Goes on with it. */
    RESUME,
    /** Goes on to the next stage of its state. */
    ADVANCE,
    /** Says how service was restored. */
    RESOLVE,
    /** Says that service is not restored after all. */
    REOPEN,
    /** Confirms that service is restored. */
    CLOSE,
    /** Continues a closed incident in a new one. */
    FOLLOW_UP,
    /** Stops it because it is none, or not wanted. */
    CANCEL,
    /** Makes it part of another incident. */
    MERGE,
    /** Takes it out of the other incident again. */
    UNMERGE,
    /** Changes service, category, impact, urgency or priority. */
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
    /** Runs steps of its diagram. */
    STEP,
    /** Goes on with another version of its diagram. */
    MIGRATE,
    /** Proposes it as a major incident. */
    PROPOSE_MAJOR,
    /** Accepts it as one. */
    ACCEPT_MAJOR,
    /** Rejects the proposal. */
    REJECT_MAJOR,
    /** Ends the major incident. */
    END_MAJOR,
    /** Reports the situation of a major incident. */
    SITREP,
    /** Records the review after a major incident. */
    REVIEW,
    /** Gives values to the host's own fields. */
    SET,
    /** Notes that a clock of it has reached a threshold. */
    TARGET_REACHED,
    /** Ends the running cycle of a clock and begins another. */
    RESET_TARGET,
    /** Gives a clock an instant that was agreed on. */
    AGREE_TARGET,
    /** Puts it under the service level policies of today. */
    RENEW_TARGETS
}
